package greenroom.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;

/// The channel handlers of an HTTP connection: patience, which sees the bytes → codec → connection.
public final class HttpPipeline {
  private static final HttpDecoderConfig DECODER =
      new HttpDecoderConfig()
          .setMaxInitialLineLength(HttpLimits.REQUEST_LINE_BYTES)
          .setMaxHeaderSize(HttpLimits.HEADER_BYTES);

  private HttpPipeline() {}

  /// Makes a fresh channel an HTTP connection.
  public static void enter(Channel channel, HttpSite site) {
    Patience patience = new Patience(site.limits());
    channel
        .pipeline()
        .addLast(patience, new HttpServerCodec(DECODER), new HttpConnection(site, patience));
  }

  /// Takes the handlers away again; what the client has sent after its last request goes to the
  /// handlers that come after them.
  public static void leave(Channel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.remove(HttpConnection.class);
    pipeline.remove(HttpServerCodec.class);
    pipeline.remove(Patience.class);
  }
}
