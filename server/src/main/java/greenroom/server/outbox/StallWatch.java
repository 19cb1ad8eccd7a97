package greenroom.server.outbox;

import greenroom.server.http.WriteProgress;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Looks now and then whether bytes that wait for a client move, while some wait, and whether a
/// client that was told good-bye goes. Used on the channel's event loop alone.
final class StallWatch {
  /// A stalled client is noticed one or two looks before its time is over, never after.
  private static final int LOOKS = 15;

  /// However slowly a client takes its last bytes: after this many farewells it is cut off.
  private static final int FAREWELLS = 5;

  private final Channel channel;
  private final LongSupplier pending;
  private final Runnable stalled;
  private final WriteProgress progress = new WriteProgress();
  private final long look;
  private final long stall;
  private final long farewell;
  private @Nullable Future<?> timer;
  private boolean hurrying;
  private long hurried;
  private long lastMove;

  /// @param pending how many bytes wait
  /// @param stalled what to do about a client that does not take them
  StallWatch(Channel channel, OutboxLimits limits, LongSupplier pending, Runnable stalled) {
    this.channel = channel;
    this.pending = pending;
    this.stalled = stalled;
    this.look = limits.stall().toNanos() / LOOKS;
    this.stall = limits.stall().toNanos() - 2 * look;
    this.farewell = limits.farewell().toNanos();
  }

  /// Some bytes wait.
  void start() {
    if (timer == null) {
      lastMove = now();
      schedule();
    }
  }

  /// The client was told good-bye: it has less time, whether bytes wait or not.
  void hurry() {
    hurrying = true;
    hurried = now();
    lastMove = hurried;
    if (timer == null) {
      schedule();
    }
  }

  /// The system took some bytes.
  void moved() {
    lastMove = now();
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void schedule() {
    timer = channel.eventLoop().schedule(this::look, look, TimeUnit.NANOSECONDS);
  }

  private void look() {
    timer = null;
    if (!channel.isActive() || (!hurrying && pending.getAsLong() == 0)) {
      return;
    }
    if (progress.look(channel)) {
      moved();
    }
    long still = now() - lastMove;
    boolean over =
        hurrying ? still >= farewell || now() - hurried >= FAREWELLS * farewell : still >= stall;
    schedule();
    if (over) {
      stalled.run();
    }
  }

  private long now() {
    return channel.eventLoop().ticker().nanoTime();
  }
}
