package greenroom.server.http;

import greenroom.protocol.RoomId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the endpoint for a request. Immutable.
public final class Router {
  private static final Pattern SLASH = Pattern.compile("/");

  private final List<Way> ways;
  private final WebFiles files;

  /// Routes to these endpoints.
  ///
  /// @param files what is served where no route leads
  public Router(List<Route> routes, WebFiles files) {
    this.ways = routes.stream().map(Way::of).toList();
    this.files = files;
  }

  /// A path to an endpoint.
  ///
  /// @param method in upper case; `GET` answers `HEAD` as well
  /// @param pattern a path in which the segment `{id}` stands for a room
  public record Route(String method, String pattern, Endpoint endpoint) {}

  sealed interface Found {
    /// An endpoint.
    ///
    /// @param request with the room that the path names
    record To(Endpoint endpoint, Request request) implements Found {}

    /// The path is known, but not by this method.
    ///
    /// @param allowed the methods that are
    record WrongMethod(Set<String> allowed) implements Found {}

    record Nothing() implements Found {}
  }

  Found find(Request request) {
    Set<String> allowed = new LinkedHashSet<>();
    List<String> segments = segments(request.path());
    for (Way way : ways) {
      if (!way.fits(segments)) {
        continue;
      }
      RoomId room = way.room < 0 ? null : room(segments.get(way.room));
      if (way.room >= 0 && room == null) {
        return new Found.Nothing();
      }
      if (answers(way.route.method(), request.method())) {
        return new Found.To(way.route.endpoint(), request.in(room));
      }
      allow(allowed, way.route.method());
    }
    if (allowed.isEmpty() && files.has(request.path())) {
      if (answers("GET", request.method())) {
        return new Found.To(files, request);
      }
      allow(allowed, "GET");
    }
    return allowed.isEmpty() ? new Found.Nothing() : new Found.WrongMethod(allowed);
  }

  private static boolean answers(String route, String method) {
    return route.equals(method) || (route.equals("GET") && method.equals("HEAD"));
  }

  private static void allow(Set<String> allowed, String method) {
    allowed.add(method);
    if (method.equals("GET")) {
      allowed.add("HEAD");
    }
  }

  private static @Nullable RoomId room(String segment) {
    try {
      return new RoomId(segment);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private static List<String> segments(String path) {
    return List.of(SLASH.split(path, -1));
  }

  /// A route with its pattern taken apart.
  ///
  /// @param room which segment names the room, -1 if none does
  private record Way(Route route, List<String> pattern, int room) {
    static Way of(Route route) {
      List<String> pattern = segments(route.pattern());
      return new Way(route, pattern, pattern.indexOf("{id}"));
    }

    boolean fits(List<String> segments) {
      if (segments.size() != pattern.size()) {
        return false;
      }
      for (int i = 0; i < pattern.size(); i++) {
        if (i != room && !pattern.get(i).equals(segments.get(i))) {
          return false;
        }
      }
      return true;
    }
  }
}
