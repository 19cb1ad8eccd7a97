package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Names a participant of one room: `p` and 16 hex digits, derived from the room, the person and
/// the role, so that every tab of a person is the same participant.
public record ParticipantId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("p[0-9a-f]{16}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ParticipantId {
    Require.matches("participant", value, FORM, "p and 16 hex digits");
  }

  /// The participant that a person is in a room; SPEC rule HE5.
  ///
  /// @param person the secret of a hello
  public static ParticipantId of(RoomId room, Role role, String person) {
    byte[] hash =
        Sha256.of(
            ("greenroom participant|" + room + "|" + role.wire() + "|" + person)
                .getBytes(StandardCharsets.UTF_8));
    return new ParticipantId("p" + HexFormat.of().formatHex(hash, 0, 8));
  }

  @Override
  public String toString() {
    return value;
  }
}
