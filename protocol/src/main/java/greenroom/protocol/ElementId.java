package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Names an element of the board: what a drawing program chose, 1 to 40 characters of the URL-safe
/// base 64 alphabet.
public record ElementId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ElementId {
    Require.matches("id", value, FORM, "1 to 40 characters of A-Z, a-z, 0-9, - and _");
  }

  @Override
  public String toString() {
    return value;
  }
}
