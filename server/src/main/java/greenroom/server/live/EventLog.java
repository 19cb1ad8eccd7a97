package greenroom.server.live;

import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.protocol.SessionId;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Where rooms are kept. A room is there from [#create] until [#delete] or its expiry; while it is
/// not, every other call answers that it is gone and leaves nothing behind.
///
/// Every call returns at once; its stage completes on any thread. A stage that fails with
/// [OutcomeUnknown] may or may not have been carried out: read the log. One that fails with
/// [CorruptRoom] has met an entry or key that cannot be read; other rooms are not affected. Any
/// other failure means that nothing was carried out.
public interface EventLog {

  /// Makes a room, unless there is one of that id.
  ///
  /// @param entries its first entries, in merged order from [Heads#START]
  /// @return whether it was made
  CompletionStage<Boolean> create(RoomId room, Access access, List<Entry> entries);

  /// What a room is opened by and how long it stays.
  ///
  /// @param tokens the SHA-256 of each role's token, in hex
  /// @param keep how long a room is kept at least after its last event, in milliseconds
  record Access(Map<Role, String> tokens, long keep) {
    public Access {
      tokens = Map.copyOf(tokens);
    }
  }

  /// Which role a token opens, for requests that are no connection.
  CompletionStage<Opened> open(RoomId room, String tokenHash);

  sealed interface Opened {
    /// The token's role.
    ///
    /// @param expires when the room goes if nothing happens, in milliseconds since 1970
    /// @param linkRev which link of the role it is from, see [Link#rev]
    record As(Role role, long expires, long linkRev) implements Opened {}

    record Denied() implements Opened {}

    record Gone() implements Opened {}
  }

  /// Opens a connection of a session: checks the token and raises the session's epoch, so that
  /// appends for its earlier connections are fenced from now on. Where a new session would be one
  /// more than [#ENOUGH_SESSIONS], those that are not connected are forgotten, the lowest epochs
  /// first.
  ///
  /// A spectator, who never appends anything, is let in by the token alone: nothing is kept of it,
  /// whatever session it names.
  CompletionStage<Greeting> greet(RoomId room, Greet greet);

  /// How many sessions a room knows, unless more are connected.
  int ENOUGH_SESSIONS = 1_000;

  /// Who wants to come in.
  ///
  /// @param tokenHash SHA-256 in hex
  /// @param person SHA-256 of the person's secret, in hex; a session belongs to one person and role
  /// @param node where the connection is
  /// @param fresh whether the session never gave a number to a command
  record Greet(String tokenHash, SessionId session, String person, String node, boolean fresh) {}

  sealed interface Greeting {
    /// Come in.
    ///
    /// @param epoch the session's new epoch, for [Append#epochs]; 0 for a spectator, which has none
    /// @param linkRev which link of the role the token is from, see [Link#rev]
    record Welcome(Role role, long epoch, long linkRev) implements Greeting {}

    record Denied() implements Greeting {}

    record Gone() implements Greeting {}

    /// The session belongs to somebody else.
    record Taken() implements Greeting {}

    /// A session that is not fresh, and of which nothing is known any more.
    record Forgotten() implements Greeting {}
  }

  /// Says that the session's connection with this epoch is closed; nothing happens if it has a
  /// newer one.
  CompletionStage<Void> leave(RoomId room, SessionId session, long epoch);

  /// How long a node counts as alive after its last word: a [#greet] or [Attendance#renew].
  int LEASE_MILLIS = 5_000;

  /// Every session that has an epoch.
  CompletionStage<List<KnownSession>> sessions(RoomId room);

  /// A session of the room.
  ///
  /// @param connected whether it has a connection on a node that is alive
  record KnownSession(SessionId session, long epoch, boolean connected) {}

  /// Takes the epochs of sessions away, of those whose epoch is still the given one and that are
  /// not connected. They count as forgotten from then on.
  CompletionStage<Void> forget(RoomId room, Map<SessionId, Long> epochs);

  /// The entries after `from`, in merged order, at most about `limit` of them.
  CompletionStage<Read> read(RoomId room, Heads from, int limit);

  sealed interface Read {
    /// What follows.
    ///
    /// @param heads where both logs stand after these entries
    /// @param more whether there are further entries
    record Tail(List<Entry> entries, Heads heads, boolean more) implements Read {}

    /// A log does not have the history that `from` names.
    record Diverged(ResetReason reason) implements Read {}

    record Gone() implements Read {}
  }

  /// Appends entries to both logs, or to none. With no entries it proves that the heads and epochs
  /// are the expected ones.
  CompletionStage<Appended> append(RoomId room, Append append);

  /// A batch of entries and what it was decided on.
  ///
  /// @param expected where the entries chain on
  /// @param entries in merged order
  /// @param epochs what the epoch of each author's session must be
  /// @param forgets sessions to take away with this append, with their epochs; none may be
  ///   connected
  /// @param links the links that take the place of their roles' ones; only entries can tell anybody
  ///   of it, so there have to be some
  record Append(
      Heads expected,
      List<Entry> entries,
      Map<SessionId, Long> epochs,
      Map<SessionId, Long> forgets,
      Map<Role, Link> links) {
    public Append {
      entries = List.copyOf(entries);
      epochs = Map.copyOf(epochs);
      forgets = Map.copyOf(forgets);
      links = Map.copyOf(links);
      if (entries.isEmpty() && !links.isEmpty()) {
        throw new IllegalArgumentException("links: " + links.keySet() + " (expected: an entry)");
      }
    }

    /// Leaves all links as they are.
    public Append(
        Heads expected,
        List<Entry> entries,
        Map<SessionId, Long> epochs,
        Map<SessionId, Long> forgets) {
      this(expected, entries, epochs, forgets, Map.of());
    }
  }

  /// What opens a room for a role. No earlier token of the role opens anything.
  ///
  /// @param rev counts the role's links, from 1 for the one that the room was made with
  /// @param tokenHash the SHA-256 of the token, in hex; absent if the link is revoked and none
  ///   opens the room
  record Link(long rev, @Nullable String tokenHash) {}

  sealed interface Appended {
    record Done() implements Appended {}

    /// Somebody else was first.
    ///
    /// @param missed the first entries after the expected heads, in merged order
    /// @param heads where both logs stand after those entries
    /// @param more whether there are further ones to read
    record Conflict(List<Entry> missed, Heads heads, boolean more) implements Appended {}

    record Diverged(ResetReason reason) implements Appended {}

    /// A session has another epoch than expected, or one to be forgotten is connected.
    record Fenced(SessionId session) implements Appended {}

    record Gone() implements Appended {}
  }

  /// Keeps a snapshot and drops all but the newest few.
  CompletionStage<Void> saveSnapshot(RoomId room, Heads heads, byte[] snapshot);

  /// The kept snapshots, the newest first. They may be damaged, or of another history: whoever uses
  /// one reads from its heads. The stage completes on a thread that may take its time over them.
  CompletionStage<List<byte[]>> snapshots(RoomId room);

  /// Takes a room away with all its keys, of which [WakeUps] tells as of something missed.
  ///
  /// @return whether it was there
  CompletionStage<Boolean> delete(RoomId room);

  /// The call may or may not have been carried out.
  final class OutcomeUnknown extends RuntimeException {
    private static final long serialVersionUID = 1;

    public OutcomeUnknown(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Something of this room's cannot be read.
  final class CorruptRoom extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CorruptRoom(RoomId room, String what) {
      super("room " + room + ": " + what);
    }
  }
}
