package greenroom.server.ws;

import greenroom.protocol.CloseCode;
import greenroom.server.http.Outgoing;
import greenroom.server.live.Frame;
import greenroom.server.live.Outbound;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The way to one WebSocket client: frames wait here until the channel takes them, many at a time.
///
/// [#send] and [#close] may be called by any thread at any time and never block; everything else
/// runs on the channel's event loop. However many frames come while the event loop is busy, it is
/// woken once, writes them as few buffers and flushes once. No more goes to the channel than it
/// says it has room for, so a code can still overtake what a slow reader has not taken.
final class WsOutbound implements Outbound {
  /// Frames are gathered into buffers of about this size.
  private static final int BATCH_BYTES = 32 * 1024;

  /// What a connection ends with that ends without a close frame; never sent.
  private static final int NO_STATUS = 1006;

  private final Channel channel;
  private final WsLimits limits;
  private final Consumer<Farewell> onFarewell;
  private final Queue<Frame> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final AtomicReference<@Nullable Farewell> farewell = new AtomicReference<>();

  /// Bytes on the wire from [#send] until the system has taken them.
  private final AtomicLong pending = new AtomicLong();

  private final StallWatch watch;
  private boolean draining;
  private boolean leaving;
  private boolean said;

  /// @param onFarewell told on the event loop that the connection is about to be closed, once
  WsOutbound(Channel channel, WsLimits limits, Consumer<Farewell> onFarewell) {
    this.channel = channel;
    this.limits = limits;
    this.onFarewell = onFarewell;
    this.watch = new StallWatch(channel, limits, pending::get, this::stalled);
  }

  @Override
  public void send(Frame frame) {
    if (farewell.get() != null) {
      return;
    }
    waiting.add(frame);
    if (pending.addAndGet(Framing.size(frame.json().length)) > limits.outboxBytes()) {
      close(CloseCode.SLOW_READER, "outbox: more than " + limits.outboxBytes() + " bytes wait");
    } else {
      wake();
    }
  }

  @Override
  public boolean isBehind() {
    return false;
  }

  @Override
  public void bundle() {}

  @Override
  public void close(CloseCode code, String message) {
    close(new Farewell.Coded(code, message));
  }

  /// Closes, unless that has begun already.
  void close(Farewell how) {
    if (farewell.compareAndSet(null, how)) {
      wake();
    }
  }

  private void wake() {
    if (woken.compareAndSet(false, true)) {
      try {
        channel.eventLoop().execute(this::drain);
      } catch (RejectedExecutionException stopped) {
        // The server has stopped, and the channel is closed.
        waiting.clear();
      }
    }
  }

  /// Writes what the channel has room for.
  void drain() {
    woken.set(false);
    // Flushing may say that there is room again while the loop below is still at it.
    if (draining) {
      return;
    }
    draining = true;
    try {
      Farewell how = farewell.get();
      if (how != null) {
        leave(how);
      }
      write();
      if (how != null && !said && waiting.isEmpty()) {
        say(how);
      }
    } finally {
      draining = false;
    }
    if (pending.get() > 0) {
      watch.start();
    }
  }

  private void say(Farewell how) {
    said = true;
    ByteBuf last = channel.alloc().ioBuffer(256);
    how.write(last);
    Outgoing.send(
        channel,
        last,
        sent -> {
          if (how instanceof Farewell.Answer) {
            Outgoing.close(channel);
          } else {
            // The client reads to the end before it goes; a reset would wipe out the code.
            Outgoing.end(channel);
          }
        });
  }

  private void leave(Farewell how) {
    if (!leaving) {
      leaving = true;
      onFarewell.accept(how);
      watch.hurry();
    }
    if (said || how.overtakes() || !channel.isActive()) {
      waiting.clear();
    }
  }

  private void write() {
    boolean unflushed = false;
    while (true) {
      if (!channel.isWritable()) {
        channel.flush();
        unflushed = false;
        if (!channel.isWritable()) {
          break;
        }
      }
      if (!writeBatch()) {
        break;
      }
      unflushed = true;
    }
    if (unflushed) {
      channel.flush();
    }
  }

  private boolean writeBatch() {
    List<Frame> frames = new ArrayList<>();
    int size = 0;
    while (size < BATCH_BYTES) {
      Frame frame = waiting.poll();
      if (frame == null) {
        break;
      }
      frames.add(frame);
      size += Framing.size(frame.json().length);
    }
    if (frames.isEmpty()) {
      return false;
    }
    ByteBuf batch = channel.alloc().ioBuffer(size);
    for (Frame frame : frames) {
      Framing.text(batch, frame.json());
    }
    long bytes = size;
    Outgoing.write(
        channel,
        batch,
        taken -> {
          pending.addAndGet(-bytes);
          watch.moved();
        });
    return true;
  }

  /// Nothing moved for too long.
  private void stalled() {
    if (leaving) {
      Outgoing.close(channel);
    } else {
      close(CloseCode.SLOW_READER, "outbox: no byte taken for too long");
    }
  }

  /// The client has gone, or said good-bye after we did: nobody waits for anything any more.
  void gone() {
    farewell.compareAndSet(null, new Farewell.Answer(NO_STATUS));
    leaving = true;
    said = true;
    waiting.clear();
    watch.stop();
  }
}
