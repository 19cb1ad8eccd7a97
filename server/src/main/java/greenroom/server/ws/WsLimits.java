package greenroom.server.ws;

import greenroom.protocol.Limits;
import greenroom.server.outbox.OutboxLimits;
import java.time.Duration;

/// How long the server waits for a WebSocket client, and how much it holds for it.
///
/// @param hello from the upgrade to the hello
/// @param idle without a byte from the client
public record WsLimits(Duration hello, Duration idle, OutboxLimits outbox) {
  public static final WsLimits DEFAULT =
      new WsLimits(
          Duration.ofMillis(Limits.HELLO_MILLIS),
          Duration.ofMillis(Limits.IDLE_MILLIS),
          OutboxLimits.DEFAULT);
}
