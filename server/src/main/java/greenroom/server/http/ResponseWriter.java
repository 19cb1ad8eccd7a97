package greenroom.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/// Writes responses, each with the headers that every one of this server's has.
public final class ResponseWriter {
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:;"
          + " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none';"
          + " frame-ancestors 'none'";

  private static final Map<String, String> ON_EVERY_ANSWER =
      Map.of(
          "content-security-policy", CONTENT_SECURITY_POLICY,
          "x-content-type-options", "nosniff",
          "referrer-policy", "no-referrer",
          "cross-origin-opener-policy", "same-origin",
          "x-frame-options", "DENY");

  private ResponseWriter() {}

  /// Writes to a channel with an HTTP codec, and flushes. On the event loop alone.
  ///
  /// @param keepAlive whether the connection takes further requests; if not, the caller closes it
  /// @param withBody false answers a `HEAD`: the length is said and nothing sent
  /// @param done told on the event loop whether the system took it all
  static void write(
      Channel channel,
      Response response,
      boolean keepAlive,
      boolean withBody,
      Consumer<Boolean> done) {
    FullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()),
            withBody ? Unpooled.wrappedBuffer(response.body()) : Unpooled.EMPTY_BUFFER);
    HttpHeaders headers = message.headers();
    addCommon(headers, response);
    if (hasLength(response.status())) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
    }
    headers.set(
        HttpHeaderNames.CONNECTION,
        keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
    Outgoing.send(channel, message, done);
  }

  /// Writes the answer after which a channel speaks another protocol, and flushes.
  ///
  /// @param headers what that protocol asks for
  public static void writeSwitch(Channel channel, Map<String, String> headers) {
    FullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
    addCommon(message.headers(), Response.empty(101)); // Never cached.
    headers.forEach(message.headers()::set);
    Outgoing.send(channel, message);
  }

  /// The bytes of an answer after which the connection closes, for one that has no HTTP codec.
  public static byte[] bytes(Response response) {
    Response complete =
        hasLength(response.status())
            ? response.with("content-length", Integer.toString(response.body().length))
            : response;
    byte[] start = openEnded(complete);
    byte[] all = new byte[start.length + response.body().length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(response.body(), 0, all, start.length, response.body().length);
    return all;
  }

  /// The bytes of an answer's head that says nothing of the body's length: the body goes on until
  /// the connection ends.
  public static byte[] openEnded(Response response) {
    StringBuilder head = new StringBuilder(1_024);
    head.append("HTTP/1.1 ").append(HttpResponseStatus.valueOf(response.status())).append("\r\n");
    ON_EVERY_ANSWER.forEach((name, value) -> line(head, name, value));
    response.headers().forEach(header -> line(head, header.getKey(), header.getValue()));
    line(head, "connection", "close");
    return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean hasLength(int status) {
    return status != 204 && status != 304;
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static void addCommon(HttpHeaders headers, Response response) {
    ON_EVERY_ANSWER.forEach(headers::set);
    response.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
  }
}
