package greenroom.server.http;

import greenroom.protocol.Http;
import greenroom.protocol.Http.ProblemCode;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.Wire;
import greenroom.server.live.Answer;
import greenroom.server.live.NewRoom;
import greenroom.server.live.RoomService;
import greenroom.server.live.StateBody;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/api/rooms` and what is below it, except the WebSocket, and `/api/time`.
public final class RoomsApi {
  // Any room's clock will do for those who ask outside of one: all follow the same store.
  private static final RoomId ANY = new RoomId("a".repeat(16));

  private static final Pattern JSON =
      Pattern.compile("(?i)application/json *(;.*)?", Pattern.DOTALL);
  // The weight 0, by which a client says that it does not take a coding.
  private static final Pattern NEVER = Pattern.compile(" *[qQ] *= *0(\\.0*)? *");

  private final RoomService rooms;
  private final PublicAddress address;
  private final byte @Nullable [] createKey;
  private final Guard guard;

  /// @param createKey what creating a room needs, or null if anybody may
  public RoomsApi(
      RoomService rooms, PublicAddress address, @Nullable String createKey, Guard guard) {
    this.rooms = rooms;
    this.address = address;
    this.createKey = createKey == null ? null : createKey.getBytes(StandardCharsets.US_ASCII);
    this.guard = guard;
  }

  /// The routes to these endpoints.
  public List<Router.Route> routes() {
    return List.of(
        route("POST", "/api/rooms", this::create),
        route("GET", "/api/rooms/{id}", this::info),
        route("DELETE", "/api/rooms/{id}", this::delete),
        route("GET", "/api/rooms/{id}/state", this::state),
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
    String base = address.base(request) + "/rooms/" + room.id() + "#";
    Map<Role, String> links = new EnumMap<>(Role.class);
    room.tokens().forEach((role, token) -> links.put(role, base + token));
    return Response.json(
            201,
            new Http.RoomCreated(room.id(), links, new EnumMap<>(room.tokens()), room.expires()))
        .with("location", "/api/rooms/" + room.id());
  }

  private CompletionStage<Response> info(Request request) {
    return withToken(
        request,
        token -> rooms.info(request.requiredRoom(), token),
        info -> Response.json(200, info));
  }

  private CompletionStage<Response> state(Request request) {
    return withToken(
        request,
        token -> rooms.state(request.requiredRoom(), token),
        state -> state(request, state));
  }

  private static Response state(Request request, StateBody state) {
    boolean gzip =
        request.headers().getAll("accept-encoding").stream().anyMatch(RoomsApi::takesGzip);
    Response response =
        Response.jsonBytes(gzip ? state.gzip() : state.json())
            .with("vary", "accept-encoding, authorization");
    return gzip ? response.with("content-encoding", "gzip") : response;
  }

  static boolean takesGzip(String acceptEncoding) {
    for (String coding : acceptEncoding.split(",", -1)) {
      String[] parts = coding.split(";", 2);
      boolean named = parts[0].strip().equalsIgnoreCase("gzip");
      if (named && (parts.length == 1 || !NEVER.matcher(parts[1]).matches())) {
        return true;
      }
    }
    return false;
  }

  private CompletionStage<Response> delete(Request request) {
    RoomId room = request.requiredRoom();
    return withToken(
        request,
        token -> rooms.delete(room, token),
        deleted ->
            deleted
                ? Response.empty(204)
                : Response.problem(
                    ProblemCode.ROOM_GONE,
                    "room: " + room + " is not here (expected: a room that exists)"));
  }

  private CompletionStage<Response> time(Request request) {
    return CompletableFuture.completedStage(Response.json(200, new Http.Time(rooms.now(ANY))));
  }

  private <T> CompletionStage<Response> withToken(
      Request request,
      Function<String, CompletionStage<Answer<T>>> question,
      Function<T, Response> answer) {
    Response locked = guard.locked(request.client());
    if (locked != null) {
      return CompletableFuture.completedStage(locked);
    }
    String token = request.bearer();
    if (token == null) {
      return CompletableFuture.completedStage(
          Response.problem(
              ProblemCode.UNAUTHORIZED, "authorization: missing (expected: Bearer and a token)"));
    }
    return question
        .apply(token)
        .thenApply(answered ->
            switch (answered) {
              case Answer.Ok<T>(T value) -> answer.apply(value);
              case Answer.No<T>(ProblemCode code, String detail) -> {
                if (code == ProblemCode.UNAUTHORIZED) {
                  guard.failed(request.client());
                }
                yield Response.problem(code, detail);
              }
            });
  }
}
