package greenroom.server.http;

import greenroom.protocol.RoomId;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How browsers reach this server: what links start with, and which pages may talk to it.
/// Immutable.
public final class PublicAddress {
  private static final String HOST = "\\[[0-9a-f:.]+]|[a-z0-9._-]+";
  private static final Pattern AUTHORITY = Pattern.compile("(" + HOST + ")(?::([0-9]{1,5}))?");
  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://(" + HOST + ")(?::([0-9]{1,5}))?");

  private final @Nullable String url;

  /// @param url scheme, host and, where it is not the usual one, port; null if links lead to
  ///   whatever address the request for them was sent to
  public PublicAddress(@Nullable URI url) {
    this.url = url == null ? null : url.toString();
  }

  /// Whether a `Host` header has the form of one.
  static boolean isAuthority(String host) {
    return AUTHORITY.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  /// A link that opens a room in a browser, in the answer to a request.
  String link(Request request, RoomId room, String token) {
    String base = url == null ? "http://" + request.authority() : url;
    return base + "/rooms/" + room + "#" + token;
  }

  /// Whether browsers reach the server by https.
  public boolean isSecure() {
    return url != null && url.startsWith("https:");
  }

  /// Whether a page of this origin may talk to the server: one that came from the very host that
  /// the request goes to, or from the public address. What is no browser sends no origin.
  public boolean isOurs(@Nullable String origin, String authority) {
    if (origin == null) {
      return true;
    }
    Matcher from = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
    if (!from.matches()) {
      return false;
    }
    String scheme = from.group(1);
    String place = place(scheme, from.group(2), from.group(3));
    Matcher to = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
    // A server behind a proxy cannot know its own scheme, so the origin's says which port is usual.
    return (to.matches() && place.equals(place(scheme, to.group(1), to.group(2))))
        || (scheme + "://" + place).equals(url);
  }

  private static String place(String scheme, String host, @Nullable String port) {
    String usual = scheme.equals("http") ? "80" : "443";
    return port == null || port.equals(usual) ? host : host + ":" + port;
  }
}
