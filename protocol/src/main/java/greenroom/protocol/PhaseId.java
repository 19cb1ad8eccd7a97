package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Names a phase of a room's framework, for example `high-level-design`.
public record PhaseId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PhaseId {
    Require.matches("phase", value, FORM, "1..32 characters of a-z, 0-9 and -, a letter first");
  }

  @Override
  public String toString() {
    return value;
  }
}
