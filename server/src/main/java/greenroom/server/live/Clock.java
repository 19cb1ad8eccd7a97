package greenroom.server.live;

import greenroom.protocol.RoomId;

/// The time by which rooms run: one clock for all nodes, the store's.
public interface Clock {
  /// Milliseconds since 1970; may go back a little, so an event's time is held above its
  /// predecessor's.
  long now(RoomId room);
}
