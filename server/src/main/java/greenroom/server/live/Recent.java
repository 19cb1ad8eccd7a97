package greenroom.server.live;

import greenroom.protocol.LogPosition;
import greenroom.protocol.Position;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The newest entries of a room in merged order, for clients that come back after a short while.
final class Recent {
  private static final int MAX_BYTES = 1024 * 1024;

  private final int maxEntries;
  private final Deque<Placed> entries = new ArrayDeque<>();
  private Heads start = Heads.START;
  private Heads end = Heads.START;
  private int bytes;
  private int histories;

  Recent(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  /// What a client that stands at a position has missed.
  sealed interface Missed {
    /// Everything after the position.
    ///
    /// @param all whether a reader of the role may see them or not
    record Events(List<Placed> all) implements Missed {}

    /// More than is held here.
    record Earlier() implements Missed {}

    /// The position is of another history.
    record Foreign(ResetReason reason) implements Missed {}
  }

  /// How many histories the room has had: it gets another one when its log was cut back.
  int histories() {
    return histories;
  }

  /// Forgets everything and goes on from `at`.
  void restart(Heads at) {
    histories++;
    entries.clear();
    start = at;
    end = at;
    bytes = 0;
  }

  Heads end() {
    return end;
  }

  void add(Entry entry) {
    end = entry.onto(end);
    entries.addLast(new Placed(entry, end));
    bytes += entry.payload().length;
    while (entries.size() > maxEntries || bytes > MAX_BYTES) {
      Placed oldest = entries.removeFirst();
      start = oldest.heads();
      bytes -= oldest.entry().payload().length;
    }
  }

  Missed since(Position since, Role role) {
    if (stands(start, since, role)) {
      return new Missed.Events(List.copyOf(entries));
    }
    List<Placed> after = new ArrayList<>();
    boolean found = false;
    for (Placed placed : entries) {
      if (found) {
        after.add(placed);
      } else {
        found = stands(placed.heads(), since, role);
      }
    }
    return found ? new Missed.Events(after) : notFound(since, role);
  }

  /// What was fetched and what follows it.
  ///
  /// @param from where it was fetched from
  /// @return [Missed.Earlier] if what was fetched does not end in what is held here: it is too long
  ///   ago, or of a history that was cut back since
  Missed joinedOnto(Heads from, List<Placed> fetched) {
    Heads reached = fetched.isEmpty() ? from : fetched.getLast().heads();
    List<Placed> all = new ArrayList<>(fetched);
    boolean joined = reached.equals(start);
    for (Placed placed : entries) {
      if (joined) {
        all.add(placed);
      } else {
        joined = placed.heads().equals(reached);
      }
    }
    return joined ? new Missed.Events(all) : new Missed.Earlier();
  }

  private Missed notFound(Position since, Role role) {
    if (since.shared().seq() < start.shared().seq()) {
      return new Missed.Earlier();
    }
    LogPosition priv = privatePart(since, role);
    if (priv.seq() < start.privately().seq() && role == Role.INTERVIEWER) {
      return new Missed.Earlier();
    }
    boolean beyond =
        since.shared().seq() > end.shared().seq()
            || (role == Role.INTERVIEWER && priv.seq() > end.privately().seq());
    return new Missed.Foreign(beyond ? ResetReason.LOST_TAIL : ResetReason.DIVERGED);
  }

  private static boolean stands(Heads heads, Position since, Role role) {
    return heads.shared().equals(since.shared())
        && (role != Role.INTERVIEWER || heads.privately().equals(since.privately()));
  }

  private static LogPosition privatePart(Position since, Role role) {
    LogPosition given = since.privately();
    return role == Role.INTERVIEWER && given != null ? given : LogPosition.START;
  }
}
