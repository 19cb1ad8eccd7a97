package greenroom.server.sse;

import greenroom.protocol.Http;
import greenroom.server.http.Endpoint;
import greenroom.server.http.Guard;
import greenroom.server.http.PublicAddress;
import greenroom.server.http.Request;
import greenroom.server.http.Response;
import greenroom.server.http.Router;
import greenroom.server.http.WithToken;
import greenroom.server.live.RoomService;
import greenroom.server.outbox.Clients;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/// The streams of a server: `/api/rooms/{id}/events` and `/api/rooms/{id}/streams`. Nothing is kept
/// of a stream's URL; what opens it is the cookie, which a browser sends to that URL alone.
public final class EventStreams {
  private static final int HANDLE_BYTES = 16;

  private final SseSite site;
  private final PublicAddress address;
  private final WithToken withToken;
  private final RandomGenerator random;

  /// Opens streams for a site.
  ///
  /// @param random for URLs that nobody guesses; safe for use by many threads
  public EventStreams(
      RoomService rooms,
      Guard guard,
      Clients clients,
      PublicAddress address,
      SseLimits limits,
      RandomGenerator random) {
    this.site = new SseSite(rooms, guard, clients, limits);
    this.address = address;
    this.withToken = new WithToken(guard);
    this.random = random;
  }

  /// The routes to these endpoints.
  public List<Router.Route> routes() {
    return List.of(
        new Router.Route("GET", "/api/rooms/{id}/events", new StreamEndpoint(site, Access.BEARER)),
        new Router.Route(
            "GET", "/api/rooms/{id}/streams/{handle}", new StreamEndpoint(site, Access.COOKIE)),
        new Router.Route("POST", "/api/rooms/{id}/streams", (Endpoint.Answering) this::create));
  }

  private CompletionStage<Response> create(Request request) {
    return withToken.ask(
        request,
        token -> site.rooms().info(request.requiredRoom(), token),
        info -> created(request, String.valueOf(request.bearer())));
  }

  private Response created(Request request, String token) {
    byte[] handle = new byte[HANDLE_BYTES];
    random.nextBytes(handle);
    String url =
        "/api/rooms/"
            + request.requiredRoom()
            + "/streams/"
            + Base64.getUrlEncoder().withoutPadding().encodeToString(handle);
    long expires = site.rooms().now(request.requiredRoom()) + StreamCookie.MAX_AGE.toMillis();
    return Response.json(201, new Http.StreamCreated(url, expires))
        .with("location", url)
        .with("set-cookie", StreamCookie.set(url, token, address.isSecure()));
  }
}
