package greenroom.server.live;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the tasks given to it one after the other, in order, on a shared executor: what is only
/// touched from here needs no lock. Any thread may hand tasks over.
final class SerialTurns implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(SerialTurns.class);

  /// How many tasks run before others get their turn on the shared executor.
  private static final int BURST = 64;

  private final Executor shared;
  private final Runnable onFailure;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean scheduled;

  /// @param onFailure told, on the turn, that a task broke off in the middle
  SerialTurns(Executor shared, Runnable onFailure) {
    this.shared = shared;
    this.onFailure = onFailure;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (waiting) {
      waiting.add(task);
      if (scheduled) {
        return;
      }
      scheduled = true;
    }
    shared.execute(this::burst);
  }

  private void failed(Throwable e) {
    try {
      LOG.error("a room's turn failed", e);
      onFailure.run();
    } catch (Throwable again) {
      e.addSuppressed(again);
    }
  }

  private void burst() {
    for (int i = 0; i < BURST; i++) {
      Runnable task;
      synchronized (waiting) {
        task = waiting.poll();
        if (task == null) {
          scheduled = false;
          return;
        }
      }
      try {
        task.run();
      } catch (Throwable e) {
        // An error too, such as having no memory left: a room that stopped here would stop for
        // ever.
        failed(e);
      }
    }
    shared.execute(this::burst);
  }
}
