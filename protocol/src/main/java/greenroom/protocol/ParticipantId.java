package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Names a participant of one room: `p` and 16 hex digits, derived from the room, the person and
/// the role, so that every tab of a person is the same participant.
public record ParticipantId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("p[0-9a-f]{16}");

  @JsonCreator
  public ParticipantId {
    Require.matches("participant", value, FORM, "p and 16 hex digits");
  }

  @Override
  public String toString() {
    return value;
  }
}
