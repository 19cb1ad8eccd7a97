package greenroom.server.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RedisClockIT {

  @Test
  void the_clock_is_that_of_redis_whatever_ours_says() throws Exception {
    // A Redis that lives in 2001: 1,000,000,000 seconds after 1970.
    try (FakeRedis redis = atTime(new AtomicLong(1_000_000_000));
        RedisCalls calls = new RedisCalls(target(redis), RedisCalls.Limits.USUAL);
        RedisClock clock = new RedisClock(calls)) {
      assertThat(clock.nowMillis(0)).isCloseTo(1_000_000_000_000L, within(1_000L));
    }
  }

  @Test
  void time_stands_still_rather_than_going_back() throws Exception {
    AtomicLong seconds = new AtomicLong(1_000_000_000);
    try (FakeRedis redis = atTime(seconds);
        RedisCalls calls = new RedisCalls(target(redis), RedisCalls.Limits.USUAL);
        RedisClock clock = new RedisClock(calls)) {
      long before = clock.nowMillis(0);
      seconds.addAndGet(-60);
      clock.refresh();
      assertThat(clock.nowMillis(0)).isCloseTo(before, within(100L));
      seconds.addAndGet(120);
      clock.refresh();
      assertThat(clock.nowMillis(0)).isCloseTo(before + 60_000, within(1_000L));
    }
  }

  @Test
  void the_shortest_of_several_round_trips_counts() throws Exception {
    AtomicLong asked = new AtomicLong();
    // Every answer but the third comes late and is of no use.
    try (FakeRedis redis =
            new FakeRedis(command -> {
              if (!command.getFirst().equals("TIME")) {
                return "+OK\r\n";
              }
              if (asked.getAndIncrement() == 2) {
                return time(1_000_000_000);
              }
              sleep(50);
              return time(2_000_000_000);
            });
        RedisCalls calls = new RedisCalls(target(redis), RedisCalls.Limits.USUAL);
        RedisClock clock = new RedisClock(calls)) {
      assertThat(clock.nowMillis(0)).isCloseTo(1_000_000_000_000L, within(1_000L));
    }
  }

  @Test
  void without_any_answer_our_own_clock_has_to_do() throws Exception {
    try (FakeRedis redis = new FakeRedis(command -> "-ERR no time\r\n");
        RedisCalls calls = new RedisCalls(target(redis), RedisCalls.Limits.USUAL);
        RedisClock clock = new RedisClock(calls)) {
      assertThat(clock.nowMillis(0)).isCloseTo(System.currentTimeMillis(), within(1_000L));
    }
  }

  private static RedisTarget target(FakeRedis redis) {
    return RedisTarget.parse(redis.url());
  }

  private static FakeRedis atTime(AtomicLong seconds) {
    return new FakeRedis(
        command -> command.getFirst().equals("TIME") ? time(seconds.get()) : "+OK\r\n");
  }

  private static String time(long seconds) {
    return "*2\r\n" + FakeRedis.string(Long.toString(seconds)) + FakeRedis.string("0");
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
