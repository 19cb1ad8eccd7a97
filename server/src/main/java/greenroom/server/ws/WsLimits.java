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

  public static final WsLimits DEFAULT =
      new WsLimits(
          Duration.ofMillis(Limits.HELLO_MILLIS),
          Duration.ofMillis(Limits.IDLE_MILLIS),
          Duration.ofMillis(Limits.STALL_MILLIS),
          Duration.ofSeconds(2),
          Limits.OUTBOX_BYTES);
}
