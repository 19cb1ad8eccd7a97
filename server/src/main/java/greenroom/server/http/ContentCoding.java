package greenroom.server.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.regex.Pattern;

/// The ways in which a body may go out compressed (RFC 9110, 8.4.1), best first.
enum ContentCoding {
  BROTLI("br", ".br"),
  GZIP("gzip", ".gz");

  // The weight 0, by which a client says that it does not take a coding.
  private static final Pattern NEVER = Pattern.compile(" *[qQ] *= *0(\\.0*)? *");

  private final String token;
  private final String extension;

  ContentCoding(String token, String extension) {
    this.token = token;
    this.extension = extension;
  }

  /// What stands in `Content-Encoding`.
  String token() {
    return token;
  }

  /// What the name of a file that is compressed in this way ends with.
  String extension() {
    return extension;
  }

  /// Whether a request's `Accept-Encoding` names this coding.
  boolean isTakenBy(HttpHeaders headers) {
    return headers.getAll("accept-encoding").stream().anyMatch(this::isNamedIn);
  }

  private boolean isNamedIn(String acceptEncoding) {
    for (String coding : acceptEncoding.split(",", -1)) {
      String[] parts = coding.split(";", 2);
      boolean named = parts[0].strip().equalsIgnoreCase(token);
      if (named && (parts.length == 1 || !NEVER.matcher(parts[1]).matches())) {
        return true;
      }
    }
    return false;
  }
}
