package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Names an entry of the guide: a probe of its bank or a problem of its library. Only interviewers
/// may know which entry a probe was taken from: the entry has what a good answer says.
public record GuideId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public GuideId {
    Require.matches(
        "id", value, FORM, "1..64 characters of a-z, 0-9 and -, a letter or digit first");
  }

  @Override
  public String toString() {
    return value;
  }
}
