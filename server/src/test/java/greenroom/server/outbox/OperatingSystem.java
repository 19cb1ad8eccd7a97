package greenroom.server.outbox;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/// Stands for the operating system: counts flushes, and can stop taking bytes.
final class OperatingSystem extends ChannelOutboundHandlerAdapter {
  private record Write(Object bytes, ChannelPromise promise) {}

  private final Queue<Write> untaken = new ArrayDeque<>();
  boolean takesNothing;
  int writes;
  int flushes;

  @Override
  public void write(ChannelHandlerContext ctx, Object bytes, ChannelPromise promise) {
    writes++;
    if (takesNothing) {
      untaken.add(new Write(bytes, promise));
    } else {
      ChannelFuture _ = ctx.write(bytes, promise);
    }
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    flushes++;
    ctx.flush();
  }

  void takeOne(EmbeddedChannel channel) {
    Write write = untaken.remove();
    if (channel.isOpen()) {
      ChannelFuture _ =
          channel.pipeline().context(this).writeAndFlush(write.bytes(), write.promise());
    } else {
      ReferenceCountUtil.release(write.bytes());
    }
  }

  void takeAll(EmbeddedChannel channel) {
    takesNothing = false;
    while (!untaken.isEmpty()) {
      takeOne(channel);
    }
  }
}
