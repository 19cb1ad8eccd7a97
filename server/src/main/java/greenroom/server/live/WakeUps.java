package greenroom.server.live;

import greenroom.protocol.RoomId;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.List;

/// Tells of appends by other nodes. Only a wake-up: it may be late, double or lost, and the log is
/// what counts.
public interface WakeUps {

  /// Starts telling `listener` of a room. One listener to a room and node.
  void subscribe(RoomId room, Listener listener);

  void unsubscribe(RoomId room);

  /// Called on any thread, in the order in which the room's appends happened; must not block.
  interface Listener {
    /// One append; this node's own come back too.
    ///
    /// @param before where both logs stood before. A shared entry alone does not tell whether a
    ///   private one came before it
    /// @param entries in merged order
    void appended(Heads before, List<Entry> entries);

    /// Something may have been missed, or could not be read: the log knows.
    void missed();
  }
}
