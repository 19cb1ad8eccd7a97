package greenroom.server.sse;

import greenroom.protocol.Limits;
import greenroom.server.outbox.OutboxLimits;
import java.time.Duration;

/// How long the server waits, and lets wait, on a stream of events.
///
/// @param answer until the room has let a client in or not
/// @param heartbeat after how long without another frame one shows that the stream lives
public record SseLimits(Duration answer, Duration heartbeat, OutboxLimits outbox) {
  public static final SseLimits DEFAULT =
      new SseLimits(
          Duration.ofSeconds(15), Duration.ofMillis(Limits.HEARTBEAT_MILLIS), OutboxLimits.DEFAULT);
}
