package greenroom.server.live;

import greenroom.protocol.RoomId;
import greenroom.server.live.EventLog.CorruptRoom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The calls of one room to the store, one at a time: their answers come back on the room's turn,
/// and what fails is tried again after a while. Only on the room's turn.
final class StoreCalls {
  private static final Logger LOG = LoggerFactory.getLogger(StoreCalls.class);

  /// How long clients wait for a store that does not answer before they are told to come back.
  private static final long PATIENCE_MILLIS = 10_000;

  private static final long FIRST_BACKOFF_MILLIS = 25;
  private static final int MAX_DOUBLINGS = 5;

  private final RoomId id;
  private final Node node;
  private final SerialTurns turns;
  private final Trouble trouble;

  private boolean busy;
  private boolean stopped;
  private int failures;
  private long failingSince;

  /// Told when trying again does not help.
  interface Trouble {
    void corrupt(CorruptRoom why);

    void unavailable();
  }

  StoreCalls(RoomId id, Node node, SerialTurns turns, Trouble trouble) {
    this.id = id;
    this.node = node;
    this.turns = turns;
    this.trouble = trouble;
  }

  /// Whether a call is under way, or waits to be tried again.
  boolean isBusy() {
    return busy;
  }

  /// Answers that come from now on are dropped.
  void stop() {
    stopped = true;
  }

  /// Makes a call; there must be none under way.
  ///
  /// @param again what to do, after a while, if it fails
  /// @param then what to do with its answer
  <T> void call(CompletionStage<T> stage, Runnable again, Consumer<T> then) {
    call(stage, () -> {}, again, then);
  }

  /// As above.
  ///
  /// @param undo what to do at once if it fails
  <T> void call(CompletionStage<T> stage, Runnable undo, Runnable again, Consumer<T> then) {
    busy = true;
    stage.whenComplete((result, failure) ->
        turns.execute(() -> {
          if (stopped) {
            return;
          }
          if (failure != null) {
            undo.run();
            failed(cause(failure), again);
            return;
          }
          busy = false;
          failures = 0;
          then.accept(result);
        }));
  }

  private void failed(@Nullable Throwable cause, Runnable again) {
    if (cause instanceof CorruptRoom corrupt) {
      trouble.corrupt(corrupt);
      return;
    }
    long now = node.clock().now(id);
    if (failures == 0) {
      failingSince = now;
      LOG.warn("room {}: the store failed: {}", id, String.valueOf(cause));
    }
    if (now - failingSince > PATIENCE_MILLIS) {
      trouble.unavailable();
      return;
    }
    long backoff = FIRST_BACKOFF_MILLIS << Math.min(failures, MAX_DOUBLINGS);
    failures++;
    node.tasks()
        .after(
            backoff,
            () ->
                turns.execute(() -> {
                  if (!stopped) {
                    busy = false;
                    again.run();
                  }
                }));
  }

  /// What a stage failed with, without the wrapping that stages put around it.
  static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
