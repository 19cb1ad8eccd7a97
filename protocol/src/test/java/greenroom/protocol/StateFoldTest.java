package greenroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class StateFoldTest {

  static List<JsonNode> folds() {
    return Stream.of("vectors/state-folds.json", "vectors/state-folds-later.json")
        .flatMap(file -> ProtocolFiles.list(file).stream())
        .toList();
  }

  @DisplayName(
      "[ST2] [ST3] [ST6] [ST7] [EV10] folding events gives the state and its digest at each step")
  @ParameterizedTest
  @MethodSource("folds")
  void folds(JsonNode vector) {
    Fold fold = new Fold(vector.get("docs"));
    for (JsonNode step : vector.get("steps")) {
      fold.apply(step.get("event"));
      assertThat(CanonicalJson.sha256(fold.state())).isEqualTo(step.get("digest").stringValue());
    }

    assertThat(fold.state()).isEqualTo(vector.get("state"));
    assertThat(CanonicalJson.sha256(vector.get("state")))
        .isEqualTo(vector.get("digest").stringValue());
  }

  @Test
  @DisplayName("[ST1] [ST4] [ST5] the server's own state has the digest of what a client folds")
  void recordsHaveTheDigestOfTheirJson() {
    for (JsonNode vector : ProtocolFiles.list("vectors/state-folds.json")) {
      RoomState state = Wire.read(ProtocolFiles.bytes(vector.get("state")), RoomState.class);

      assertThat(state.digest()).isEqualTo(vector.get("digest").stringValue());
      assertThat(RoomState.of(state.items().reversed(), state.docs())).isEqualTo(state);
    }
  }

  @Test
  @DisplayName("[EV3] every event of the vectors is read and written again as it was")
  void events() {
    for (JsonNode vector : ProtocolFiles.list("vectors/state-folds.json")) {
      for (JsonNode step : vector.get("steps")) {
        String event = step.get("event").toString();
        assertThat(Wire.string(Wire.read(ProtocolFiles.bytes(step.get("event")), Event.class)))
            .isEqualTo(event);
      }
    }
  }
}
