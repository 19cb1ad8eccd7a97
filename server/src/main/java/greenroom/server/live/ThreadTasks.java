package greenroom.server.live;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs the rooms on a few threads of their own, and their timers on one more. Safe for use by many
/// threads.
public final class ThreadTasks implements Tasks, AutoCloseable {
  private static final int MIN_THREADS = 2;

  private final ExecutorService turns;
  private final ScheduledThreadPoolExecutor timers;

  /// Starts the threads; they do not keep the JVM alive.
  public ThreadTasks() {
    int threads = Math.max(MIN_THREADS, Runtime.getRuntime().availableProcessors());
    turns =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("room-", 0).daemon().factory());
    timers =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("room-timer").daemon().factory());
    timers.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void execute(Runnable task) {
    turns.execute(task);
  }

  @Override
  public Cancellable after(long millis, Runnable task) {
    ScheduledFuture<?> timer =
        timers.schedule(() -> turns.execute(task), millis, TimeUnit.MILLISECONDS);
    return () -> timer.cancel(false);
  }

  /// Stops the timers; turns that were handed over still run.
  @Override
  public void close() {
    timers.shutdownNow();
    turns.shutdown();
  }
}
