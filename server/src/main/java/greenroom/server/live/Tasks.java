package greenroom.server.live;

import java.util.concurrent.Executor;

/// Where the live rooms run: an executor for their turns, and timers. A simulation runs both on
/// virtual time.
public interface Tasks extends Executor {
  /// Runs `task` once after a delay, on any thread.
  Cancellable after(long millis, Runnable task);

  /// Stops a timer; a task that has begun goes on.
  interface Cancellable {
    void cancel();
  }
}
