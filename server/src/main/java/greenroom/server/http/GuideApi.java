package greenroom.server.http;

import greenroom.protocol.Http.ProblemCode;
import greenroom.protocol.Role;
import greenroom.server.guide.Guide;
import greenroom.server.live.RoomService;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// `/api/guide` for everybody, and `/api/rooms/{id}/guide`, which has the answer keys, for
/// interviewers. Immutable.
public final class GuideApi {
  private final JsonBody forEverybody;
  private final JsonBody forInterviewers;
  private final RoomService rooms;
  private final WithToken withToken;

  public GuideApi(Guide guide, RoomService rooms, Guard guard) {
    this.forEverybody = JsonBody.of(guide.forEverybody());
    this.forInterviewers = JsonBody.of(guide.forInterviewers());
    this.rooms = rooms;
    this.withToken = new WithToken(guard);
  }

  /// The routes to these endpoints.
  public List<Router.Route> routes() {
    return List.of(
        route(
            "/api/guide",
            request ->
                CompletableFuture.completedStage(forEverybody.answer(request, "accept-encoding"))),
        route(
            "/api/rooms/{id}/guide",
            request ->
                withToken.ask(
                    request,
                    token -> rooms.role(request.requiredRoom(), token),
                    role -> forRole(role, request))));
  }

  private static Router.Route route(String pattern, Endpoint.Answering endpoint) {
    return new Router.Route("GET", pattern, endpoint);
  }

  private Response forRole(Role role, Request request) {
    return role == Role.INTERVIEWER
        ? forInterviewers.answer(request, "accept-encoding, authorization")
        : Response.problem(
            ProblemCode.FORBIDDEN, "token: of a " + role.wire() + " (expected: an interviewer's)");
  }
}
