package greenroom.server.outbox;

import greenroom.protocol.Limits;
import java.time.Duration;

/// How long the server waits for a client to take its bytes, and how many it holds for it.
///
/// @param stall without a byte taken by a client for whom some wait
/// @param farewell the same for one that is told good-bye, and for its own good-bye
/// @param bytes how much may wait for a client
public record OutboxLimits(Duration stall, Duration farewell, int bytes) {
  public static final OutboxLimits DEFAULT =
      new OutboxLimits(
          Duration.ofMillis(Limits.STALL_MILLIS), Duration.ofSeconds(2), Limits.OUTBOX_BYTES);
}
