package greenroom.server.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.server.redis.RedisTarget.Access;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

  @Test
  void one_server() {
    assertThat(RedisTarget.parse("redis://cache.example:7000"))
        .isEqualTo(new RedisTarget.Single(new RedisNode("cache.example", 7000), 0, Access.OPEN));
    assertThat(RedisTarget.parse(" redis://127.0.0.1/3 "))
        .isEqualTo(new RedisTarget.Single(new RedisNode("127.0.0.1", 6379), 3, Access.OPEN));
    assertThat(RedisTarget.parse("redis://[::1]:7000/"))
        .isEqualTo(new RedisTarget.Single(new RedisNode("::1", 7000), 0, Access.OPEN));
  }

  @Test
  void a_login_over_tls() {
    assertThat(RedisTarget.parse("rediss://ada:s%20e+c%2Fret@h:1"))
        .isEqualTo(
            new RedisTarget.Single(new RedisNode("h", 1), 0, new Access("ada", "s e+c/ret", true)));
    assertThat(RedisTarget.parse("redis://:p@ss/w:rd@h:1").access())
        .isEqualTo(new Access(null, "p@ss/w:rd", false));
  }

  @Test
  void several_nodes_are_a_cluster() {
    assertThat(RedisTarget.parse("redis://:x@a:1,b:2,[::1]"))
        .isEqualTo(
            new RedisTarget.Cluster(
                List.of(new RedisNode("a", 1), new RedisNode("b", 2), new RedisNode("::1", 6379)),
                new Access(null, "x", false)));
  }

  @Test
  void sentinels_and_the_name_of_their_master() {
    assertThat(RedisTarget.parse("redis-sentinel://a,b:2/my-master"))
        .isEqualTo(
            new RedisTarget.Sentinel(
                List.of(new RedisNode("a", 26379), new RedisNode("b", 2)),
                "my-master",
                0,
                Access.OPEN));
    assertThat(RedisTarget.parse("redis-sentinel://a/m/2"))
        .isEqualTo(
            new RedisTarget.Sentinel(List.of(new RedisNode("a", 26379)), "m", 2, Access.OPEN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "localhost:6379            | no scheme (expected: redis://host:port)",
        "``                        | no scheme (expected: redis://host:port)",
        "http://h:1                | scheme http:// (expected: redis://, rediss:// or"
            + " redis-sentinel://)",
        "redis://                  | host and port not understood (expected: host:port,"
            + " [::1]:port)",
        "redis://h:1,              | host and port not understood (expected: host:port,"
            + " [::1]:port)",
        "redis://h:                | host and port not understood (expected: host:port,"
            + " [::1]:port)",
        "redis://::1               | host and port not understood (expected: host:port,"
            + " [::1]:port)",
        "redis://h:0               | port: out of range (expected: 1..65535)",
        "redis://h:70000           | port: out of range (expected: 1..65535)",
        "redis://h:1/x             | database not understood (expected: a number, 0..9999)",
        "redis://h:1/-1            | database not understood (expected: a number, 0..9999)",
        "redis://a:1,b:2/1         | database 1 (expected: 0, a Cluster has no other)",
        "redis://h:1?timeout=3     | options after ? or # (expected: none; encode these characters"
            + " in a password)",
        "redis-sentinel://h:1      | master name missing (expected:"
            + " redis-sentinel://host:port,host:port/name)",
        "redis://secret@h:1        | login not understood (expected: user:password@ or :password@)",
        "redis://ada:@h:1          | login not understood (expected: user:password@ or :password@)",
        "redis://:100%@h:1         | login has a % that starts no escape (expected: %25 for %)",
      })
  void a_wrong_url_gets_one_clear_line(String url, String message) {
    assertThatThrownBy(() -> RedisTarget.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://:hunter2:6379",
        "redis://ada:hunter2",
        "redis://:hunter2%@h:1",
        "redis://:hunter2@h:99999",
        "redis://:hunter2@",
        "redis:/:hunter2@h",
        "redis://ada:hunter2/h:1",
        "redis://h:1?password=hunter2",
      })
  void a_complaint_never_repeats_the_password(String url) {
    assertThatThrownBy(() -> RedisTarget.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void the_text_of_a_target_keeps_the_password_to_itself() {
    assertThat(RedisTarget.parse("redis://ada:hunter2@h:1").toString())
        .contains("ada")
        .doesNotContain("hunter2");
  }
}
