package greenroom.server.live;

import greenroom.protocol.Command;
import greenroom.protocol.Rejection;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.server.room.Actor;
import greenroom.server.room.Heads;
import greenroom.server.room.Room;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Something that waits for a room's next append. Even what appends nothing waits for one, because
/// an answer leaves only when what it was decided on is known to be the room's head.
sealed interface Pending {

  /// A client's command.
  ///
  /// @param hash of the command, see [Secrets#commandHash]
  /// @param bytes of the message that it came in
  record Numbered(LiveConnection from, long n, Command command, long hash, int bytes)
      implements Pending {}

  /// A client that has been let in and waits for its welcome.
  ///
  /// @param fetched what the log says that it missed, where the room itself no longer holds all of
  ///   it
  /// @param histories how many histories the room had had when the log was asked, see
  ///   [Recent#histories]: what was said of another one does not count
  record Arrival(LiveConnection connection, @Nullable Fetched fetched, int histories)
      implements Pending {
    Arrival(LiveConnection connection) {
      this(connection, null, 0);
    }
  }

  /// What the log says of a client that comes back after a long time.
  sealed interface Fetched {
    /// All that the client missed.
    ///
    /// @param from where the log was read from
    record Events(Heads from, List<Placed> events) implements Fetched {
      public Events {
        events = List.copyOf(events);
      }
    }

    /// More than is worth sending; the state is shorter.
    record TooMany() implements Fetched {}

    /// The client was shown another history.
    record Foreign(ResetReason reason) implements Fetched {}
  }

  /// A role's link is to be replaced or taken away.
  ///
  /// @param tokenHash of the new link, absent to take it away
  record LinkChange(Actor by, Role role, @Nullable String tokenHash, Changer changer, Waiter waiter)
      implements Pending {}

  /// Hears what became of a link's change, on the room's turn.
  interface Changer {
    void changed();

    void refused(Rejection why);
  }

  /// A question about the room as it is now, which is answered on the room's turn.
  record Question(BiConsumer<Room, EncodedStates> asker, Waiter waiter) implements Pending {}

  /// Hears, on the room's turn, that there will be no answer.
  interface Waiter {
    /// The room cannot answer.
    void fail(RuntimeException why);

    void gone();
  }

  /// The time may have come for something.
  ///
  /// @param due the deadline that woke the room, absent for the room's own timer
  record Wake(Deadlines.@Nullable Due due) implements Pending {}
}
