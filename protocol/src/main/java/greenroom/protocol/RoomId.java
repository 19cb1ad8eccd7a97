package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Names a room: 80 random bits in lower-case base 32, so that nobody meets a room by guessing.
public record RoomId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[a-z2-7]{16}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RoomId {
    Require.matches("room", value, FORM, "16 characters of a-z and 2-7");
  }

  @Override
  public String toString() {
    return value;
  }
}
