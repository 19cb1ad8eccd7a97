package greenroom.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Closes a connection so that its last bytes arrive: says that no more will come, and takes in
/// whatever the client still sends, for a short while, until it closes too. Closing with unread
/// bytes would be a reset, which can overtake an answer and wipe it out.
public final class Linger extends ChannelInboundHandlerAdapter {
  private static final long MILLIS = 2_000;

  private final Future<?> end;

  private Linger(Future<?> end) {
    this.end = end;
  }

  /// Begins to close a channel on which everything is written, as its only handler that is left.
  public static void begin(Channel channel) {
    if (!channel.isActive()) {
      return;
    }
    Future<?> end =
        channel.eventLoop().schedule(() -> Outgoing.close(channel), MILLIS, TimeUnit.MILLISECONDS);
    channel.pipeline().addLast(new Linger(end));
    Outgoing.end(channel);
    channel.config().setAutoRead(true);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end.cancel(false);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    Outgoing.close(ctx.channel());
  }
}
