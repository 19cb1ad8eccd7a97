package greenroom.server.ws;

import greenroom.protocol.ClientFrame;
import greenroom.protocol.CloseCode;
import greenroom.protocol.Limits;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.Signal;
import greenroom.protocol.Wire;
import greenroom.protocol.Wire.Decoded;
import greenroom.server.http.Outgoing;
import greenroom.server.http.TokenBucket;
import greenroom.server.live.Connection;
import greenroom.server.live.Frame;
import greenroom.server.outbox.Client;
import greenroom.server.outbox.Farewell;
import greenroom.server.outbox.Outbox;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket connection, from the upgrade to the end. Runs on its channel's event loop, except
/// where a method says otherwise.
final class WsConnection extends ChannelInboundHandlerAdapter implements Client {
  private static final Logger LOG = LoggerFactory.getLogger(WsConnection.class);

  private final WsSite site;
  private final RoomId room;
  private final InetAddress client;
  private final Channel channel;
  private final Outbox outbound;
  private final TokenBucket badFrames;
  private final TokenBucket pings;
  private final TokenBucket signals;
  private State state;
  private Future<?> idle;
  private long heardBytes;
  private long lastHeard;

  WsConnection(WsSite site, RoomId room, InetAddress client, Channel channel) {
    this.site = site;
    this.room = room;
    this.client = client;
    this.channel = channel;
    outbound =
        new Outbox(
            channel,
            site.clients().lane(channel),
            site.encoding(),
            site.limits().outbox(),
            new OutboxOwner());
    lastHeard = now();
    badFrames = new TokenBucket(Limits.BAD_FRAME_BURST, Limits.BAD_FRAMES_PER_SECOND, lastHeard);
    pings = new TokenBucket(Limits.PING_BURST, Limits.PINGS_PER_SECOND, lastHeard);
    signals = new TokenBucket(Limits.SIGNAL_BURST, Limits.SIGNALS_PER_SECOND, lastHeard);
    state = new State.AwaitingHello(after(site.limits().hello().toNanos(), this::helloOverdue));
    idle = after(site.limits().idle().toNanos(), this::silent);
    site.clients().opened(this);
  }

  private sealed interface State {
    /// @param overdue closes the connection when no hello comes
    record AwaitingHello(Future<?> overdue) implements State {}

    record Open(Connection connection) implements State {}

    /// Whatever still comes from the client is not looked at.
    record Closing() implements State {}
  }

  // What the client does.

  /// Bytes came, and what they hold has been handled.
  void heard(int bytes) {
    lastHeard = now();
    heardBytes += bytes;
    if (state instanceof State.AwaitingHello && heardBytes > Limits.HELLO_BYTES) {
      outbound.close(
          CloseCode.NO_HELLO,
          "hello: none in " + heardBytes + " bytes (expected: within " + Limits.HELLO_BYTES + ")");
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (state instanceof State.Closing) {
        if (message instanceof CloseWebSocketFrame) {
          Outgoing.close(channel);
        }
        return;
      }
      switch (message) {
        case TextWebSocketFrame text -> text(ByteBufUtil.getBytes(text.content()));
        case BinaryWebSocketFrame _ -> binary();
        case PingWebSocketFrame ping -> ping(ping.content());
        case CloseWebSocketFrame close -> closedBy(close);
        default -> {
          // A pong: it was heard, and that is all there is to it.
        }
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void text(byte[] message) {
    switch (state) {
      case State.AwaitingHello(Future<?> overdue) -> hello(message, overdue);
      case State.Open(Connection connection) -> frame(message, connection);
      case State.Closing() -> {}
    }
  }

  private void hello(byte[] message, Future<?> overdue) {
    if (message.length > Limits.HELLO_BYTES) {
      outbound.close(
          CloseCode.NO_HELLO,
          "hello: " + message.length + " bytes (expected: at most " + Limits.HELLO_BYTES + ")");
      return;
    }
    switch (Wire.decode(message)) {
      case Decoded.Frame(ClientFrame.Hello hello) -> {
        overdue.cancel(false);
        open(site.rooms().connect(room, hello, outbound));
      }
      case Decoded.Frame(ClientFrame.Numbered _),
          Decoded.Frame(ClientFrame.Ping _),
          Decoded.Frame(ClientFrame.Signalled _),
          Decoded.BadCommand _ ->
          outbound.close(CloseCode.BAD_HELLO, "type: another (expected: hello comes first)");
      case Decoded.BadFrame(ServerFrame.BadFrame error) ->
          outbound.close(CloseCode.BAD_HELLO, error.message());
    }
  }

  private void open(Connection connection) {
    if (state instanceof State.AwaitingHello) {
      state = new State.Open(connection);
    } else {
      connection.closed();
    }
  }

  private void frame(byte[] message, Connection connection) {
    switch (Wire.decode(message)) {
      case Decoded.Frame(ClientFrame.Numbered(long n, var command)) ->
          connection.command(n, command, message.length);
      case Decoded.Frame(ClientFrame.Ping(long t)) -> {
        if (mayPing()) {
          outbound.send(Frame.of(new ServerFrame.Pong(t, site.rooms().now(room))));
        }
      }
      case Decoded.Frame(ClientFrame.Signalled(Signal signal)) -> {
        // One too many is dropped without a word: the next is on its way.
        if (signals.take(now())) {
          connection.signal(signal);
        }
      }
      case Decoded.Frame(ClientFrame.Hello _) ->
          bad(
              new ServerFrame.BadFrame(
                  ServerFrame.ErrorCode.BAD_FRAME, "type: hello (expected: once, as the first)"));
      case Decoded.BadCommand(long n, var why) -> connection.refuse(n, why);
      case Decoded.BadFrame(ServerFrame.BadFrame error) -> bad(error);
    }
  }

  private void binary() {
    if (state instanceof State.AwaitingHello) {
      outbound.close(CloseCode.BAD_HELLO, "message: binary (expected: text)");
    } else {
      bad(
          new ServerFrame.BadFrame(
              ServerFrame.ErrorCode.BAD_FRAME, "message: binary (expected: text)"));
    }
  }

  private void bad(ServerFrame.BadFrame error) {
    if (badFrames.take(now())) {
      outbound.send(Frame.of(error));
    } else {
      outbound.close(
          CloseCode.RATE_LIMITED,
          "messages: too many that are no frames (expected: at most "
              + Limits.BAD_FRAME_BURST
              + " at once)");
    }
  }

  private void ping(ByteBuf payload) {
    // Of the pings that wait behind a full channel, the protocol lets all but the last go
    // unanswered.
    if (mayPing() && channel.isWritable()) {
      ByteBuf pong = channel.alloc().ioBuffer(Framing.size(payload.readableBytes()));
      Framing.pong(pong, payload);
      Outgoing.send(channel, pong);
    }
  }

  private boolean mayPing() {
    boolean may = pings.take(now());
    if (!may) {
      outbound.close(
          CloseCode.RATE_LIMITED,
          "pings: too many (expected: at most " + Limits.PING_BURST + " at once)");
    }
    return may;
  }

  private void closedBy(CloseWebSocketFrame close) {
    outbound.close(
        new Farewell.Answer(
            close.statusCode() < 0
                ? WebSocketCloseStatus.NORMAL_CLOSURE.code()
                : close.statusCode()));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    switch (cause) {
      case CorruptedWebSocketFrameException broken -> {
        WebSocketCloseStatus status = broken.closeStatus();
        if (status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
          tooLarge();
        } else {
          outbound.close(new Farewell.Breach(status.code()));
        }
      }
      case TooLongFrameException _ -> tooLarge();
      case IOException _ -> Outgoing.close(channel);
      default -> {
        LOG.error("A connection to room {} failed", room, cause);
        outbound.close(CloseCode.INTERNAL, "server: a fault in it");
      }
    }
  }

  private void tooLarge() {
    outbound.close(
        CloseCode.FRAME_TOO_LARGE,
        "message: too large (expected: at most " + Limits.FRAME_BYTES + " bytes)");
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    idle.cancel(false);
    outbound.gone();
    leave();
    site.clients().closed(this);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable()) {
      outbound.drain();
    }
  }

  // What time does.

  private void helloOverdue() {
    outbound.close(
        CloseCode.NO_HELLO,
        "hello: none (expected: within " + site.limits().hello().toMillis() + " ms)");
  }

  private void silent() {
    long left = site.limits().idle().toNanos() - (now() - lastHeard);
    if (left <= 0) {
      outbound.close(
          CloseCode.IDLE,
          "nothing heard (expected: something every " + site.limits().idle().toMillis() + " ms)");
    } else {
      idle = after(left, this::silent);
    }
  }

  // What the server does.

  @Override
  public void goAway(long reconnectAfterMillis) {
    channel
        .eventLoop()
        .execute(() -> {
          if (state instanceof State.Open) {
            outbound.send(Frame.of(new ServerFrame.GoAway(reconnectAfterMillis)));
          }
        });
  }

  @Override
  public void close() {
    // After a goaway that may still be on its way there.
    channel.eventLoop().execute(() -> outbound.close(CloseCode.GOING_AWAY, "server: stopping"));
  }

  private final class OutboxOwner implements Outbox.Owner {
    @Override
    public void leaving(Farewell how) {
      if (how.is(CloseCode.DENIED)) {
        site.guard().failed(client);
      }
      leave();
    }

    @Override
    public void lastWords(Farewell how, ByteBuf out) {
      WsEncoding.writeFarewell(how, out);
    }

    @Override
    public void drained() {
      if (state instanceof State.Open(Connection connection)) {
        connection.drained();
      }
    }
  }

  private void leave() {
    switch (state) {
      case State.AwaitingHello(Future<?> overdue) -> overdue.cancel(false);
      case State.Open(Connection connection) -> connection.closed();
      case State.Closing() -> {}
    }
    state = new State.Closing();
  }

  private Future<?> after(long nanos, Runnable task) {
    return channel.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  private long now() {
    return channel.eventLoop().ticker().nanoTime();
  }
}
