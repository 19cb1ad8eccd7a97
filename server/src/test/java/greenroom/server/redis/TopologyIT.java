package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisConnectionException;

/// What Redis says of its nodes is not always usable; finding out goes on all the same.
@Timeout(30)
final class TopologyIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// The reply to `CLUSTER SLOTS`, which a test may change.
  private volatile String slots = ranges(range(0, 16_383, 7_001));

  private final FakeRedis redis =
      new FakeRedis(command -> command.getFirst().equals("CLUSTER") ? slots : "+OK\r\n");

  @AfterEach
  void stop() throws IOException {
    redis.close();
  }

  private static String ranges(String... ranges) {
    return "*" + ranges.length + "\r\n" + String.join("", ranges);
  }

  private static String range(int first, int last, int port) {
    return "*3\r\n:" + first + "\r\n:" + last + "\r\n" + node("127.0.0.1", port);
  }

  private static String node(String host, int port) {
    return "*2\r\n" + FakeRedis.string(host) + ":" + port + "\r\n";
  }

  private Discovery discovery() {
    RedisTarget.Single seed = (RedisTarget.Single) RedisTarget.parse(redis.url());
    RedisTarget target = new RedisTarget.Cluster(List.of(seed.node()), seed.access());
    return new Discovery(target, Connector.to(target));
  }

  private static RedisNode node(int port) {
    return new RedisNode("127.0.0.1", port);
  }

  @Test
  void a_node_without_a_port_is_passed_over_and_its_slots_are_nobodys() {
    slots = ranges(range(0, 99, 0), range(100, 16_383, 7_002));

    RedisNode[] owners = discovery().owners();

    assertThat(owners[99]).isNull();
    assertThat(owners[100]).isEqualTo(node(7_002));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":5\r\n",
        "$-1\r\n",
        "*1\r\n:5\r\n",
        "*1\r\n*2\r\n:0\r\n:5\r\n",
        "*1\r\n*3\r\n:0\r\n:5\r\n*0\r\n",
        "*1\r\n*3\r\n:0\r\n:5\r\n*1\r\n:7\r\n",
        "*1\r\n*3\r\n:0\r\n:16384\r\n*2\r\n$1\r\na\r\n:7\r\n",
        "*1\r\n*3\r\n:-1\r\n:5\r\n*2\r\n$1\r\na\r\n:7\r\n",
        "*1\r\n*3\r\n:9\r\n:5\r\n*2\r\n$1\r\na\r\n:7\r\n",
        "*1\r\n*3\r\n:0\r\n:5\r\n*2\r\n$1\r\na\r\n$1\r\nb\r\n",
        "*1\r\n*3\r\n:0\r\n:5\r\n*2\r\n$1\r\na\r\n:99999999999\r\n",
      })
  void a_reply_of_another_form_names_nobody(String reply) {
    slots = reply;

    assertThatThrownBy(discovery()::owners)
        .isInstanceOf(JedisConnectionException.class)
        .hasMessageContaining("knows of no slots");
  }

  @Test
  void after_a_refresh_that_failed_the_next_one_finds_the_masters() {
    AtomicInteger changes = new AtomicInteger();
    Topology topology =
        new Topology(
            discovery(),
            () -> {
              if (changes.incrementAndGet() == 1) {
                throw new IllegalStateException("thrown by the test");
              }
            });
    slots = ranges(range(0, 16_383, 0));
    topology.refresh();
    slots = ranges(range(0, 16_383, 7_002));
    topology.refresh();
    Await.until(PATIENCE, () -> changes.get() == 1);
    slots = ranges(range(0, 16_383, 7_003));

    topology.refresh();

    Await.until(PATIENCE, () -> node(7_003).equals(topology.masterOf(0)));
  }

  @Test
  void a_sentinel_that_names_a_master_without_a_port_knows_none() throws IOException {
    String reply = "*2\r\n" + FakeRedis.string("127.0.0.1") + FakeRedis.string("0");
    try (FakeRedis sentinel = new FakeRedis(_ -> reply)) {
      RedisTarget.Sentinel target =
          (RedisTarget.Sentinel)
              RedisTarget.parse(sentinel.url().replace("redis://", "redis-sentinel://") + "/main");

      assertThatThrownBy(() -> new Discovery(target, Connector.to(target)).owners())
          .isInstanceOf(JedisConnectionException.class)
          .hasMessageContaining("knows no master main");
    }
  }

  @Test
  void a_call_that_is_sent_to_nowhere_is_tried_until_its_time_is_over() throws IOException {
    try (FakeRedis lost = new FakeRedis(_ -> "-MOVED 0 127.0.0.1:0\r\n")) {
      RedisCalls.Limits limits = new RedisCalls.Limits(1, 100, 1 << 20, Duration.ofMillis(300));
      try (RedisCalls calls = new RedisCalls(RedisTarget.parse(lost.url()), limits)) {
        assertThatThrownBy(() ->
                calls
                    .call(0, "GET".getBytes(UTF_8), "k".getBytes(UTF_8))
                    .orTimeout(10, SECONDS)
                    .join())
            .isInstanceOf(CompletionException.class)
            .hasCauseInstanceOf(CallFailed.Unavailable.class);
      }
    }
  }
}
