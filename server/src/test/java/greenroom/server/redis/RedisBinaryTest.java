package greenroom.server.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisBinaryTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-amd64",
    "Linux, aarch64, linux-arm64",
    "Linux, i386, linux-386",
    "Mac OS X, aarch64, darwin-arm64",
    "Mac OS X, x86_64, darwin-amd64",
  })
  void there_is_a_program_for_the_usual_machines(String os, String architecture, String suffix) {
    String resource = RedisBinary.resourceFor(os, architecture);
    assertThat(resource).endsWith(suffix);
    assertThat(RedisBinaryTest.class.getResource(resource)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"Linux, ppc64le", "Linux, riscv64", "Windows 11, amd64", "FreeBSD, amd64"})
  void for_any_other_machine_the_way_out_is_named(String os, String architecture) {
    assertThatThrownBy(() -> RedisBinary.resourceFor(os, architecture))
        .isInstanceOf(StartFailed.class)
        .hasMessage(
            "embedded Redis: there is none for %s on %s; name a Redis of your own with --redis"
                .formatted(os, architecture));
  }

  @Test
  void a_start_failure_is_a_line_without_a_stack() {
    assertThat(new StartFailed("port: taken").getStackTrace()).isEmpty();
  }
}
