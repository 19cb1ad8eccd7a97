package greenroom.server.system;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Work that is done over and over until it is stopped, or until it fails, which nobody can
/// overlook.
final class Load {
  private final ScheduledFuture<?> rounds;

  private Load(ScheduledFuture<?> rounds) {
    this.rounds = rounds;
  }

  static Load start(ScheduledExecutorService timers, Duration pause, Runnable work) {
    return new Load(timers.scheduleWithFixedDelay(work, 0, pause.toNanos(), TimeUnit.NANOSECONDS));
  }

  /// Throws what the work has failed with, if it has.
  void check() {
    if (rounds.isDone() && !rounds.isCancelled()) {
      try {
        rounds.get();
      } catch (ExecutionException e) {
        throw new AssertionError("the load failed: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void stop() {
    rounds.cancel(false);
    check();
  }
}
