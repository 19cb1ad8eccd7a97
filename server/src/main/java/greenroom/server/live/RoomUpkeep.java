package greenroom.server.live;

import greenroom.protocol.RoomId;
import greenroom.server.room.Room;
import greenroom.server.room.RoomSnapshot;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a room does beside its work: looking whether the log moved on unheard, writing snapshots,
/// telling who left, and noticing that nobody is there. On the room's turn.
final class RoomUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(RoomUpkeep.class);

  /// How often the room looks after itself; a lost last wake-up is noticed within this time.
  static final long TICK_MILLIS = 1_500;

  private final RoomId id;
  private final Node node;
  private final Sizes sizes;
  private final Runnable tick;

  private Tasks.Cancellable timer;
  private long connections;
  private long lastSeen;
  private int sinceSnapshot;
  private volatile boolean snapshotUnderWay;

  RoomUpkeep(RoomId id, Node node, Sizes sizes, Runnable tick) {
    this.id = id;
    this.node = node;
    this.sizes = sizes;
    this.tick = tick;
    this.lastSeen = node.clock().now(id);
    this.timer = node.tasks().after(TICK_MILLIS, tick);
  }

  void arrived(LiveConnection connection) {
    LOG.debug("room {}: {} arrived", id, connection.role());
    connections++;
  }

  /// The store knows nothing of spectators.
  void left(LiveConnection connection) {
    connections = Math.max(0, connections - (connection.isWelcomed() ? 1 : 0));
    lastSeen = node.clock().now(id);
    if (connection.epoch() > 0) {
      reportFailure(
          node.log().leave(id, connection.session(), connection.epoch()),
          "saying that somebody left");
    }
  }

  /// To be called at every tick.
  void renew() {
    timer = node.tasks().after(TICK_MILLIS, tick);
    if (connections > 0) {
      lastSeen = node.clock().now(id);
    }
  }

  boolean isIdle() {
    return connections == 0 && node.clock().now(id) - lastSeen > sizes.idleMillis();
  }

  /// Counts what this node appended and writes a snapshot now and then, off the turn.
  void appended(Room room, int entries) {
    sinceSnapshot += entries;
    if (sinceSnapshot < sizes.snapshotEvery() || snapshotUnderWay) {
      return;
    }
    sinceSnapshot = 0;
    snapshotUnderWay = true;
    node.tasks()
        .execute(() ->
            reportFailure(
                node.log()
                    .saveSnapshot(id, room.heads(), RoomSnapshot.write(room))
                    .whenComplete((_, _) -> snapshotUnderWay = false),
                "saving a snapshot"));
  }

  void cancel() {
    timer.cancel();
  }

  /// What fails here is made good by time: a lease runs out, the next snapshot is written.
  private void reportFailure(CompletionStage<?> stage, String what) {
    stage.whenComplete((_, failure) -> {
      if (failure != null) {
        LOG.debug("room {}: {} failed: {}", id, what, failure.toString());
      }
    });
  }
}
