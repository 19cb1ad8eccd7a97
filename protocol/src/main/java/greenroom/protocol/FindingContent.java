package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/// What a deep dive found; an edit replaces it whole.
///
/// @param text one line, 1 to [Limits#REQUIREMENT_LENGTH] units
/// @param requirement the requirement that it endangers, if any; it need not be there any more
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FindingContent(Type type, String text, @Nullable ItemId requirement) {
  public FindingContent {
    Require.present("type", type);
    Require.line("text", text, 1, Limits.REQUIREMENT_LENGTH);
  }

  /// What kind of trouble it is.
  public enum Type {
    EDGE_CASE("edge-case"),
    BOTTLENECK("bottleneck");

    private final String wire;

    Type(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }
  }
}
