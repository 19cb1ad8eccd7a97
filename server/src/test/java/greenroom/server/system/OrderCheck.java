package greenroom.server.system;

import greenroom.protocol.Event;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Position;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.Wire;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks whether the events of one client follow one another without a gap: each moves its log's
/// part of the position by one, by a digest that chains onto the one before, and no other part.
final class OrderCheck implements RoomClient.Watcher {
  private @Nullable Position at;

  @Override
  public void restarted(Position position) {
    at = position;
  }

  @Override
  public void happened(ServerFrame.Happened event) {
    Position before = Objects.requireNonNull(at, "an event before any state");
    Position next = after(before, event);
    if (!event.position().equals(next)) {
      throw new AssertionError(
          "%s after %s (expected: %s)".formatted(event.position(), before, next));
    }
    at = next;
  }

  private static Position after(Position before, ServerFrame.Happened happened) {
    Event event = new Event(happened.time(), happened.by(), happened.event(), happened.changes());
    byte[] stored = Wire.bytes(event);
    LogPosition privately = before.privately();
    return switch (event.log()) {
      case SHARED -> new Position(before.shared().next(stored), privately);
      case PRIVATE ->
          new Position(
              before.shared(),
              Objects.requireNonNull(privately, "a private event for who reads none").next(stored));
    };
  }
}
