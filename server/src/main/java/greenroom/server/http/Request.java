package greenroom.server.http;

import greenroom.protocol.RoomId;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A request that has arrived whole. Its text shows neither headers nor query, which may hold
/// secrets.
///
/// @param method in upper case; a `HEAD` stays one
/// @param path as it was sent, without the query and never decoded
/// @param query what follows the `?`, raw, empty if nothing does
/// @param room the room that the path names, where it names one
/// @param segments what stands in the path for the other names in braces of its route
/// @param client where the request came from
/// @param authority host and port by which the client reached the server, as in `Host`
@SuppressWarnings("ArrayRecordComponent") // Nobody compares requests.
public record Request(
    String method,
    String path,
    String query,
    HttpHeaders headers,
    byte[] body,
    @Nullable RoomId room,
    Map<String, String> segments,
    InetAddress client,
    String authority) {
  // A token of RFC 6750, or any other run of visible characters: create keys may have those.
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([!-~]{1,256})");

  public Request {
    segments = Map.copyOf(segments);
  }

  /// The same, for an endpoint whose path names something.
  Request at(@Nullable RoomId named, Map<String, String> values) {
    return new Request(method, path, query, headers, body, named, values, client, authority);
  }

  /// The same with its body.
  Request having(byte[] content) {
    return new Request(method, path, query, headers, content, room, segments, client, authority);
  }

  /// Whether the method may change something, so that a page of another site must not send it.
  boolean changesSomething() {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS" -> false;
      default -> true;
    };
  }

  /// The room of an endpoint whose path names one.
  public RoomId requiredRoom() {
    if (room == null) {
      throw new IllegalStateException("path: " + path + " names no room (expected: one)");
    }
    return room;
  }

  /// What stands in the path for a name of the route, which has the form that the router asks for.
  ///
  /// @param name without braces
  public String requiredSegment(String name) {
    String segment = segments.get(name);
    if (segment == null) {
      throw new IllegalStateException("path: " + path + " has no " + name + " (expected: one)");
    }
    return segment;
  }

  /// The token of `Authorization: Bearer`, or null if there is none of that form.
  public @Nullable String bearer() {
    String given = headers.get(HttpHeaderNames.AUTHORIZATION);
    if (given == null) {
      return null;
    }
    Matcher parts = BEARER.matcher(given.strip());
    return parts.matches() ? parts.group(1) : null;
  }

  @Override
  public String toString() {
    return "Request[method=" + method + ", room=" + room + ", body=" + body.length + " bytes]";
  }
}
