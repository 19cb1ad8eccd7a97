package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RedisTlsIT {

  @TempDir Path directory;

  @Test
  void a_certificate_that_is_trusted_and_fits_the_host_lets_calls_through() throws Exception {
    try (RedisProcess redis = RedisProcess.start("requirepass", "secret");
        TlsFront front = new TlsFront(directory, "ip:127.0.0.1", redis.port())) {
      front.trusted(() -> {
        String url = "rediss://:secret@127.0.0.1:" + front.port();
        try (RedisCalls calls = RedisCalls.open(RedisTarget.parse(url))) {
          Object answer = calls.call(0, "PING".getBytes(UTF_8)).join();
          assertThat(RedisConnection.text(answer)).isEqualTo("PONG");
        }
      });
    }
  }

  @Test
  void a_certificate_for_another_host_does_not() throws Exception {
    try (RedisProcess redis = RedisProcess.start();
        TlsFront front = new TlsFront(directory, "dns:elsewhere.example", redis.port())) {
      front.trusted(() -> assertRefused(front));
    }
  }

  @Test
  void a_certificate_that_nobody_vouches_for_does_not() throws Exception {
    try (RedisProcess redis = RedisProcess.start();
        TlsFront front = new TlsFront(directory, "ip:127.0.0.1", redis.port())) {
      assertRefused(front);
    }
  }

  private static void assertRefused(TlsFront front) {
    RedisTarget target = RedisTarget.parse("rediss://127.0.0.1:" + front.port());
    assertThatThrownBy(() -> RedisCalls.open(target))
        .isInstanceOf(StartFailed.class)
        .hasMessageStartingWith("redis: cannot connect to 127.0.0.1:" + front.port());
  }
}
