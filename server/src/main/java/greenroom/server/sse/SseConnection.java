package greenroom.server.sse;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Position;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame;
import greenroom.server.http.Outgoing;
import greenroom.server.http.ResponseWriter;
import greenroom.server.live.Connection;
import greenroom.server.live.Frame;
import greenroom.server.outbox.Client;
import greenroom.server.outbox.Farewell;
import greenroom.server.outbox.Outbox;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One stream of events, from the request to the end. Runs on its channel's event loop, except
/// where a method says otherwise.
///
/// The answer begins with the first frame: as long as there is none, a good-bye of the room becomes
/// an answer of its own.
final class SseConnection extends ChannelInboundHandlerAdapter implements Client {
  private static final Logger LOG = LoggerFactory.getLogger(SseConnection.class);

  private final SseSite site;
  private final Access access;
  private final RoomId room;
  private final InetAddress client;
  private final Channel channel;
  private final Outbox outbox;
  private State state;
  private @Nullable Connection connection;
  private boolean begun;
  private byte @Nullable [] position;
  private long lastWrote;

  SseConnection(SseSite site, Access access, RoomId room, InetAddress client, Channel channel) {
    this.site = site;
    this.access = access;
    this.room = room;
    this.client = client;
    this.channel = channel;
    outbox =
        new Outbox(
            channel,
            site.clients().lane(channel),
            site.encoding(),
            site.limits().outbox(),
            new OutboxOwner());
    state = new State.Opening(after(site.limits().answer().toNanos(), this::overdue));
    site.clients().opened(this);
  }

  private sealed interface State {
    /// @param overdue ends the wait for the room
    record Opening(Future<?> overdue) implements State {}

    /// @param heartbeat looks whether one is due
    record Open(Future<?> heartbeat) implements State {}

    record Ended() implements State {}
  }

  /// Has the room let the client in.
  void watch(String token, @Nullable Position since) {
    try {
      connection = site.rooms().watch(room, token, since, outbox);
    } catch (RuntimeException bug) {
      failed(bug);
    }
  }

  // What the client does.

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    // A client has nothing to say here.
    ReferenceCountUtil.release(message);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable()) {
      outbox.drain();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    outbox.gone();
    leave();
    site.clients().closed(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      Outgoing.close(channel);
    } else {
      failed(cause);
    }
  }

  private void failed(Throwable bug) {
    LOG.error("A stream of room {} failed", room, bug);
    outbox.close(CloseCode.INTERNAL, "server: a fault in it");
  }

  // What time does.

  private void overdue() {
    outbox.close(CloseCode.UNAVAILABLE, "storage: no answer in time");
  }

  private void heartbeat() {
    long left = site.limits().heartbeat().toNanos() - (now() - lastWrote);
    if (left <= 0) {
      if (position != null) {
        Position where = Position.parse(new String(position, StandardCharsets.US_ASCII));
        outbox.interject(Frame.of(new ServerFrame.Heartbeat(site.rooms().now(room), where)));
      }
      left = site.limits().heartbeat().toNanos();
    }
    state = new State.Open(after(left, this::heartbeat));
  }

  // What the server does.

  @Override
  public void goAway(long reconnectAfterMillis) {
    channel
        .eventLoop()
        .execute(() -> {
          if (state instanceof State.Open) {
            outbox.send(SseEncoding.goAway(reconnectAfterMillis));
          }
        });
  }

  @Override
  public void close() {
    // After a goaway that may still be on its way there.
    channel.eventLoop().execute(() -> outbox.close(CloseCode.GOING_AWAY, "server: stopping"));
  }

  private final class OutboxOwner implements Outbox.Owner {
    @Override
    public void begin() {
      begun = true;
      Outgoing.write(channel, Unpooled.wrappedBuffer(site.beginning()), taken -> {});
      if (state instanceof State.Opening(Future<?> overdue)) {
        overdue.cancel(false);
        state =
            new State.Open(
                after(site.limits().heartbeat().toNanos(), SseConnection.this::heartbeat));
      }
    }

    @Override
    public void wrote(List<Frame> frames) {
      lastWrote = now();
      for (Frame frame : frames) {
        if (frame.position() != null) {
          position = frame.position();
        }
      }
    }

    @Override
    public void leaving(Farewell how) {
      if (how.is(CloseCode.DENIED)) {
        site.guard().failed(client);
      }
      leave();
    }

    @Override
    public void lastWords(Farewell how, ByteBuf out) {
      if (!(how instanceof Farewell.Coded(CloseCode code, String message))) {
        return;
      }
      if (begun) {
        SseEncoding.writeBye(code, message, out);
      } else {
        out.writeBytes(ResponseWriter.bytes(access.refusal(code, message)));
      }
    }

    @Override
    public void drained() {
      if (connection != null) {
        connection.drained();
      }
    }
  }

  private void leave() {
    switch (state) {
      case State.Opening(Future<?> overdue) -> overdue.cancel(false);
      case State.Open(Future<?> heartbeat) -> heartbeat.cancel(false);
      case State.Ended() -> {
        return;
      }
    }
    state = new State.Ended();
    if (connection != null) {
      connection.closed();
    }
  }

  private Future<?> after(long nanos, Runnable task) {
    return channel.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  private long now() {
    return channel.eventLoop().ticker().nanoTime();
  }
}
