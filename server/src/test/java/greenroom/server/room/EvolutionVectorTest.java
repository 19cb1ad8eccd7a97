package greenroom.server.room;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Event;
import greenroom.protocol.Role;
import greenroom.protocol.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The folds of `protocol/vectors/state-folds.json`, which every client shares.
final class EvolutionVectorTest {

  static List<JsonNode> folds() throws IOException {
    Path vectors = Path.of(System.getProperty("user.dir"), "../protocol/vectors/state-folds.json");
    return new JsonMapper().readTree(Files.readString(vectors)).values().stream().toList();
  }

  @DisplayName("[ST3] [ST6] the server folds events into the states that clients fold them into")
  @ParameterizedTest
  @MethodSource("folds")
  void folds(JsonNode vector) {
    Role role = vector.get("docs").size() == 2 ? Role.INTERVIEWER : Role.CANDIDATE;
    Room room = Room.EMPTY;
    for (JsonNode step : vector.get("steps")) {
      Event event = Wire.read(step.get("event").toString().getBytes(UTF_8), Event.class);
      room = Evolution.evolve(room, Entry.after(room.heads(), event, null));

      assertThat(room.seenBy(role).digest())
          .as(event.event())
          .isEqualTo(step.get("digest").stringValue());
    }
    assertThat(room.seenBy(role).digest()).isEqualTo(vector.get("digest").stringValue());
  }
}
