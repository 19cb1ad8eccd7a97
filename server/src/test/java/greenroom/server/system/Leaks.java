package greenroom.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Looks for secrets where none may stand.
final class Leaks {
  private Leaks() {}

  /// Fails if a token or a person's secret of one of these clients stands in what a server has
  /// printed, or in what it or its Redis has written to disk.
  static void assertNone(Deployment deployment, Path data, Collection<RoomClient> clients) {
    List<String> secrets = clients.stream().flatMap(client -> client.secrets().stream()).toList();
    assertThat(secrets).isNotEmpty();
    String output = String.join("\n", deployment.output());
    assertThat(output).contains("Listening on").doesNotContain(secrets);
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(secrets).as("secrets in %s", data.relativize(file)).noneMatch(bytes::contains);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
