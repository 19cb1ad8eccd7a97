package greenroom.server.live;

import greenroom.protocol.Limits;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Position;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.server.live.EventLog.Read;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import greenroom.server.room.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Reads from the log what an open room no longer holds. Safe for use by many threads.
final class Fetcher {
  /// A base this many events back is given up, however few of them were edits.
  private static final long MAX_HISTORY = 5L * Limits.REBASE_EDITS;

  private static final int MAX_MISSED_BYTES = 1024 * 1024;

  private final RoomId id;
  private final EventLog log;
  private final Sizes sizes;

  Fetcher(RoomId id, EventLog log, Sizes sizes) {
    this.id = id;
    this.log = log;
    this.sizes = sizes;
  }

  /// What the log says of the time between a base and where an open room's own history starts.
  sealed interface Earlier {
    /// All entries of the base's log in that time.
    record Found(List<Entry> entries) implements Earlier {}

    /// The log has no such base, or it lies too far back.
    record Unknown() implements Earlier {}

    record Gone() implements Earlier {}
  }

  CompletionStage<Earlier> history(Batch.Needs.History wanted, Room room) {
    LogPosition until = room.log(wanted.log()).history().start();
    if (until.seq() - wanted.base().seq() > MAX_HISTORY) {
      return CompletableFuture.completedStage(new Earlier.Unknown());
    }
    Heads from = room.heads().with(wanted.log(), wanted.base());
    return historyPages(wanted.log(), from, until, new ArrayList<>());
  }

  private CompletionStage<Earlier> historyPages(
      LogName name, Heads from, LogPosition until, List<Entry> found) {
    return log.read(id, from, sizes.page())
        .thenCompose(read ->
            switch (read) {
              case Read.Gone() -> CompletableFuture.completedStage(new Earlier.Gone());
              case Read.Diverged _ -> CompletableFuture.completedStage(new Earlier.Unknown());
              case Read.Tail tail -> historyPage(name, tail, until, found);
            });
  }

  private CompletionStage<Earlier> historyPage(
      LogName name, Read.Tail page, LogPosition until, List<Entry> found) {
    for (Entry entry : page.entries()) {
      if (entry.log() == name && entry.position().seq() <= until.seq()) {
        found.add(entry);
      }
    }
    if (!found.isEmpty() && found.getLast().position().equals(until)) {
      return CompletableFuture.completedStage(new Earlier.Found(found));
    }
    return page.more()
        ? historyPages(name, page.heads(), until, found)
        : CompletableFuture.completedStage(new Earlier.Unknown());
  }

  /// What a client that stands at `hello.since` has missed.
  ///
  /// @param heads where the room stands
  CompletionStage<Pending.Fetched> missed(LiveConnection connection, Heads heads) {
    Position since = connection.hello().since();
    if (since == null) {
      throw new IllegalArgumentException("since: missing (expected: a position)");
    }
    LogPosition privately =
        connection.role() == Role.INTERVIEWER ? since.privately() : heads.privately();
    return privately == null
        ? CompletableFuture.completedStage(new Pending.Fetched.TooMany())
        : missedPages(new Heads(since.shared(), privately), new ArrayList<>(), 0);
  }

  private CompletionStage<Pending.Fetched> missedPages(Heads from, List<Placed> found, int bytes) {
    return log.read(id, from, sizes.page())
        .thenCompose(read ->
            switch (read) {
              case Read.Gone() -> CompletableFuture.completedStage(new Pending.Fetched.TooMany());
              case Read.Diverged(ResetReason reason) ->
                  CompletableFuture.completedStage(
                      new Pending.Fetched.Foreign(reason, from.privately()));
              case Read.Tail tail -> place(tail, from, found, bytes);
            });
  }

  private CompletionStage<Pending.Fetched> place(
      Read.Tail tail, Heads from, List<Placed> found, int bytes) {
    Heads heads = from;
    int size = bytes;
    for (Entry entry : tail.entries()) {
      heads = entry.onto(heads);
      found.add(new Placed(entry, heads));
      size += entry.payload().length;
    }
    if (found.size() > sizes.missed() || size > MAX_MISSED_BYTES || found.isEmpty()) {
      return CompletableFuture.completedStage(new Pending.Fetched.TooMany());
    }
    return tail.more()
        ? missedPages(heads, found, size)
        : CompletableFuture.completedStage(new Pending.Fetched.Events(found));
  }
}
