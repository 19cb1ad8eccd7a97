package greenroom.server.redis;

import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.RoomId;
import greenroom.server.live.EventLog.CorruptRoom;
import greenroom.server.live.EventLog.Read;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Puts pages of both logs into the merged order: the shared entries up to a private one's shared
/// seq, then the private one. Where a page was cut, nothing is told that may come after what was
/// cut off.
///
/// Every entry is held against the digest chain from the reader's own position on, so what is told
/// is what was once appended.
final class MergedTail {

  private final RoomId room;
  private final Page shared;
  private final Page privately;
  private final List<Entry> entries = new ArrayList<>();
  private Heads heads;

  private MergedTail(RoomId room, Heads from, List<?> reply) {
    this.room = room;
    this.heads = from;
    this.shared = new Page(LogName.SHARED, reply.get(1), reply.get(2));
    this.privately = new Page(LogName.PRIVATE, reply.get(3), reply.get(4));
  }

  /// Reads what `tail` in `logs.lua` answers to a reader at `from`.
  ///
  /// @param limit the most entries to tell
  /// @throws CorruptRoom if an entry cannot be read or does not chain onto the one before
  static Read.Tail of(RoomId room, Heads from, List<?> reply, int limit) {
    MergedTail tail = new MergedTail(room, from, reply);
    tail.merge(limit);
    return new Read.Tail(
        tail.entries, tail.heads, tail.shared.hasMore() || tail.privately.hasMore());
  }

  private void merge(int limit) {
    while (entries.size() < limit && !shared.isCut() && !privately.isCut()) {
      Page next = privateIsNext() ? privately : shared;
      if (next.peek() == null) {
        return;
      }
      take(next);
    }
  }

  private boolean privateIsNext() {
    StoredEntry candidate = privately.peek();
    return candidate != null
        && (shared.peek() == null || candidate.sharedSeq() <= heads.shared().seq());
  }

  private void take(Page page) {
    StoredEntry stored = page.poll();
    LogPosition before = heads.of(stored.log());
    if (!stored.position().equals(before.next(stored.payload()))) {
      throw corrupt(stored.log(), stored.position() + " does not follow on " + before);
    }
    try {
      Entry entry = stored.decode();
      entries.add(entry);
      heads = entry.onto(heads);
    } catch (IllegalArgumentException e) {
      throw corrupt(stored.log(), stored.position() + ": " + e.getMessage());
    }
  }

  private CorruptRoom corrupt(LogName log, String what) {
    return new CorruptRoom(room, log.wire() + " log: " + what);
  }

  /// What was read of one log, and how much of it is told.
  private final class Page {
    private final LogName log;
    private final List<?> stored;
    private final boolean more;
    private int told;
    private @Nullable StoredEntry next;

    Page(LogName log, Object stored, Object more) {
      this.log = log;
      this.stored = (List<?>) stored;
      this.more = more.equals(1L);
    }

    /// Whether there is more, but what comes next was not read.
    boolean isCut() {
      return more && told == stored.size();
    }

    boolean hasMore() {
      return more || told < stored.size();
    }

    @Nullable StoredEntry peek() {
      if (next == null && told < stored.size()) {
        try {
          next = StoredEntry.ofStream(log, stored.get(told));
        } catch (IllegalArgumentException e) {
          throw corrupt(log, "the entry after " + heads.of(log) + ": " + e.getMessage());
        }
      }
      return next;
    }

    StoredEntry poll() {
      StoredEntry taken = Objects.requireNonNull(peek());
      next = null;
      told++;
      return taken;
    }
  }
}
