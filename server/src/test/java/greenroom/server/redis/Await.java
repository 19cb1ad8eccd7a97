package greenroom.server.redis;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what comes about by itself.
final class Await {

  private static final long PAUSE_NANOS = 500_000;

  private Await() {}

  static void until(Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("it did not come about within " + atMost);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
