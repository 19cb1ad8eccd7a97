package greenroom.server.sse;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Http.ProblemCode;
import greenroom.server.http.Request;
import greenroom.server.http.Response;
import org.jspecify.annotations.Nullable;

/// The two ways to open a stream.
enum Access {
  /// `/events`, by `Authorization: Bearer`.
  BEARER("authorization: missing (expected: Bearer and a token)"),

  /// A stream's own URL, by its cookie, for an `EventSource`.
  COOKIE("cookie: missing or malformed (expected: the one that came with this URL)");

  private static final long RETRY_MILLIS = 1_000;

  private final String missing;

  Access(String missing) {
    this.missing = missing;
  }

  @Nullable String token(Request request) {
    return switch (this) {
      case BEARER -> request.bearer();
      case COOKIE -> StreamCookie.token(request.headers());
    };
  }

  /// The answer to a request without a token.
  Response missing() {
    return Response.problem(ProblemCode.UNAUTHORIZED, missing);
  }

  /// The answer to a request to which the room said good-bye instead of letting it in.
  Response refusal(CloseCode code, String message) {
    // Which an `EventSource` takes for the end.
    return this == COOKIE && !code.reconnect() ? Response.empty(204) : problem(code, message);
  }

  private static Response problem(CloseCode code, String message) {
    return switch (code) {
      case DENIED -> Response.problem(ProblemCode.UNAUTHORIZED, message);
      case ROOM_GONE -> Response.problem(ProblemCode.ROOM_GONE, message);
      case NO_SPECTATORS,
          ROOM_FULL,
          NO_HELLO,
          BAD_HELLO,
          SUPERSEDED,
          SESSION_TAKEN,
          SESSION_FORGOTTEN,
          FRAME_TOO_LARGE,
          TOO_MANY_UNANSWERED ->
          Response.problem(ProblemCode.FORBIDDEN, message);
      case INTERNAL -> Response.problem(ProblemCode.INTERNAL, message);
      case RATE_LIMITED -> Response.problem(ProblemCode.RATE_LIMITED, message, RETRY_MILLIS);
      case GOING_AWAY, SLOW_READER, UNAVAILABLE, IDLE ->
          Response.problem(ProblemCode.UNAVAILABLE, message, RETRY_MILLIS);
    };
  }
}
