package greenroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ParticipantIdTest {

  @Test
  @DisplayName("[HE5] room, role and person decide the participant")
  void vectors() {
    for (JsonNode vector : ProtocolFiles.list("vectors/participant-ids.json")) {
      Role role =
          Arrays.stream(Role.values())
              .filter(r -> r.wire().equals(vector.get("role").stringValue()))
              .findFirst()
              .orElseThrow();

      assertThat(
              ParticipantId.of(
                  new RoomId(vector.get("room").stringValue()),
                  role,
                  vector.get("person").stringValue()))
          .hasToString(vector.get("participant").stringValue());
    }
  }
}
