package greenroom.server.live;

import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.server.live.EventLog.CorruptRoom;
import greenroom.server.live.EventLog.Read;
import greenroom.server.room.Entry;
import greenroom.server.room.Evolution;
import greenroom.server.room.Room;
import greenroom.server.room.RoomSnapshot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a room's state from what the store has: the newest snapshot that the log vouches for, and
/// the entries after it; failing that, all entries. Safe for use by many threads.
final class RoomLoader {
  private static final Logger LOG = LoggerFactory.getLogger(RoomLoader.class);

  private final EventLog log;
  private final RoomId id;
  private final Sizes sizes;

  RoomLoader(EventLog log, RoomId id, Sizes sizes) {
    this.log = log;
    this.id = id;
    this.sizes = sizes;
  }

  sealed interface Loaded {
    record Found(Room room) implements Loaded {}

    record Gone() implements Loaded {}
  }

  CompletionStage<Loaded> load() {
    return log.snapshots(id).thenCompose(this::loadFromFirst);
  }

  /// Looks at a snapshot only if the one before it was of no use: reading one may take a while.
  private CompletionStage<Loaded> loadFromFirst(List<byte[]> snapshots) {
    if (snapshots.isEmpty()) {
      return loadFrom(
          Room.EMPTY,
          reason -> {
            throw new CorruptRoom(id, "no history at all: " + reason);
          });
    }
    List<byte[]> others = snapshots.subList(1, snapshots.size());
    Room start = readable(snapshots.getFirst());
    return start == null ? loadFromFirst(others) : loadFrom(start, _ -> loadFromFirst(others));
  }

  private @Nullable Room readable(byte[] snapshot) {
    try {
      return RoomSnapshot.read(snapshot);
    } catch (IllegalArgumentException e) {
      LOG.warn("room {}: skips a snapshot: {}", id, e.getMessage());
      return null;
    }
  }

  private CompletionStage<Loaded> loadFrom(
      Room start, Function<ResetReason, CompletionStage<Loaded>> otherwise) {
    return log.read(id, start.heads(), sizes.page())
        .thenCompose(read ->
            switch (read) {
              case Read.Diverged(ResetReason reason) -> otherwise.apply(reason);
              case Read.Gone() -> CompletableFuture.completedStage(new Loaded.Gone());
              case Read.Tail tail -> fold(start, tail);
            });
  }

  private CompletionStage<Loaded> fold(Room start, Read.Tail tail) {
    Room room = start;
    for (Entry entry : tail.entries()) {
      room = evolved(room, entry);
    }
    if (!tail.more()) {
      return CompletableFuture.completedStage(new Loaded.Found(trimmed(room)));
    }
    Room reached = trimmed(room);
    return log.read(id, reached.heads(), sizes.page())
        .thenCompose(read ->
            switch (read) {
              case Read.Tail next -> fold(reached, next);
              case Read.Gone() -> CompletableFuture.completedStage(new Loaded.Gone());
              // The log was cut back while it was read.
              case Read.Diverged _ -> load();
            });
  }

  private Room trimmed(Room room) {
    return room.trimmed(sizes.history(), sizes.historyBytes());
  }

  private Room evolved(Room room, Entry entry) {
    try {
      return Evolution.evolve(room, entry);
    } catch (RuntimeException e) {
      throw new CorruptRoom(
          id, entry.log().wire() + " " + entry.position() + " cannot be folded: " + e.getMessage());
    }
  }
}
