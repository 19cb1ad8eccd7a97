package greenroom.server.live;

import greenroom.protocol.RoomId;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Sees to it that a room wakes when its time comes: in the store before the append that makes a
/// deadline true, and by a timer of its own while the room is open here. Only on the room's turn.
final class RoomDeadline {
  /// How long a room that cannot be read is left alone: it must not keep others from being woken.
  private static final long REST_MILLIS = 60_000;

  private final RoomId id;
  private final Node node;
  private final Runnable wake;

  private OptionalLong stored = OptionalLong.empty();
  private OptionalLong timed = OptionalLong.empty();
  private Tasks.@Nullable Cancellable timer;

  RoomDeadline(RoomId id, Node node, Runnable wake) {
    this.id = id;
    this.node = node;
    this.wake = wake;
  }

  /// To be waited for before an append after which `due` is the room's deadline.
  CompletionStage<Void> store(OptionalLong due) {
    if (due.isEmpty() || due.equals(stored)) {
      return CompletableFuture.completedStage(null);
    }
    stored = due;
    return node.deadlines().set(id, due.getAsLong());
  }

  CompletionStage<Void> storeAgain(OptionalLong due) {
    unsure();
    return store(due);
  }

  /// The store may not have the deadline after all.
  void unsure() {
    stored = OptionalLong.empty();
  }

  /// Sets the room's own timer.
  void expect(OptionalLong due) {
    if (due.equals(timed)) {
      return;
    }
    cancel();
    timed = due;
    if (due.isPresent()) {
      timer = node.tasks().after(Math.max(0, due.getAsLong() - node.clock().now(id)), wake);
    }
  }

  /// The timer came early, by the store's clock: it is set again.
  void expectAgain(OptionalLong due) {
    timed = OptionalLong.empty();
    expect(due);
  }

  void done(Deadlines.Due due, OptionalLong next) {
    var _ = node.deadlines().done(due, next.orElse(0));
  }

  /// Lets a deadline wait for better times.
  void rest(Deadlines.Due due) {
    var _ = node.deadlines().done(due, node.clock().now(id) + REST_MILLIS);
  }

  void cancel() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    timed = OptionalLong.empty();
  }
}
