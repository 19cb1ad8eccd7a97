package greenroom.server.live;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/// Virtual time: runs tasks one after the other, each at its millisecond, those of the same
/// millisecond in the order in which they were planned. One thread only.
final class SimLoop {
  /// Some day, so that times look like times.
  static final long START = 1_790_000_000_000L;

  private final PriorityQueue<Planned> planned =
      new PriorityQueue<>(
          Comparator.comparingLong(Planned::time).thenComparingLong(Planned::order));
  private long now = START;
  private long count;

  long now() {
    return now;
  }

  void at(long time, Runnable task) {
    planned.add(new Planned(Math.max(time, now), count++, task));
  }

  void after(long millis, Runnable task) {
    at(now + millis, task);
  }

  /// Runs the next task, if there is one up to `end`.
  boolean step(long end) {
    Planned next = planned.peek();
    if (next == null || next.time() > end) {
      return false;
    }
    planned.remove();
    now = next.time();
    next.task().run();
    return true;
  }

  /// Runs everything up to a time, which it then is.
  void runTo(long end) {
    while (step(end)) {}
    now = Math.max(now, end);
  }

  /// Runs until something is so.
  ///
  /// @return whether it came to be so; if not, nothing is left to do or it is `end`
  boolean runUntil(BooleanSupplier done, long end) {
    while (!done.getAsBoolean()) {
      if (!step(end)) {
        return false;
      }
    }
    return true;
  }

  private record Planned(long time, long order, Runnable task) {}

  /// Runs `task` after a while, unless that is called off.
  Tasks.Cancellable cancellable(long millis, Runnable task) {
    boolean[] cancelled = {false};
    after(
        millis,
        () -> {
          if (!cancelled[0]) {
            task.run();
          }
        });
    return () -> cancelled[0] = true;
  }
}
