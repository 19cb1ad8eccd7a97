package greenroom.server.http;

import greenroom.protocol.Limits;
import java.time.Duration;

/// How much, and how slowly, a client may send over HTTP.
///
/// @param head from a request's first byte to the end of its headers
/// @param body from there to the end of the body
/// @param idle before a request's first byte
/// @param answer until a request has its answer; `unavailable` is the answer after that
/// @param stall without a byte taken by a client that is being answered
public record HttpLimits(
    Duration head, Duration body, Duration idle, Duration answer, Duration stall) {
  static final int REQUEST_LINE_BYTES = 4 * 1024;
  static final int HEADER_BYTES = 16 * 1024;
  static final int BODY_BYTES = Limits.FRAME_BYTES;

  public static final HttpLimits DEFAULT =
      new HttpLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(15),
          Duration.ofSeconds(15));
}
