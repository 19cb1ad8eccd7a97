package greenroom.server.ws;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Stands before the frame decoder and tells the connection how many bytes came, once what they
/// hold has been handled.
final class WsBytes extends ChannelInboundHandlerAdapter {
  private final WsConnection connection;

  WsBytes(WsConnection connection) {
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    int bytes = message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
    ctx.fireChannelRead(message);
    connection.heard(bytes);
  }
}
