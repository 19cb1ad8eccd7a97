package greenroom.server.room;

import greenroom.protocol.Limits;
import org.pcollections.TreePMap;

/// What a room remembers of one session: its last committed numbers.
///
/// @param floor numbers up to here are no longer remembered one by one
/// @param lastUse when the session last committed, in the room's count of uses
/// @param committed by number
public record SessionMemory(long floor, long lastUse, TreePMap<Long, Committed> committed) {
  static final SessionMemory NONE = new SessionMemory(0, 0, TreePMap.empty());

  /// A number that is taken.
  ///
  /// @param hash of the command
  /// @param heads where its first event stands
  public record Committed(long hash, Heads heads) {}

  /// What a number of this session stands for.
  public sealed interface Lookup {
    record Unused() implements Lookup {}

    /// The same command again.
    record Repeat(Heads heads) implements Lookup {}

    /// Another command under a used number.
    record Reused() implements Lookup {}

    /// So old that the room cannot tell.
    record Stale() implements Lookup {}
  }

  public Lookup lookup(long n, long hash) {
    Committed known = committed.get(n);
    if (known != null) {
      return known.hash() == hash ? new Lookup.Repeat(known.heads()) : new Lookup.Reused();
    }
    return n <= floor ? new Lookup.Stale() : new Lookup.Unused();
  }

  SessionMemory plus(long n, long hash, Heads heads, long use) {
    TreePMap<Long, Committed> more = committed.plus(n, new Committed(hash, heads));
    long newFloor = floor;
    while (more.size() > Limits.REMEMBERED_COMMANDS) {
      newFloor = Math.max(newFloor, more.firstKey());
      more = more.minus(more.firstKey());
    }
    return new SessionMemory(newFloor, use, more);
  }
}
