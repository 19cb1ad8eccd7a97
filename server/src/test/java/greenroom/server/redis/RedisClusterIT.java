package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(40)
class RedisClusterIT {

  private static RedisCluster cluster;

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start(3);
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Test
  void every_call_goes_to_the_master_of_its_slot() {
    try (RedisCalls calls = RedisCalls.open(cluster.target())) {
      long before = redirections();
      for (String key : keys("set", 100)) {
        assertThat(RedisConnection.text(call(calls, "SET", key, "1"))).isEqualTo("OK");
      }
      assertThat(redirections()).isEqualTo(before);
      assertThat(calls.topology().masters()).hasSize(3);
    }
  }

  @Test
  void one_node_in_a_url_is_enough_to_find_the_cluster() {
    try (RedisCalls calls = RedisCalls.open(cluster.master(1).target())) {
      assertThat(calls.topology().masters()).hasSize(3);
    }
  }

  @Test
  void slots_that_move_under_traffic_lose_and_double_nothing() {
    List<String> keys = keys("moving", 20);
    try (RedisCalls calls = RedisCalls.open(cluster.target());
        Traffic traffic = new Traffic(calls, keys)) {
      traffic.awaitProgress(10);
      for (String key : keys.subList(0, 4)) {
        int slot = RedisCalls.slotOf(key.getBytes(UTF_8));
        RedisProcess from = cluster.owner(slot);
        RedisProcess to = from == cluster.master(0) ? cluster.master(2) : cluster.master(0);
        cluster.beginMove(slot, from, to);
        traffic.awaitProgress(3, keys.subList(4, 20));
        cluster.moveKey(key, from, to);
        // One of two keys is here, the other there: Redis says TRYAGAIN until both are.
        traffic.awaitProgress(3, keys.subList(4, 20));
        cluster.moveKey(Traffic.twin(key), from, to);
        // Both are there, but the slot is not: Redis says ASK.
        traffic.awaitProgress(3);
        cluster.finishMove(slot, from, to);
        traffic.awaitProgress(3);
      }
      traffic.verify();
      assertThat(traffic.unknown()).isZero();
      assertThat(errors("TRYAGAIN") * errors("ASK") * errors("MOVED")).isPositive();
    }
  }

  @Test
  void after_a_move_the_new_master_is_asked_at_once() {
    String key = "{moved once}";
    int slot = RedisCalls.slotOf(key.getBytes(UTF_8));
    try (RedisCalls calls = RedisCalls.open(cluster.target())) {
      RedisProcess from = cluster.owner(slot);
      RedisProcess to = from == cluster.master(0) ? cluster.master(1) : cluster.master(0);
      call(calls, "SET", key, "1");
      cluster.beginMove(slot, from, to);
      cluster.finishMove(slot, from, to);
      call(calls, "SET", key, "2");
      long before = redirections();
      for (int i = 0; i < 10; i++) {
        call(calls, "SET", key, "3");
      }
      assertThat(redirections()).isEqualTo(before);
    }
  }

  @Test
  void a_master_that_dies_and_comes_back_stops_only_its_own_calls_for_a_while() {
    try (RedisCalls calls = RedisCalls.open(cluster.target());
        Traffic traffic = new Traffic(calls, keys("steady", 20))) {
      traffic.awaitProgress(3);
      cluster.master(1).kill();
      cluster.master(1).restart();
      traffic.awaitProgress(3);
      traffic.verify();
    }
  }

  @Test
  void each_master_has_its_time() {
    try (RedisCalls calls = RedisCalls.open(cluster.target());
        RedisClock clock = new RedisClock(calls)) {
      for (String key : keys("timed", 10)) {
        assertThat(clock.nowMillis(RedisCalls.slotOf(key.getBytes(UTF_8))))
            .isCloseTo(System.currentTimeMillis(), within(100L));
      }
    }
  }

  @Test
  void a_message_reaches_listeners_wherever_it_was_published() throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (RedisCalls calls = RedisCalls.open(cluster.target());
        Bus bus = new Bus(calls.target(), calls.topology())) {
      bus.subscribe("c", BusIT.into(heard));
      assertThat(heard.poll(10, SECONDS)).isEqualTo("subscribed c");
      for (int i = 0; i < 3; i++) {
        cluster.master(i).ask("PUBLISH", "c", Integer.toString(i));
        assertThat(heard.poll(10, SECONDS)).isEqualTo("c: " + i);
      }
    }
  }

  private static List<String> keys(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> "{" + prefix + i + "}").toList();
  }

  private static Object call(RedisCalls calls, String... command) {
    byte[][] raw = new byte[command.length][];
    for (int i = 0; i < command.length; i++) {
      raw[i] = command[i].getBytes(UTF_8);
    }
    return calls.call(RedisCalls.slotOf(raw[1]), raw).orTimeout(20, SECONDS).join();
  }

  private static long redirections() {
    return errors("MOVED") + errors("ASK");
  }

  /// How many errors of a kind all masters have answered with.
  private static long errors(String code) {
    return IntStream.range(0, 3)
        .mapToObj(i -> cluster.master(i).askText("INFO", "errorstats"))
        .flatMap(String::lines)
        .filter(line -> line.startsWith("errorstat_" + code + ":count="))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1).strip()))
        .sum();
  }
}
