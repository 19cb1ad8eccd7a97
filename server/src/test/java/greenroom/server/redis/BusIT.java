package greenroom.server.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.server.live.WakeUps;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BusIT {

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @Test
  void messages_arrive_in_order_from_the_subscription_to_its_end() throws InterruptedException {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = RedisCalls.open(redis.target());
        Bus bus = bus(calls)) {
      redis.ask("PUBLISH", "a", "too early");
      bus.subscribe("a", into(heard));
      expect("subscribed a");
      bus.subscribe("b", into(heard));
      expect("subscribed b");
      redis.ask("PUBLISH", "a", "1");
      redis.ask("PUBLISH", "b", "2");
      redis.ask("PUBLISH", "a", "3");
      expect("a: 1");
      expect("b: 2");
      expect("a: 3");
      bus.unsubscribe("a");
      redis.ask("PUBLISH", "a", "too late");
      redis.ask("PUBLISH", "b", "4");
      expect("b: 4");
      bus.subscribe("a", into(heard));
      expect("subscribed a");
      redis.ask("PUBLISH", "a", "5");
      expect("a: 5");
    }
  }

  @Test
  void after_a_lost_connection_every_channel_is_subscribed_again_and_told() throws Exception {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = RedisCalls.open(redis.target());
        Bus bus = bus(calls)) {
      Set<String> channels =
          IntStream.range(0, 2_000).mapToObj(i -> "c" + i).collect(Collectors.toSet());
      channels.forEach(channel -> bus.subscribe(channel, into(heard)));
      expectSubscribed(channels);
      redis.ask("CLIENT", "KILL", "TYPE", "pubsub");
      expectSubscribed(channels);
      redis.kill();
      bus.unsubscribe("c0");
      channels.remove("c0");
      redis.restart();
      expectSubscribed(channels);
      redis.ask("PUBLISH", "c0", "nobody listens");
      redis.ask("PUBLISH", "c1", "here");
      expect("c1: here");
    }
  }

  @Test
  void a_connection_that_says_nothing_is_dead_after_a_few_seconds() throws InterruptedException {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = RedisCalls.open(redis.target());
        Bus bus = bus(calls)) {
      bus.subscribe("a", into(heard));
      expect("subscribed a");
      redis.freeze();
      // Four seconds of silence on our side as well, then the bus has to have given up.
      assertThat(heard.poll(4, SECONDS)).isNull();
      redis.thaw();
      expect("subscribed a");
      redis.ask("PUBLISH", "a", "1");
      expect("a: 1");
    }
  }

  @Test
  void a_quiet_connection_stays() throws InterruptedException {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = RedisCalls.open(redis.target());
        Bus bus = bus(calls)) {
      bus.subscribe("a", into(heard));
      expect("subscribed a");
      assertThat(heard.poll(5, SECONDS)).isNull();
      redis.ask("PUBLISH", "a", "1");
      expect("a: 1");
    }
  }

  @Test
  void a_listener_that_throws_misses_one_message_only() throws InterruptedException {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = RedisCalls.open(redis.target())) {
      Bus.Listener careless =
          new Bus.Listener() {
            @Override
            public void message(String channel, byte[] payload) {
              String text = new String(payload, StandardCharsets.UTF_8);
              if (text.equals("poison")) {
                throw new IllegalStateException("thrown by the test");
              }
              heard.add(text);
            }

            @Override
            public void subscribed(String channel) {
              heard.add("subscribed");
            }
          };
      try (Bus bus = bus(calls)) {
        bus.subscribe("a", careless);
        expect("subscribed");
        redis.ask("PUBLISH", "a", "poison");
        redis.ask("PUBLISH", "a", "bread");
        expect("bread");
      }
    }
  }

  @Test
  void after_an_error_of_a_listener_every_channel_is_subscribed_again()
      throws InterruptedException {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = RedisCalls.open(redis.target())) {
      Bus.Listener broken =
          new Bus.Listener() {
            @Override
            public void message(String channel, byte[] payload) {
              String text = new String(payload, StandardCharsets.UTF_8);
              if (text.equals("poison")) {
                throw new StackOverflowError("thrown by the test");
              }
              heard.add(text);
            }

            @Override
            public void subscribed(String channel) {
              heard.add("subscribed");
            }
          };
      try (Bus bus = bus(calls)) {
        bus.subscribe("a", broken);
        expect("subscribed");
        redis.ask("PUBLISH", "a", "poison");
        expect("subscribed");
        redis.ask("PUBLISH", "a", "bread");
        expect("bread");
      }
    }
  }

  @Test
  void silence_lasts_from_the_last_word_to_the_next() {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = RedisCalls.open(redis.target());
        Bus bus = bus(calls)) {
      Duration aPing = Duration.ofMillis(1_500);
      Await.until(Duration.ofSeconds(10), () -> bus.silence().compareTo(aPing) < 0);
      redis.freeze();
      Await.until(Duration.ofSeconds(10), () -> bus.silence().compareTo(Duration.ofSeconds(4)) > 0);
      redis.thaw();
      Await.until(Duration.ofSeconds(10), () -> bus.silence().compareTo(aPing) < 0);
    }
  }

  @Test
  void a_store_that_hears_nothing_has_an_obstacle_until_it_does_again() {
    try (RedisProcess redis = RedisProcess.start();
        RedisStore store = RedisStore.open(redis.target())) {
      store.wakeUps().subscribe(RoomWriter.room(1), into(heard, "room"));
      assertThat(store.obstacle()).isEmpty();

      redis.ask("ACL", "SETUSER", "default", "-subscribe");
      redis.ask("CLIENT", "KILL", "TYPE", "pubsub");
      long killed = System.nanoTime();
      Await.until(
          Duration.ofSeconds(10),
          () -> store.obstacle().filter(line -> line.startsWith("wake-ups: nothing")).isPresent());
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(5));

      redis.ask("ACL", "SETUSER", "default", "+subscribe");
      Await.until(Duration.ofSeconds(10), () -> store.obstacle().isEmpty());
    }
  }

  private static WakeUps.Listener into(BlockingQueue<String> heard, String name) {
    return new WakeUps.Listener() {
      @Override
      public void appended(WakeUps.News news) {
        heard.add(name + " appended");
      }

      @Override
      public void missed() {
        heard.add(name + " missed");
      }
    };
  }

  /// Writes down what it hears.
  static Bus.Listener into(BlockingQueue<String> heard) {
    return new Bus.Listener() {
      @Override
      public void message(String channel, byte[] payload) {
        heard.add(channel + ": " + new String(payload, StandardCharsets.UTF_8));
      }

      @Override
      public void subscribed(String channel) {
        heard.add("subscribed " + channel);
      }
    };
  }

  private static Bus bus(RedisCalls calls) {
    return new Bus(calls.target(), calls.topology());
  }

  private void expect(String what) throws InterruptedException {
    assertThat(heard.poll(10, SECONDS)).isEqualTo(what);
  }

  private void expectSubscribed(Set<String> channels) throws InterruptedException {
    Set<String> missing = new HashSet<>(channels);
    while (!missing.isEmpty()) {
      String next = heard.poll(10, SECONDS);
      assertThat(next).as("the next of %s", missing.size()).startsWith("subscribed ");
      missing.remove(next.substring("subscribed ".length()));
    }
  }
}
