package greenroom.server.http;

import greenroom.protocol.Wire;
import java.util.regex.Pattern;

/// A body of JSON that goes out as it is or compressed, whichever the reader takes; encoded once
/// and shared by all readers.
///
/// @param json the body as it is
/// @param gzip the body compressed
// Nobody compares bodies.
@SuppressWarnings("ArrayRecordComponent")
record JsonBody(byte[] json, byte[] gzip) {
  // The weight 0, by which a client says that it does not take a coding.
  private static final Pattern NEVER = Pattern.compile(" *[qQ] *= *0(\\.0*)? *");

  /// A record of [greenroom.protocol.Http], encoded now.
  static JsonBody of(Object value) {
    byte[] json = Wire.bytes(value);
    return new JsonBody(json, Wire.gzip(json));
  }

  /// The answer to a request.
  ///
  /// @param vary the request's headers on which the answer depends
  Response answer(Request request, String vary) {
    boolean compressed =
        request.headers().getAll("accept-encoding").stream().anyMatch(JsonBody::takesGzip);
    Response response = Response.jsonBytes(compressed ? gzip : json).with("vary", vary);
    return compressed ? response.with("content-encoding", "gzip") : response;
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
}
