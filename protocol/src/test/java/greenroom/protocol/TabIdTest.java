package greenroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class TabIdTest {

  @Test
  @DisplayName("[PR2] room and session decide what others call the tab")
  void vectors() {
    for (JsonNode vector : ProtocolFiles.list("vectors/tab-ids.json")) {
      assertThat(
              TabId.of(
                  new RoomId(vector.get("room").stringValue()),
                  new SessionId(vector.get("session").stringValue())))
          .hasToString(vector.get("tab").stringValue());
    }
  }
}
