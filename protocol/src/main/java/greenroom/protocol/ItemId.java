package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Names an item: 96 random bits chosen by whoever creates it, as 16 characters of the URL-safe
/// base 64 alphabet.
public record ItemId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{16}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ItemId {
    Require.matches("id", value, FORM, "16 characters of A-Z, a-z, 0-9, - and _");
  }

  @Override
  public String toString() {
    return value;
  }
}
