package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Optional;

/// Asks every master once a second whether it is there. What it has found out may be read on any
/// thread and costs no call.
final class RedisHealth implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final byte[] PING = "PING".getBytes(UTF_8);

  private final RedisCalls calls;
  private final Thread thread;
  private volatile long answered = System.nanoTime();

  RedisHealth(RedisCalls calls) {
    this.calls = calls;
    thread = Thread.ofVirtual().name("redis-health").start(this::askForever);
  }

  /// What is wrong, in one line, or nothing.
  Optional<String> obstacle() {
    Duration silence = Duration.ofNanos(System.nanoTime() - answered);
    return silence.compareTo(PATIENCE) > 0
        ? Optional.of(
            "storage: no answer for " + silence.toSeconds() + " s (expected: every second)")
        : Optional.empty();
  }

  private void askForever() {
    try {
      while (true) {
        ask();
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    try {
      for (RedisNode master : calls.topology().masters()) {
        calls.callNode(master, PING).join();
      }
      answered = System.nanoTime();
    } catch (RuntimeException e) {
      // The silence itself is what is reported.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
