package greenroom.server.http;

import greenroom.protocol.RoomId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the endpoint for a request. Immutable.
public final class Router {
  private static final Pattern SLASH = Pattern.compile("/");

  /// The forms of what may stand for a name; a path with another form leads nowhere.
  private static final Map<String, Pattern> FORMS =
      Map.of(
          "handle", Pattern.compile("[A-Za-z0-9_-]{22}"),
          "role", Pattern.compile("interviewer|candidate|spectator"),
          "file", Pattern.compile("[a-z]+(-[a-z]+)*\\.(json|yaml)"));

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
  /// @param method in upper case; `GET` answers `HEAD` as well, where there is an answer with an
  ///   end
  /// @param pattern a path in which the segment `{id}` stands for a room, and others in braces for
  ///   one of the names that the router knows
  public record Route(String method, String pattern, Endpoint endpoint) {
    private boolean answers(String asked) {
      return method.equals(asked) || (asked.equals("HEAD") && answersHead());
    }

    private boolean answersHead() {
      return method.equals("GET") && endpoint instanceof Endpoint.Answering;
    }

    private void allow(Set<String> allowed) {
      allowed.add(method);
      if (answersHead()) {
        allowed.add("HEAD");
      }
    }
  }

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
      if (way.route.answers(request.method())) {
        return new Found.To(way.route.endpoint(), request.at(room, way.named(segments)));
      }
      way.route.allow(allowed);
    }
    if (allowed.isEmpty() && files.has(request.path())) {
      Route route = new Route("GET", request.path(), files);
      if (route.answers(request.method())) {
        return new Found.To(files, request);
      }
      route.allow(allowed);
    }
    return allowed.isEmpty() ? new Found.Nothing() : new Found.WrongMethod(allowed);
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

  /// What a segment stands for.
  private record Name(String text, Pattern form) {
    static Name of(String text) {
      Pattern form = FORMS.get(text);
      if (form == null) {
        throw new IllegalArgumentException(
            "name: " + text + " (expected: one of " + FORMS.keySet() + ")");
      }
      return new Name(text, form);
    }
  }

  /// A route with its pattern taken apart.
  ///
  /// @param room which segment names the room, -1 if none does
  /// @param names which segments stand for the other names
  private record Way(Route route, List<String> pattern, int room, Map<Integer, Name> names) {
    static Way of(Route route) {
      List<String> pattern = segments(route.pattern());
      Map<Integer, Name> names = new HashMap<>();
      for (int i = 0; i < pattern.size(); i++) {
        String segment = pattern.get(i);
        if (segment.startsWith("{") && !segment.equals("{id}")) {
          names.put(i, Name.of(segment.substring(1, segment.length() - 1)));
        }
      }
      return new Way(route, pattern, pattern.indexOf("{id}"), Map.copyOf(names));
    }

    Map<String, String> named(List<String> segments) {
      Map<String, String> values = new HashMap<>();
      names.forEach((at, name) -> values.put(name.text(), segments.get(at)));
      return values;
    }

    boolean fits(List<String> segments) {
      if (segments.size() != pattern.size()) {
        return false;
      }
      for (int i = 0; i < pattern.size(); i++) {
        if (i != room && !fits(i, segments.get(i))) {
          return false;
        }
      }
      return true;
    }

    private boolean fits(int at, String segment) {
      Name name = names.get(at);
      return name == null
          ? pattern.get(at).equals(segment)
          : name.form().matcher(segment).matches();
    }
  }
}
