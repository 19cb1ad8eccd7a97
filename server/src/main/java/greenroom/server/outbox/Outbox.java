package greenroom.server.outbox;

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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The way to one client: frames wait here until the channel takes them, many at a time.
///
/// The methods of [Outbound] may be called by any thread at any time and never block; everything
/// else runs on the channel's event loop. However many frames come while the event loop is busy,
/// they leave in as few buffers as possible and one flush. No more goes to the channel than it says
/// it has room for, so a code can still overtake what a slow reader has not taken.
public final class Outbox implements Outbound {
  /// A client for whom more than the first waits is behind, until less than the second does.
  static final int BEHIND_BYTES = 256 * 1024;

  static final int DRAINED_BYTES = 64 * 1024;

  /// Frames are gathered into buffers of about this size.
  private static final int BATCH_BYTES = 32 * 1024;

  /// What a connection ends with that ends without a good-bye; never sent.
  private static final int NO_STATUS = 1006;

  private final Channel channel;
  private final Lane lane;
  private final Encoding encoding;
  private final OutboxLimits limits;
  private final Owner owner;
  private final Queue<Frame> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Farewell> farewell = new AtomicReference<>();

  /// Whether the lane has it on its list of those to drain, and of those to drain at the tick.
  final AtomicBoolean ready = new AtomicBoolean();

  final AtomicBoolean bundled = new AtomicBoolean();

  /// Bytes on the wire from [#send] until the system has taken them.
  private final AtomicLong pending = new AtomicLong();

  /// Whether the room was told that the client is behind, and not yet that it no longer is.
  private final AtomicBoolean behind = new AtomicBoolean();

  private final StallWatch watch;
  private volatile boolean bundles;
  private boolean draining;
  private boolean begun;
  private boolean leaving;
  private boolean said;

  /// The connection that an outbox belongs to. Called on the event loop.
  public interface Owner {
    /// The first frames are about to be written.
    default void begin() {}

    /// These frames were written.
    default void wrote(List<Frame> frames) {}

    /// The connection is about to be closed; told once.
    void leaving(Farewell how);

    /// Writes what comes last.
    void lastWords(Farewell how, ByteBuf out);

    /// See [Connection#drained].
    void drained();
  }

  public Outbox(Channel channel, Lane lane, Encoding encoding, OutboxLimits limits, Owner owner) {
    this.channel = channel;
    this.lane = lane;
    this.encoding = encoding;
    this.limits = limits;
    this.owner = owner;
    this.watch = new StallWatch(channel, limits, pending::get, this::stalled);
  }

  @Override
  public void send(Frame frame) {
    if (farewell.get() != null) {
      return;
    }
    waiting.add(frame);
    if (pending.addAndGet(encoding.size(frame)) > limits.bytes()) {
      close(CloseCode.SLOW_READER, "outbox: more than " + limits.bytes() + " bytes wait");
    } else if (bundles) {
      lane.bundle(this);
    } else {
      lane.soon(this);
    }
  }

  @Override
  public boolean isBehind() {
    if (behind.get()) {
      return true;
    }
    if (pending.get() <= BEHIND_BYTES) {
      return false;
    }
    behind.set(true);
    // All may have been taken just before that, and then nobody else would say that it was.
    return pending.get() >= DRAINED_BYTES || !behind.compareAndSet(true, false);
  }

  @Override
  public void bundle() {
    bundles = true;
  }

  @Override
  public void close(CloseCode code, String message) {
    close(new Farewell.Coded(code, message));
  }

  /// Closes, unless that has begun already. Any thread may call it.
  public void close(Farewell how) {
    if (farewell.compareAndSet(null, how)) {
      lane.soon(this);
    }
  }

  /// Writes a frame before those that wait, if the channel has room and the client was not told
  /// good-bye.
  public void interject(Frame frame) {
    if (farewell.get() == null && channel.isWritable()) {
      int size = encoding.size(frame);
      pending.addAndGet(size);
      write(List.of(frame), size);
      channel.flush();
      watchIfPending();
    }
  }

  /// Writes what the channel has room for.
  public void drain() {
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
    watchIfPending();
  }

  private void watchIfPending() {
    if (pending.get() > 0) {
      watch.start();
    }
  }

  private void say(Farewell how) {
    said = true;
    ByteBuf last = channel.alloc().ioBuffer(256);
    owner.lastWords(how, last);
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
      owner.leaving(how);
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
      size += encoding.size(frame);
    }
    if (frames.isEmpty()) {
      return false;
    }
    write(frames, size);
    return true;
  }

  private void write(List<Frame> frames, int size) {
    if (!begun) {
      begun = true;
      owner.begin();
    }
    ByteBuf batch = lane.encode(channel.alloc(), encoding, frames, size);
    Outgoing.write(channel, batch, taken -> taken(size));
    owner.wrote(frames);
  }

  private void taken(int bytes) {
    watch.moved();
    if (pending.addAndGet(-bytes) < DRAINED_BYTES
        && behind.get()
        && behind.compareAndSet(true, false)
        && farewell.get() == null) {
      owner.drained();
    }
  }

  /// Nothing moved for too long.
  private void stalled() {
    if (leaving) {
      Outgoing.close(channel);
    } else {
      close(CloseCode.SLOW_READER, "outbox: no byte taken for too long");
    }
  }

  /// Ends the connection without a word.
  void cutOff() {
    Outgoing.close(channel);
  }

  /// The client has gone, or said good-bye after we did: nobody waits for anything any more.
  public void gone() {
    farewell.compareAndSet(null, new Farewell.Answer(NO_STATUS));
    leaving = true;
    said = true;
    waiting.clear();
    watch.stop();
  }
}
