package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// When something private was made, and at which place of the shared history, so that a replay can
/// show it there.
///
/// @param time the server's milliseconds since 1970
/// @param phase the present phase; absent in the lobby and after the end
/// @param position of the shared log alone
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Stamp(
    @JsonProperty(required = true) long time, @Nullable PhaseId phase, Position position) {
  public Stamp {
    Require.time("time", time);
    if (Require.present("position", position).privately() != null) {
      throw new IllegalArgumentException(
          "position: with a private part (expected: the shared part alone)");
    }
  }
}
