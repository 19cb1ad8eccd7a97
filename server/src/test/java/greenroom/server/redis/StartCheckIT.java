package greenroom.server.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class StartCheckIT {

  @Test
  void a_redis_that_is_not_there_is_named() {
    int port = RedisProcess.freePort();
    assertFails(
        "redis://127.0.0.1:" + port,
        "redis: cannot connect to 127.0.0.1:" + port + " (Connection refused)");
    assertFails(
        "redis://127.0.0.1:" + port + ",127.0.0.1:" + port,
        "redis: cannot connect to 127.0.0.1:%1$d (Connection refused); cannot connect to 127.0.0.1:%1$d (Connection refused)"
            .formatted(port));
    assertFails(
        "redis-sentinel://127.0.0.1:" + port + "/m",
        "redis: sentinel 127.0.0.1:" + port + ": Connection refused");
    assertFails(
        "redis://no-such-host.invalid",
        "redis: cannot connect to no-such-host.invalid:6379 (unknown host)");
  }

  @Test
  void a_login_that_is_missing_or_wrong_is_told_without_the_password() {
    try (RedisProcess redis = RedisProcess.start()) {
      redis.ask("CONFIG", "SET", "requirepass", "right");
      String place = "127.0.0.1:" + redis.port();
      assertFails(
          "redis://" + place,
          "redis: " + place + " refuses the login (NOAUTH Authentication required.)");
      assertThatThrownBy(() -> StartCheck.check(RedisTarget.parse("redis://:hunter2@" + place)))
          .isInstanceOf(StartFailed.class)
          .hasMessageStartingWith("redis: " + place + " refuses the login (WRONGPASS")
          .message()
          .doesNotContain("hunter2");
      RedisTarget target = RedisTarget.parse("redis://default:right@" + place + "/3");
      assertThat(StartCheck.check(target)).isEqualTo(target);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6.0.16, false",
    "5.0.14, false",
    "6.2.0, true",
    "7.4.1, true",
    "10.0.0, true",
    "'', false"
  })
  void redis_must_be_new_enough(String version, boolean enough) throws Exception {
    try (FakeRedis redis =
        new FakeRedis(command -> FakeRedis.string("redis_version:" + version + "\r\n"))) {
      if (enough) {
        assertThat(StartCheck.check(RedisTarget.parse(redis.url())))
            .isInstanceOf(RedisTarget.Single.class);
      } else {
        assertFails(
            redis.url(),
            "redis: %s is version %s (expected: 6.2 or newer)"
                .formatted(redis.url().substring("redis://".length()), version));
      }
    }
  }

  @Test
  void several_nodes_that_are_no_cluster_and_a_replica_are_named() {
    try (RedisProcess redis = RedisProcess.start()) {
      String place = "127.0.0.1:" + redis.port();
      assertFails(
          "redis://" + place + "," + place,
          "redis: " + place + " is not part of a Cluster, which several nodes in a URL mean");
      redis.ask("REPLICAOF", "127.0.0.1", Integer.toString(RedisProcess.freePort()));
      assertFails("redis://" + place, "redis: " + place + " is a replica (expected: a master)");
    }
  }

  @Test
  void a_redis_that_would_drop_rooms_is_used_with_a_warning() {
    try (RedisProcess redis = RedisProcess.start("maxmemory-policy", "allkeys-lru")) {
      assertThat(StartCheck.check(redis.target())).isEqualTo(redis.target());
    }
  }

  private static void assertFails(String url, String message) {
    assertThatThrownBy(() -> StartCheck.check(RedisTarget.parse(url)))
        .isInstanceOf(StartFailed.class)
        .hasMessage(message);
  }
}
