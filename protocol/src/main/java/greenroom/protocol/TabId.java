package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// What others in a room call a client tab: 8 hex digits derived from its session, which they do
/// not learn.
public record TabId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TabId {
    Require.matches("tab", value, FORM, "8 hex digits");
  }

  /// The public name of a session in a room; SPEC rule PR2.
  public static TabId of(RoomId room, SessionId session) {
    byte[] hash =
        Sha256.of(("greenroom tab|" + room + "|" + session).getBytes(StandardCharsets.UTF_8));
    return new TabId(HexFormat.of().formatHex(hash, 0, 4));
  }

  @Override
  public String toString() {
    return value;
  }
}
