package greenroom.server.sse;

import greenroom.protocol.Position;
import greenroom.server.http.Request;
import org.jspecify.annotations.Nullable;

/// Where a request wants a stream to go on.
sealed interface Resume {
  /// After a position, or from the state on.
  ///
  /// @param position null for the state
  record From(@Nullable Position position) implements Resume {}

  /// The query's `since` stands there twice or is no position.
  record Malformed() implements Resume {}

  /// Reads the header, which an `EventSource` sends when it comes back, or else the query, which
  /// was right when the stream was first opened. A position that it made up itself gets a client
  /// the state.
  static Resume of(Request request) {
    Resume since = since(request.query());
    String last = request.headers().get("last-event-id");
    return since instanceof Malformed || last == null ? since : new From(position(last));
  }

  private static Resume since(String query) {
    String found = null;
    for (String part : query.split("&", -1)) {
      if (part.startsWith("since=")) {
        if (found != null) {
          return new Malformed();
        }
        found = part.substring("since=".length());
      }
    }
    if (found == null) {
      return new From(null);
    }
    Position position = position(found);
    return position == null ? new Malformed() : new From(position);
  }

  private static @Nullable Position position(String text) {
    try {
      return Position.parse(text);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
