package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Names a client tab: 96 or more random bits that the client chose, 16 to 64 characters of the
/// URL-safe base 64 alphabet.
public record SessionId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{16,64}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SessionId {
    // Stands beside secrets in a hello, so a message does not repeat it.
    if (!FORM.matcher(Require.present("session", value)).matches()) {
      throw new IllegalArgumentException(
          "session: malformed (expected: 16..64 characters of A-Z, a-z, 0-9, - and _)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
