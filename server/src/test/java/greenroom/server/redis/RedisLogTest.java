package greenroom.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisLogTest {

  @TempDir Path directory;

  @Test
  void the_last_words_come_without_time_and_process() throws IOException {
    Path file = directory.resolve("log");
    RedisLog log = new RedisLog(file);
    assertThat(log.lastWordsAfter(0)).isEqualTo("it said nothing");
    assertThat(log.firstPidAfter(0)).isNull();

    String old = "7:M 24 Nov 2026 03:02:02.443 # old\n";
    Files.writeString(
        file, old + "12:C 24 Nov 2026 03:02:02.443 # new\n12:M 24 Nov 2026 03:02:02.456 * bye\n\n");
    assertThat(log.lastWordsAfter(old.length())).isEqualTo("bye");
    assertThat(log.firstPidAfter(old.length())).isEqualTo(12);
    assertThat(log.lastWordsAfter(log.size())).isEqualTo("it said nothing");
  }

  @Test
  void a_log_that_has_grown_is_set_aside_once() throws IOException {
    Path file = directory.resolve("log");
    RedisLog log = new RedisLog(file);
    log.rotate();
    Files.writeString(file, "short");
    log.rotate();
    assertThat(file).hasContent("short");

    Files.writeString(file, "x".repeat(2 << 20));
    log.rotate();
    assertThat(file).doesNotExist();
    assertThat(directory.resolve("log.1")).hasSize(2 << 20);
    assertThat(log.size()).isZero();
  }
}
