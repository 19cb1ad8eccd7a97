package greenroom.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;

/// The channel handlers of an HTTP connection: patience (sees the bytes) → codec → one message at a
/// time → connection.
public final class HttpPipeline {
  private static final HttpDecoderConfig DECODER =
      new HttpDecoderConfig()
          .setMaxInitialLineLength(HttpLimits.REQUEST_LINE_BYTES)
          .setMaxHeaderSize(HttpLimits.HEADER_BYTES);

  private HttpPipeline() {}

  /// Makes a fresh channel an HTTP connection.
  public static void enter(Channel channel, HttpSite site) {
    // Requests are read one at a time: nothing piles up behind one that is being answered.
    channel.config().setAutoRead(false);
    Patience patience = new Patience(site.limits());
    channel
        .pipeline()
        .addLast(
            patience,
            new HttpServerCodec(DECODER),
            new FlowControlHandler(),
            new HttpConnection(site, patience));
  }

  /// Takes the handlers away again; what the client has sent after its last request goes to the
  /// handlers that come after them.
  public static void leave(Channel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.remove(HttpConnection.class);
    pipeline.remove(FlowControlHandler.class);
    pipeline.remove(HttpServerCodec.class);
    pipeline.remove(Patience.class);
  }
}
