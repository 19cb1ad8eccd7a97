package greenroom.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Bounds how long an HTTP connection may take over what it is doing, and tells the handlers after
/// it by a [RanOut] when it took longer. Used on the channel's event loop alone.
final class Patience extends ChannelInboundHandlerAdapter {
  private final HttpLimits limits;
  private final WriteProgress progress = new WriteProgress();
  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> timer;
  private Phase phase = Phase.IDLE;

  Patience(HttpLimits limits) {
    this.limits = limits;
  }

  /// What a connection is doing.
  enum Phase {
    /// Waiting for a request's first byte.
    IDLE,
    /// Between a request's first byte and the end of its headers.
    HEAD,
    /// Between a request's headers and its end.
    BODY,
    /// Waiting for the answer.
    ANSWER,
    /// Sending the answer.
    STALL
  }

  /// The time for a phase ran out.
  record RanOut(Phase phase) {}

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    begin(Phase.IDLE);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (phase == Phase.IDLE) {
      begin(Phase.HEAD);
    }
    ctx.fireChannelRead(message);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stop();
  }

  /// Starts the clock of a phase, and stops that of the one before.
  void begin(Phase next) {
    stop();
    phase = next;
    Duration time =
        switch (next) {
          case IDLE -> limits.idle();
          case HEAD -> limits.head();
          case BODY -> limits.body();
          case ANSWER -> limits.answer();
          case STALL -> limits.stall();
        };
    ChannelHandlerContext ctx = context;
    if (ctx != null && !ctx.isRemoved()) {
      if (next == Phase.STALL) {
        progress.look(ctx.channel());
      }
      timer =
          ctx.executor().schedule(() -> ranOut(ctx, next), time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void ranOut(ChannelHandlerContext ctx, Phase ended) {
    if (ended == Phase.STALL && progress.look(ctx.channel())) {
      begin(Phase.STALL);
    } else {
      ctx.fireUserEventTriggered(new RanOut(ended));
    }
  }

  private void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
