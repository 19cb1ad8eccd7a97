package greenroom.server.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A start that cannot go well is one line on standard error, and the exit code says whose fault it
/// is.
@Timeout(60)
final class ExitCodeIT {
  @Test
  void aWrongValueIsExitCodeTwo() throws Exception {
    Ended ended = run("--redis", "redis://h:1/99999");

    assertThat(ended.output())
        .containsExactly("--redis: database not understood (expected: a number, 0..9999)");
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void aRedisThatIsNotThereIsExitCodeOne() throws Exception {
    int port = ServerProcess.freePort();

    Ended ended = run("--redis", "redis://127.0.0.1:" + port);

    assertThat(ended.output())
        .containsExactly("redis: cannot connect to 127.0.0.1:" + port + " (Connection refused)");
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void aMistakeInTheGuideIsExitCodeOne(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("probes.json"), "{\"probes\": 7}");

    Ended ended = run("--guide", directory.toString());

    assertThat(ended.output()).containsExactly(file + ": probes: 7 (expected: an array)");
    assertThat(ended.code()).isEqualTo(1);
  }

  private record Ended(int code, List<String> output) {}

  private static Ended run(String... flags) throws IOException, InterruptedException {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "greenroom.server.Main");
    Process process =
        new ProcessBuilder(Stream.concat(java.stream(), Stream.of(flags)).toList())
            .redirectErrorStream(true)
            .start();
    try {
      List<String> output =
          new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), output);
    } finally {
      process.destroyForcibly();
    }
  }
}
