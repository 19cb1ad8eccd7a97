package greenroom.server.room;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Coverage;
import greenroom.protocol.Item;
import greenroom.protocol.ItemKey;
import greenroom.protocol.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The results of `protocol/vectors/coverage.json`, which every client shares.
final class DesignCoverageTest {

  static List<JsonNode> designs() throws IOException {
    Path vectors = Path.of(System.getProperty("user.dir"), "../protocol/vectors/coverage.json");
    return new JsonMapper().readTree(Files.readString(vectors)).values().stream().toList();
  }

  @DisplayName("[CV1] [CV2] the server and every client count the same as covered and walked")
  @ParameterizedTest
  @MethodSource("designs")
  void covers(JsonNode vector) {
    Map<ItemKey, Item> items = new HashMap<>();
    for (JsonNode json : vector.get("items")) {
      Item item = read(json, Item.class);
      items.put(item.key(), item);
    }

    assertThat(DesignCoverage.of(items))
        .as(vector.get("name").stringValue())
        .isEqualTo(read(vector.get("coverage"), Coverage.class));
  }

  private static <T> T read(JsonNode json, Class<T> type) {
    return Wire.read(json.toString().getBytes(UTF_8), type);
  }
}
