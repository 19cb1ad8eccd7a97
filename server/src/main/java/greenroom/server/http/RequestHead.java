package greenroom.server.http;

import greenroom.protocol.Http.ProblemCode;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a request's line and headers say.
sealed interface RequestHead {
  record Accepted(Request request) implements RequestHead {}

  /// The connection closes after this answer: nobody knows where a next request would begin.
  record Refused(Response why) implements RequestHead {}

  static RequestHead read(HttpRequest head, Channel channel) {
    Response problem = problem(head);
    if (problem != null) {
      return new Refused(problem);
    }
    String target = withoutSite(head.uri());
    if (!target.startsWith("/")) {
      return new Refused(bad("path: malformed (expected: a path that starts with /)"));
    }
    int mark = target.indexOf('?');
    String host = head.headers().get(HttpHeaderNames.HOST);
    return new Accepted(
        new Request(
            head.method().name(),
            mark < 0 ? target : target.substring(0, mark),
            mark < 0 ? "" : target.substring(mark + 1),
            head.headers(),
            new byte[0],
            null,
            Map.of(),
            client(channel.remoteAddress()),
            host == null ? authority(channel.localAddress()) : host));
  }

  static Response bodyTooLarge() {
    return Response.problem(
        ProblemCode.BODY_TOO_LARGE,
        "body: too large (expected: at most " + HttpLimits.BODY_BYTES + " bytes)");
  }

  private static @Nullable Response problem(HttpRequest head) {
    if (head.decoderResult().isFailure()) {
      return bad(
          "request: malformed (expected: HTTP/1.1, a line of at most %d bytes, headers of at most %d)"
              .formatted(HttpLimits.REQUEST_LINE_BYTES, HttpLimits.HEADER_BYTES));
    }
    HttpVersion version = head.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      return bad("version: unknown (expected: HTTP/1.1)");
    }
    List<String> hosts = head.headers().getAll(HttpHeaderNames.HOST);
    boolean mayLackHost = version.equals(HttpVersion.HTTP_1_0);
    if (hosts.isEmpty() ? !mayLackHost : hosts.size() > 1 || !isHost(hosts.getFirst())) {
      return bad("host: missing, doubled or malformed (expected: one host, or host and port)");
    }
    return HttpUtil.getContentLength(head, 0L) > HttpLimits.BODY_BYTES ? bodyTooLarge() : null;
  }

  private static boolean isHost(String host) {
    return PublicAddress.isAuthority(host);
  }

  private static Response bad(String detail) {
    return Response.problem(ProblemCode.BAD_REQUEST, detail);
  }

  /// The form `http://host/path`, which proxies send, means the same as `/path`.
  private static String withoutSite(String target) {
    if (!target.startsWith("http://") && !target.startsWith("https://")) {
      return target;
    }
    int path = target.indexOf('/', target.indexOf("//") + 2);
    return path < 0 ? "/" : target.substring(path);
  }

  private static InetAddress client(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress socket && socket.getAddress() != null
        ? socket.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  private static String authority(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress socket && socket.getAddress() != null
        ? (socket.getAddress() instanceof Inet6Address
                ? "[" + socket.getAddress().getHostAddress() + "]"
                : socket.getAddress().getHostAddress())
            + ":"
            + socket.getPort()
        : "localhost";
  }
}
