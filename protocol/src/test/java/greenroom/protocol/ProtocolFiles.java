package greenroom.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The files of this module: SPEC, schemas and vectors. Surefire runs in the module's directory.
final class ProtocolFiles {
  static final JsonMapper JSON = new JsonMapper();

  /// Writes a lone surrogate as an escape, which UTF-8 has no bytes for.
  private static final JsonMapper ASCII =
      JsonMapper.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
          .build();

  private static final Path MODULE = Path.of(System.getProperty("user.dir"));

  private ProtocolFiles() {}

  static Path path(String name) {
    return MODULE.resolve(name);
  }

  /// Where the other modules are, if this one is not alone.
  static Path repository() {
    return MODULE.resolve("..").normalize();
  }

  static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(JsonNode json) {
    return ASCII.writeValueAsBytes(json);
  }

  static JsonNode json(String name) {
    return JSON.readTree(text(path(name)));
  }

  static List<JsonNode> list(String name) {
    return json(name).values().stream().toList();
  }

  /// The names of the files in a folder, sorted.
  static List<String> names(String folder) {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
