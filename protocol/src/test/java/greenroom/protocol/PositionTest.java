package greenroom.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class PositionTest {
  private final JsonNode vectors = ProtocolFiles.json("vectors/positions.json");

  @Test
  @DisplayName("[EV5] a position chains the digest before it with the event's bytes")
  void chains() {
    for (JsonNode chain : vectors.get("chains")) {
      LogPosition position = LogPosition.START;
      assertThat(position).hasToString(chain.get("positions").get(0).stringValue());
      for (int i = 0; i < chain.get("events").size(); i++) {
        position = position.next(chain.get("events").get(i).stringValue().getBytes(UTF_8));
        assertThat(position)
            .as(chain.get("name").stringValue())
            .hasToString(chain.get("positions").get(i + 1).stringValue());
      }
    }
  }

  @Test
  @DisplayName("[EV6] an event frame is the stored bytes with type and position in front")
  void frames() {
    for (JsonNode vector : vectors.get("frames")) {
      byte[] frame =
          Wire.frame(
              Position.parse(vector.get("position").stringValue()),
              vector.get("event").stringValue().getBytes(UTF_8));

      assertThat(new String(frame, UTF_8)).isEqualTo(vector.get("frame").stringValue());
    }
  }

  @Test
  @DisplayName("[RS1] a position reads back from its one form")
  void wellFormed() {
    for (JsonNode form : vectors.get("wellFormed")) {
      assertThat(Position.parse(form.stringValue())).hasToString(form.stringValue());
    }
  }

  @Test
  @DisplayName("[RS5] what has not the form of a position is refused")
  void malformed() {
    for (JsonNode form : vectors.get("malformed")) {
      assertThatIllegalArgumentException()
          .as(form.stringValue())
          .isThrownBy(() -> Position.parse(form.stringValue()));
    }
  }

  @Test
  @DisplayName("[RS2] readers of the shared log are told one part, interviewers two")
  void parts() {
    var place = new LogPosition(3, 0xabcL);

    assertThat(new Position(place, null)).hasToString("3.0000000000000abc");
    assertThat(new Position(place, LogPosition.START))
        .hasToString("3.0000000000000abc~0.0000000000000000");
  }
}
