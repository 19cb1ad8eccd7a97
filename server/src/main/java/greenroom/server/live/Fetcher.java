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
import greenroom.server.room.Evolution;
import greenroom.server.room.Heads;
import greenroom.server.room.History;
import greenroom.server.room.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Reads from the log what an open room no longer holds. Safe for use by many threads.
final class Fetcher {
  /// A base this many events back is given up, however few of them were edits.
  private static final long MAX_HISTORY = 5L * Limits.REBASE_EDITS;

  /// A base is given up, too, if what happened to documents since weighs more.
  static final long MAX_HISTORY_BYTES = 16L << 20;

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
    /// The steps of all entries of the base's log in that time.
    record Found(List<History.Step> steps) implements Earlier {}

    /// The log has no such base, or it lies too far back.
    record Unknown() implements Earlier {}

    record Gone() implements Earlier {}
  }

  /// Reads the steps of one log from a base to where the room's own history starts.
  CompletionStage<Earlier> history(Batch.Needs.History wanted, Room room) {
    LogPosition until = room.log(wanted.log()).history().start();
    if (until.seq() - wanted.base().seq() > MAX_HISTORY) {
      return CompletableFuture.completedStage(new Earlier.Unknown());
    }
    Heads from = room.heads().with(wanted.log(), wanted.base());
    return historyPages(wanted.log(), from, until, new ArrayList<>(), 0);
  }

  private CompletionStage<Earlier> historyPages(
      LogName name, Heads from, LogPosition until, List<History.Step> found, long weight) {
    return log.read(id, from, sizes.page())
        .thenCompose(read ->
            switch (read) {
              case Read.Gone() -> CompletableFuture.completedStage(new Earlier.Gone());
              case Read.Diverged _ -> CompletableFuture.completedStage(new Earlier.Unknown());
              case Read.Tail tail -> historyPage(name, tail, until, found, weight);
            });
  }

  private CompletionStage<Earlier> historyPage(
      LogName name, Read.Tail page, LogPosition until, List<History.Step> found, long before) {
    long weight = before;
    for (Entry entry : page.entries()) {
      if (entry.log() == name && entry.position().seq() <= until.seq()) {
        History.Step step = Evolution.step(entry);
        found.add(step);
        weight += step.weight();
      }
    }
    if (!found.isEmpty() && found.getLast().position().equals(until)) {
      return CompletableFuture.completedStage(new Earlier.Found(found));
    }
    return page.more() && weight <= MAX_HISTORY_BYTES
        ? historyPages(name, page.heads(), until, found, weight)
        : CompletableFuture.completedStage(new Earlier.Unknown());
  }

  /// What follows on a place, one page of it.
  CompletionStage<Read> page(Heads from) {
    return log.read(id, from, sizes.page());
  }

  /// What a client that stands at its `since` has missed.
  ///
  /// @param heads where the room stands
  CompletionStage<Pending.Fetched> missed(LiveConnection connection, Heads heads) {
    Position since = connection.visitor().since();
    if (since == null) {
      throw new IllegalArgumentException("since: missing (expected: a position)");
    }
    LogPosition privately =
        connection.role() == Role.INTERVIEWER ? since.privately() : heads.privately();
    return privately == null
        ? CompletableFuture.completedStage(new Pending.Fetched.TooMany())
        : missedFrom(new Heads(since.shared(), privately));
  }

  private CompletionStage<Pending.Fetched> missedFrom(Heads start) {
    return missedPages(start, start, new ArrayList<>(), 0);
  }

  private CompletionStage<Pending.Fetched> missedPages(
      Heads start, Heads from, List<Placed> found, int bytes) {
    return log.read(id, from, sizes.page())
        .thenCompose(read ->
            switch (read) {
              case Read.Gone() -> CompletableFuture.completedStage(new Pending.Fetched.TooMany());
              // The log was cut back while it was read.
              case Read.Diverged _ when !found.isEmpty() -> missedFrom(start);
              case Read.Diverged(ResetReason reason) ->
                  CompletableFuture.completedStage(new Pending.Fetched.Foreign(reason));
              case Read.Tail tail -> place(start, tail, from, found, bytes);
            });
  }

  private CompletionStage<Pending.Fetched> place(
      Heads start, Read.Tail tail, Heads from, List<Placed> found, int bytes) {
    Heads heads = from;
    int size = bytes;
    for (Entry entry : tail.entries()) {
      heads = entry.onto(heads);
      found.add(new Placed(entry, heads));
      size += entry.payload().length;
    }
    if (found.size() > sizes.missed() || size > MAX_MISSED_BYTES) {
      return CompletableFuture.completedStage(new Pending.Fetched.TooMany());
    }
    return tail.more()
        ? missedPages(start, heads, found, size)
        : CompletableFuture.completedStage(new Pending.Fetched.Events(start, found));
  }
}
