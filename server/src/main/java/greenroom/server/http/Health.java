package greenroom.server.http;

import greenroom.protocol.Http.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// `/healthz` and `/readyz`, for whoever restarts and routes.
public final class Health {
  private final Readiness readiness;

  public Health(Readiness readiness) {
    this.readiness = readiness;
  }

  /// Whether the server can serve rooms.
  @FunctionalInterface
  public interface Readiness {
    /// What stands in the way, in one line, or nothing. Called on event loops, must not block.
    Optional<String> obstacle();
  }

  /// The routes to these endpoints.
  public List<Router.Route> routes() {
    return List.of(
        new Router.Route(
            "GET",
            "/healthz",
            (Endpoint.Answering) request -> CompletableFuture.completedStage(Response.text("ok"))),
        new Router.Route(
            "GET",
            "/readyz",
            (Endpoint.Answering) request -> CompletableFuture.completedStage(ready())));
  }

  private Response ready() {
    return readiness
        .obstacle()
        .map(obstacle -> Response.problem(ProblemCode.UNAVAILABLE, obstacle))
        .orElseGet(() -> Response.text("ready"));
  }
}
