package greenroom.server.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.exceptions.JedisDataException;

@Timeout(60)
class SentinelIT {

  private static final Duration FAILOVER = Duration.ofSeconds(20);

  @Test
  void calls_and_messages_go_on_when_the_master_dies() throws InterruptedException {
    failOver((first, sentinel) -> first.kill());
  }

  @Test
  void calls_and_messages_go_on_when_the_master_is_demoted() throws InterruptedException {
    failOver((first, sentinel) -> Await.until(FAILOVER, () -> begunBy(sentinel)));
  }

  /// A sentinel refuses until it knows its replica well enough.
  private static boolean begunBy(RedisProcess sentinel) {
    try {
      sentinel.ask("SENTINEL", "FAILOVER", "rooms");
      return true;
    } catch (JedisDataException e) {
      return false;
    }
  }

  private static void failOver(BiConsumer<RedisProcess, RedisProcess> way)
      throws InterruptedException {
    try (RedisProcess first = RedisProcess.startDurable();
        RedisProcess second = RedisProcess.startDurable()) {
      second.ask("REPLICAOF", "127.0.0.1", Integer.toString(first.port()));
      Await.until(
          FAILOVER, () -> second.askText("INFO", "replication").contains("master_link_status:up"));
      Await.until(FAILOVER, () -> first.askText("INFO", "replication").contains("state=online"));
      try (RedisProcess sentinel =
          RedisProcess.startSentinel(
              "sentinel monitor rooms 127.0.0.1 " + first.port() + " 1",
              "sentinel down-after-milliseconds rooms 500",
              "sentinel failover-timeout rooms 3000")) {
        Await.until(FAILOVER, () -> sentinel.askText("INFO", "sentinel").contains("slaves=1"));
        goOn(first, second, sentinel, way);
      }
    }
  }

  private static void goOn(
      RedisProcess first,
      RedisProcess second,
      RedisProcess sentinel,
      BiConsumer<RedisProcess, RedisProcess> way)
      throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    String url = "redis-sentinel://127.0.0.1:" + sentinel.port() + "/rooms";
    try (RedisCalls calls = RedisCalls.open(RedisTarget.parse(url));
        Bus bus = new Bus(calls.target(), calls.topology());
        Traffic traffic = new Traffic(calls, keys())) {
      bus.subscribe("c", BusIT.into(heard));
      assertThat(heard.poll(10, SECONDS)).isEqualTo("subscribed c");
      traffic.awaitProgress(3);

      way.accept(first, sentinel);
      Await.until(FAILOVER, () -> calls.topology().masters().contains(second.node()));
      traffic.awaitProgress(3);
      assertThat(heard.poll(10, SECONDS)).isEqualTo("subscribed c");
      second.ask("PUBLISH", "c", "here");
      assertThat(heard.poll(10, SECONDS)).isEqualTo("c: here");
    }
  }

  private static List<String> keys() {
    return IntStream.range(0, 10).mapToObj(i -> "{" + i + "}").toList();
  }
}
