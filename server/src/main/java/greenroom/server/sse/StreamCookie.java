package greenroom.server.sse;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The cookie that opens one stream: a browser sends it to the stream's own path and nowhere else,
/// so it never meets that of another role.
final class StreamCookie {
  static final Duration MAX_AGE = Duration.ofDays(30);

  private static final String START = "greenroom_stream=";
  // The quotes are no part of it (RFC 6265, section 4.1.1); Java's cookie jar sends some.
  private static final Pattern TOKEN = Pattern.compile("(\"?)([A-Za-z0-9_-]{22})\\1");

  private StreamCookie() {}

  /// The token in a request's cookie, or null if there is none of its form. Of two, nobody can say
  /// which is meant.
  static @Nullable String token(HttpHeaders headers) {
    String found = null;
    for (String line : headers.getAll(HttpHeaderNames.COOKIE)) {
      for (String pair : line.split(";", -1)) {
        String cookie = pair.strip();
        if (cookie.startsWith(START)) {
          if (found != null) {
            return null;
          }
          found = cookie.substring(START.length());
        }
      }
    }
    if (found == null) {
      return null;
    }
    Matcher value = TOKEN.matcher(found);
    return value.matches() ? value.group(2) : null;
  }

  /// The value of `Set-Cookie`.
  ///
  /// @param path of the stream
  /// @param secure whether browsers reach the server by https
  static String set(String path, String token, boolean secure) {
    return START
        + token
        + "; Path="
        + path
        + "; Max-Age="
        + MAX_AGE.toSeconds()
        + "; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }
}
