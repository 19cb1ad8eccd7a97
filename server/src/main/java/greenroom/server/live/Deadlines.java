package greenroom.server.live;

import greenroom.protocol.RoomId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Remembers which rooms have to be woken and when, across crashes and nodes. A wake for nothing is
/// harmless; a missing one is not, so a deadline is set before the append that makes it true.
public interface Deadlines {

  /// Wakes the room at `due` at the latest, in milliseconds since 1970; an earlier one that is set
  /// stays.
  CompletionStage<Void> set(RoomId room, long due);

  /// Rooms that are due, the longest due first.
  CompletionStage<List<Due>> due(long now, int limit);

  record Due(RoomId room, long due) {}

  /// Done with a deadline: it goes unless another was set meanwhile, and `next` takes its place.
  ///
  /// @param next the room's next deadline, 0 for none
  CompletionStage<Void> done(Due due, long next);
}
