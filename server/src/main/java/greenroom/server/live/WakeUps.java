package greenroom.server.live;

import greenroom.protocol.RoomId;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.List;
import java.util.function.Supplier;

/// Tells of appends and deletions by other nodes. Only a wake-up: it may be late, double or lost,
/// and the log is what counts.
public interface WakeUps {

  /// Starts telling `listener` of a room. One listener to a room and node.
  void subscribe(RoomId room, Listener listener);

  void unsubscribe(RoomId room);

  /// What is told of an append.
  ///
  /// @param before where both logs stood before. A shared entry alone does not tell whether a
  ///   private one came before it
  /// @param after where both logs stood after
  /// @param entries reads what was appended, in merged order; throws an `IllegalArgumentException`
  ///   if it cannot be read. Whoever knows the room at `after` saves the work
  record News(Heads before, Heads after, Supplier<List<Entry>> entries) {}

  /// Called on any thread, in the order in which the room's appends happened; must not block.
  interface Listener {
    /// One append; this node's own come back too.
    void appended(News news);

    /// Something may have been missed, or could not be read, or the room was deleted: the log
    /// knows.
    void missed();
  }
}
