package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Counters that are incremented all the time while a test does its worst, one call in flight each.
/// In the end, each counter must have counted every acknowledged call once.
final class Traffic implements AutoCloseable {

  /// Adds one to two keys of the same slot, so that half-migrated slots show.
  private static final Script INCREMENT =
      new Script(
          """
          redis.call('INCR', KEYS[2])
          return redis.call('INCR', KEYS[1])
          """);

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final RedisCalls calls;
  private final List<Counter> counters = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean ended;

  private record Counter(String key, AtomicLong acknowledged, AtomicLong unknown) {}

  Traffic(RedisCalls calls, List<String> keys) {
    this.calls = calls;
    for (String key : keys) {
      Counter counter = new Counter(key, new AtomicLong(), new AtomicLong());
      counters.add(counter);
      threads.add(Thread.ofVirtual().start(() -> count(counter)));
    }
  }

  /// The other key that a counter lives in.
  static String twin(String key) {
    return key + ":twin";
  }

  private void count(Counter counter) {
    byte[][] keys = {counter.key.getBytes(UTF_8), twin(counter.key).getBytes(UTF_8)};
    int slot = RedisCalls.slotOf(keys[0]);
    while (!ended) {
      try {
        calls.run(slot, INCREMENT, keys).join();
        counter.acknowledged.incrementAndGet();
      } catch (CompletionException e) {
        if (e.getCause() instanceof CallFailed.OutcomeUnknown) {
          counter.unknown.incrementAndGet();
        } else {
          failures.add(e.getCause());
        }
      }
    }
  }

  long acknowledged() {
    return counters.stream().mapToLong(counter -> counter.acknowledged.get()).sum();
  }

  long unknown() {
    return counters.stream().mapToLong(counter -> counter.unknown.get()).sum();
  }

  /// Waits until every counter has moved on by `steps` from where it is now.
  void awaitProgress(int steps) {
    awaitProgress(steps, counters.stream().map(Counter::key).toList());
  }

  /// The same for some of the counters.
  void awaitProgress(int steps, List<String> keys) {
    for (Counter counter : counters.stream().filter(c -> keys.contains(c.key)).toList()) {
      long goal = counter.acknowledged.get() + steps;
      Await.until(PATIENCE, () -> counter.acknowledged.get() >= goal);
    }
  }

  /// Ends the traffic and compares what was acknowledged with what was counted.
  void verify() {
    close();
    assertThat(failures).isEmpty();
    for (Counter counter : counters) {
      for (String key : List.of(counter.key, twin(counter.key))) {
        assertThat(Long.parseLong(RedisConnection.text(read(key))))
            .as(key)
            .isBetween(
                counter.acknowledged.get(), counter.acknowledged.get() + counter.unknown.get());
      }
    }
  }

  /// Reads a key; a read that was on a connection when that was lost is asked again.
  private Object read(String key) {
    byte[] raw = key.getBytes(UTF_8);
    while (true) {
      try {
        return calls.call(RedisCalls.slotOf(raw), "GET".getBytes(UTF_8), raw).join();
      } catch (CompletionException e) {
        assertThat(e).hasCauseInstanceOf(CallFailed.OutcomeUnknown.class);
      }
    }
  }

  @Override
  public void close() {
    ended = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
