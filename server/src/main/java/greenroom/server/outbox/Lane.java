package greenroom.server.outbox;

import greenroom.server.live.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All outboxes of one event loop. However many of them have something to send, the loop is woken
/// once; connections that are to get the very same frames share the bytes.
///
/// [#soon] and [#bundle] may be called by any thread; the rest is the event loop's.
public final class Lane {
  /// How far apart two ticks are at least; so long a bundled outbox gathers frames while there are
  /// many.
  static final Duration TICK = Duration.ofMillis(30);

  /// How long a lone frame waits, so that a room can hand it to all its readers first.
  private static final Duration HAND_OUT = Duration.ofMillis(2);

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /// After so many outboxes, the event loop looks after its sockets first.
  private static final int AT_ONCE = 1_024;

  private final EventLoop loop;
  private final Queue<Outbox> ready = new ConcurrentLinkedQueue<>();
  private final Queue<Outbox> bundled = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final AtomicBoolean ticking = new AtomicBoolean();
  private volatile long lastTick;
  private boolean running;
  private @Nullable Batch last;

  Lane(EventLoop loop) {
    this.loop = loop;
    this.lastTick = loop.ticker().nanoTime() - TICK.toNanos();
  }

  /// Frames in the form of a transport.
  private record Batch(Encoding encoding, List<Frame> frames, ByteBuf bytes) {
    // Frames are shared, so those that are the same are identical.
    @SuppressWarnings("ReferenceEquality")
    boolean holds(Encoding other, List<Frame> wanted) {
      if (encoding != other || frames.size() != wanted.size()) {
        return false;
      }
      for (int i = 0; i < wanted.size(); i++) {
        if (frames.get(i) != wanted.get(i)) {
          return false;
        }
      }
      return true;
    }
  }

  /// Has an outbox drained as soon as its event loop comes to it.
  void soon(Outbox outbox) {
    if (outbox.ready.compareAndSet(false, true)) {
      ready.add(outbox);
      wake();
    }
  }

  /// Has an outbox drained at the next tick, together with all that are bundled.
  void bundle(Outbox outbox) {
    if (!outbox.bundled.compareAndSet(false, true)) {
      return;
    }
    bundled.add(outbox);
    if (ticking.compareAndSet(false, true)) {
      try {
        long left = TICK.toNanos() - (loop.ticker().nanoTime() - lastTick);
        Future<?> _ =
            loop.schedule(this::tick, Math.max(left, HAND_OUT.toNanos()), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException stopped) {
        bundled.clear();
      }
    }
  }

  private void wake() {
    if (woken.compareAndSet(false, true)) {
      try {
        loop.execute(this::run);
      } catch (RejectedExecutionException stopped) {
        // The server has stopped, and all channels are closed.
        ready.clear();
      }
    }
  }

  private void tick() {
    lastTick = loop.ticker().nanoTime();
    ticking.set(false);
    for (Outbox outbox = bundled.poll(); outbox != null; outbox = bundled.poll()) {
      outbox.bundled.set(false);
      if (outbox.ready.compareAndSet(false, true)) {
        ready.add(outbox);
      }
    }
    run();
  }

  private void run() {
    woken.set(false);
    running = true;
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        Outbox outbox = ready.poll();
        if (outbox == null) {
          return;
        }
        outbox.ready.set(false);
        drain(outbox);
      }
    } finally {
      running = false;
      forget();
    }
    wake();
  }

  private static void drain(Outbox outbox) {
    try {
      outbox.drain();
    } catch (RuntimeException bug) {
      // One connection's trouble must not keep the others' frames back.
      LOG.error("An outbox failed", bug);
      outbox.cutOff();
    }
  }

  /// Frames as they go out, for one channel to write.
  ///
  /// @param size of all of them
  ByteBuf encode(ByteBufAllocator alloc, Encoding encoding, List<Frame> frames, int size) {
    if (last != null && last.holds(encoding, frames)) {
      return last.bytes().retainedDuplicate();
    }
    ByteBuf bytes = alloc.ioBuffer(size);
    for (Frame frame : frames) {
      encoding.write(frame, bytes);
    }
    if (!running) {
      return bytes;
    }
    forget();
    last = new Batch(encoding, frames, bytes);
    // Writing moves the indices of what is written, and those of a duplicate only.
    return bytes.retainedDuplicate();
  }

  private void forget() {
    if (last != null) {
      last.bytes().release();
      last = null;
    }
  }
}
