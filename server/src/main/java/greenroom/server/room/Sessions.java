package greenroom.server.room;

import greenroom.protocol.Limits;
import greenroom.protocol.SessionId;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// What a room remembers of its sessions, so that a command that comes again is answered and not
/// done again. Part of the fold, so it survives every crash.
///
/// @param bySession what is remembered of each
/// @param uses counts remembered commands, to tell which session was used least recently
public record Sessions(PMap<SessionId, SessionMemory> bySession, long uses) {
  public static final Sessions NONE = new Sessions(HashTreePMap.empty(), 0);

  public @Nullable SessionMemory of(SessionId session) {
    return bySession.get(session);
  }

  public int size() {
    return bySession.size();
  }

  /// Whether remembering one more new session would pass the room's limit.
  public boolean full() {
    return bySession.size() >= Limits.SESSIONS;
  }

  Sessions remembering(Origin origin, Heads heads) {
    PMap<SessionId, SessionMemory> kept = bySession.minusAll(origin.forgets());
    SessionMemory known = kept.get(origin.session());
    SessionMemory memory = known == null ? SessionMemory.NONE : known;
    return new Sessions(
        kept.plus(origin.session(), memory.plus(origin.n(), origin.hash(), heads, uses + 1)),
        uses + 1);
  }
}
