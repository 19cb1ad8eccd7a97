package greenroom.server.ws;

import greenroom.protocol.Limits;
import java.time.Duration;

/// How long the server waits for a WebSocket client, and how much it holds for it.
///
/// @param hello from the upgrade to the hello
/// @param idle without a byte from the client
/// @param stall without a byte taken by a client for whom some wait
/// @param farewell the same for one that is told good-bye, and for its own good-bye
/// @param outboxBytes how much may wait for a client
public record WsLimits(
    Duration hello, Duration idle, Duration stall, Duration farewell, int outboxBytes) {
  /// However slowly a client takes its last bytes: after this many farewells it is cut off.
  static final int FAREWELLS = 5;

  /// Messages that are no frames: so many at once, and so many more each second.
  static final int BAD_FRAMES_AT_ONCE = 20;

  static final double BAD_FRAMES_PER_SECOND = 1;

  /// Pings of both kinds: so many at once, and so many more each second.
  static final int PINGS_AT_ONCE = 60;

  static final double PINGS_PER_SECOND = 5;

  public static final WsLimits DEFAULT =
      new WsLimits(
          Duration.ofMillis(Limits.HELLO_MILLIS),
          Duration.ofMillis(Limits.IDLE_MILLIS),
          Duration.ofSeconds(15),
          Duration.ofSeconds(2),
          Limits.OUTBOX_BYTES);
}
