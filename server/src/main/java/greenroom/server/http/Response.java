package greenroom.server.http;

import greenroom.protocol.Http.ProblemCode;
import greenroom.protocol.Http.ProblemDetail;
import greenroom.protocol.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An answer. The headers that every answer has are not among these: [ResponseWriter] adds them.
///
/// @param headers names and values in the order in which they are sent
/// @param body shared with other answers, and never changed
@SuppressWarnings("ArrayRecordComponent") // Nobody compares responses.
public record Response(int status, List<Map.Entry<String, String>> headers, byte[] body) {
  // What a token opens stays out of caches, and so do the time and every refusal.
  private static final List<Map.Entry<String, String>> NO_STORE =
      List.of(Map.entry("cache-control", "no-store"));
  private static final byte[] NOTHING = {};

  public Response {
    headers = List.copyOf(headers);
  }

  /// An answer without a body.
  public static Response empty(int status) {
    return new Response(status, NO_STORE, NOTHING);
  }

  /// An answer that may not be cached.
  private static Response fresh(int status, String contentType, byte[] body) {
    return new Response(status, NO_STORE, body).with("content-type", contentType);
  }

  static Response text(String line) {
    return fresh(200, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /// A record of [greenroom.protocol.Http] as JSON.
  public static Response json(int status, Object value) {
    return fresh(status, "application/json", Wire.bytes(value));
  }

  /// JSON that is encoded already.
  static Response jsonBytes(byte[] body) {
    return bytes("application/json", body);
  }

  /// Some bytes as they are.
  static Response bytes(String contentType, byte[] body) {
    return fresh(200, contentType, body);
  }

  /// A refusal.
  ///
  /// @param detail for people; never a token
  public static Response problem(ProblemCode code, String detail) {
    return problem(ProblemDetail.of(code, detail));
  }

  /// A refusal that says when to come again.
  public static Response problem(ProblemCode code, String detail, long retryAfterMillis) {
    ProblemDetail problem = ProblemDetail.of(code, detail);
    return problem(
            new ProblemDetail(
                problem.type(), problem.title(), problem.status(), code, detail, retryAfterMillis))
        .with("retry-after", Long.toString(Math.max(1, (retryAfterMillis + 999) / 1_000)));
  }

  private static Response problem(ProblemDetail problem) {
    Response response = fresh(problem.status(), "application/problem+json", Wire.bytes(problem));
    return problem.code() == ProblemCode.UNAUTHORIZED
        ? response.with("www-authenticate", "Bearer")
        : response;
  }

  /// The same with one more header.
  public Response with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new Response(status, more, body);
  }

  @Override
  public String toString() {
    return "Response[status=" + status + ", body=" + body.length + " bytes]";
  }
}
