package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The time of each master, kept by how far it is from our own timer.
///
/// The offset comes from `TIME`: the server's answer belongs to the middle of the round trip, give
/// or take half of it, so the shortest of several round trips tells best (Cristian's algorithm).
///
/// Reading the time may happen on any thread and costs no call.
final class RedisClock implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RedisClock.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final int ROUND_TRIPS = 5;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final byte[] TIME = "TIME".getBytes(UTF_8);

  /// What is known of one master's clock.
  private static final class Known {
    final long offsetNanos;
    final AtomicLong latestMillis;

    Known(long offsetNanos, AtomicLong latestMillis) {
      this.offsetNanos = offsetNanos;
      this.latestMillis = latestMillis;
    }

    /// A new offset may be behind the old one; time then stands still until it has caught up.
    long now() {
      long now = Math.floorDiv(System.nanoTime() + offsetNanos, NANOS_PER_MILLI);
      return latestMillis.accumulateAndGet(now, Math::max);
    }
  }

  private final RedisCalls calls;
  private final Map<RedisNode, Known> clocks = new ConcurrentHashMap<>();
  private final Semaphore wish = new Semaphore(0);
  private final Thread thread;

  /// Reads the time of every master, which blocks; one that does not answer is asked again later.
  RedisClock(RedisCalls calls) {
    this.calls = calls;
    refresh();
    thread = Thread.ofVirtual().name("redis-clock").start(this::refreshForever);
  }

  /// The time of the slot's master in milliseconds since 1970. It never goes back for one master,
  /// but another master may be behind.
  long nowMillis(int slot) {
    RedisNode master = calls.topology().masterOf(slot);
    Known known = master == null ? null : clocks.get(master);
    if (known != null) {
      return known.now();
    }
    wish.release();
    Known other = anyClock();
    return other != null ? other.now() : System.currentTimeMillis();
  }

  private @Nullable Known anyClock() {
    return clocks.values().stream().findAny().orElse(null);
  }

  private void refreshForever() {
    try {
      while (true) {
        // Whoever misses a master's clock gets it sooner.
        wish.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        wish.drainPermits();
        refresh();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Reads the time of every master again. Blocks.
  void refresh() {
    clocks.keySet().retainAll(calls.topology().masters());
    for (RedisNode master : calls.topology().masters()) {
      try {
        long offset = offset(master);
        clocks.compute(
            master,
            (node, old) -> new Known(offset, old == null ? new AtomicLong() : old.latestMillis));
      } catch (CallFailed e) {
        log.warn("redis {}: does not tell its time ({})", master, e.getMessage());
      }
    }
  }

  private long offset(RedisNode master) {
    long best = 0;
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < ROUND_TRIPS; i++) {
      long sent = System.nanoTime();
      RoundTrip trip = roundTrip(master);
      long length = trip.received() - sent;
      if (length < shortest) {
        shortest = length;
        best = trip.serverNanos() - (sent + length / 2);
      }
    }
    return best;
  }

  private record RoundTrip(long serverNanos, long received) {}

  private RoundTrip roundTrip(RedisNode master) {
    try {
      return calls
          .callNode(master, TIME)
          .thenApply(reply -> new RoundTrip(nanos((List<?>) reply), System.nanoTime()))
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof CallFailed failed ? failed : e;
    }
  }

  private static long nanos(List<?> secondsAndMicros) {
    long seconds = Long.parseLong(RedisConnection.text(secondsAndMicros.get(0)));
    long micros = Long.parseLong(RedisConnection.text(secondsAndMicros.get(1)));
    return TimeUnit.SECONDS.toNanos(seconds) + TimeUnit.MICROSECONDS.toNanos(micros);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
