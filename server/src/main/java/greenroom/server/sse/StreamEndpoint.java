package greenroom.server.sse;

import greenroom.protocol.Http.ProblemCode;
import greenroom.server.http.Endpoint;
import greenroom.server.http.HttpPipeline;
import greenroom.server.http.Request;
import greenroom.server.http.Response;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/// Makes an HTTP connection a stream of events.
final class StreamEndpoint implements Endpoint.Upgrading {
  private final SseSite site;
  private final Access access;

  StreamEndpoint(SseSite site, Access access) {
    this.site = site;
    this.access = access;
  }

  @Override
  public @Nullable Response refuse(Request request) {
    if (Resume.of(request) instanceof Resume.Malformed) {
      return Response.problem(
          ProblemCode.BAD_REQUEST, "since: malformed or doubled (expected: one position)");
    }
    return access.token(request) == null ? access.missing() : site.guard().locked(request.client());
  }

  @Override
  public void take(Channel channel, Request request) {
    String token = access.token(request);
    if (token == null || !(Resume.of(request) instanceof Resume.From(var position))) {
      throw new IllegalStateException(request + " opens nothing (expected: was refused)");
    }
    var connection =
        new SseConnection(site, access, request.requiredRoom(), request.client(), channel);
    channel.pipeline().addLast(connection);
    HttpPipeline.leave(channel);
    channel.config().setAutoRead(true);
    connection.watch(token, position);
  }
}
