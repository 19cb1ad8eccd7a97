package greenroom.server.http;

import greenroom.protocol.Http;
import greenroom.protocol.Http.ProblemCode;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.Wire;
import greenroom.server.live.NewRoom;
import greenroom.server.live.RoomService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/api/rooms` and what is below it, except the ways to follow a room, and `/api/time`.
public final class RoomsApi {
  // Any room's clock will do for those who ask outside of one: all follow the same store.
  private static final RoomId ANY = new RoomId("a".repeat(16));

  private static final Pattern JSON =
      Pattern.compile("(?i)application/json *(;.*)?", Pattern.DOTALL);

  private final RoomService rooms;
  private final PublicAddress address;
  private final byte @Nullable [] createKey;
  private final Guard guard;
  private final WithToken withToken;

  /// @param createKey what creating a room needs, or null if anybody may
  public RoomsApi(
      RoomService rooms, PublicAddress address, @Nullable String createKey, Guard guard) {
    this.rooms = rooms;
    this.address = address;
    this.createKey = createKey == null ? null : createKey.getBytes(StandardCharsets.US_ASCII);
    this.guard = guard;
    this.withToken = new WithToken(guard);
  }

  /// The routes to these endpoints.
  public List<Router.Route> routes() {
    return List.of(
        route("POST", "/api/rooms", this::create),
        route("GET", "/api/rooms/{id}", this::info),
        route("DELETE", "/api/rooms/{id}", this::delete),
        route("GET", "/api/rooms/{id}/state", this::state),
        route("POST", "/api/rooms/{id}/links/{role}", this::rotate),
        route("DELETE", "/api/rooms/{id}/links/{role}", this::revoke),
        route("GET", "/api/time", this::time));
  }

  private static Router.Route route(String method, String pattern, Endpoint.Answering endpoint) {
    return new Router.Route(method, pattern, endpoint);
  }

  private CompletionStage<Response> create(Request request) {
    Response refusal = refuseCreation(request);
    if (refusal != null) {
      return CompletableFuture.completedStage(refusal);
    }
    Http.CreateRoom body;
    try {
      body = Wire.read(request.body(), Http.CreateRoom.class);
    } catch (IllegalArgumentException malformed) {
      return CompletableFuture.completedStage(
          Response.problem(ProblemCode.BAD_REQUEST, String.valueOf(malformed.getMessage())));
    }
    return rooms.create(body).thenApply(room -> created(request, room));
  }

  private @Nullable Response refuseCreation(Request request) {
    if (createKey != null) {
      Response locked = guard.locked(request.client());
      if (locked != null) {
        return locked;
      }
      String given = request.bearer();
      if (given == null
          || !MessageDigest.isEqual(given.getBytes(StandardCharsets.US_ASCII), createKey)) {
        guard.failed(request.client());
        return Response.problem(
            ProblemCode.UNAUTHORIZED,
            "authorization: missing or unknown (expected: Bearer and the create key)");
      }
    }
    String type = request.headers().get("content-type");
    if (type == null || !JSON.matcher(type.strip()).matches()) {
      return Response.problem(
          ProblemCode.NOT_JSON, "content-type: another (expected: application/json)");
    }
    return guard.tooManyRooms(request.client());
  }

  private Response created(Request request, NewRoom room) {
    Map<Role, String> links = new EnumMap<>(Role.class);
    room.tokens()
        .forEach((role, token) -> links.put(role, address.link(request, room.id(), token)));
    return Response.json(
            201,
            new Http.RoomCreated(room.id(), links, new EnumMap<>(room.tokens()), room.expires()))
        .with("location", "/api/rooms/" + room.id());
  }

  private CompletionStage<Response> info(Request request) {
    return withToken.ask(
        request,
        token -> rooms.info(request.requiredRoom(), token),
        info -> Response.json(200, info));
  }

  private CompletionStage<Response> state(Request request) {
    return withToken.ask(
        request,
        token -> rooms.state(request.requiredRoom(), token),
        state ->
            new JsonBody(state.json(), state.gzip())
                .answer(request, "accept-encoding, authorization"));
  }

  private CompletionStage<Response> delete(Request request) {
    RoomId room = request.requiredRoom();
    return withToken.ask(
        request,
        token -> rooms.delete(room, token),
        deleted ->
            deleted
                ? Response.empty(204)
                : Response.problem(
                    ProblemCode.ROOM_GONE,
                    "room: " + room + " is not here (expected: a room that exists)"));
  }

  private CompletionStage<Response> rotate(Request request) {
    RoomId room = request.requiredRoom();
    Role role = role(request);
    return withToken.ask(
        request,
        token -> rooms.rotate(room, token, role),
        rotated ->
            Response.json(
                200, new Http.LinkRotated(role, address.link(request, room, rotated), rotated)));
  }

  private CompletionStage<Response> revoke(Request request) {
    Role role = role(request);
    return withToken.ask(
        request,
        token -> rooms.revoke(request.requiredRoom(), token, role),
        revoked -> Response.empty(204));
  }

  private static Role role(Request request) {
    return Role.valueOf(request.requiredSegment("role").toUpperCase(Locale.ROOT));
  }

  private CompletionStage<Response> time(Request request) {
    return CompletableFuture.completedStage(Response.json(200, new Http.Time(rooms.now(ANY))));
  }
}
