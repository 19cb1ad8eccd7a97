package greenroom.server.live;

import greenroom.protocol.RoomId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// One node's way to the deadlines of a [MemoryStore].
final class InMemoryDeadlines implements Deadlines {
  private static final String CHANNEL = "deadlines";

  private final MemoryStore store;
  private final Calls calls;

  InMemoryDeadlines(MemoryStore store, Calls calls) {
    this.store = store;
    this.calls = calls;
  }

  @Override
  public CompletionStage<Void> set(RoomId room, long due) {
    return run("deadline", () -> store.setDeadline(room, due));
  }

  @Override
  public CompletionStage<List<Due>> due(long now, int limit) {
    return calls.call(CHANNEL, "due", () -> store.due(now, limit));
  }

  @Override
  public CompletionStage<Void> done(Due due, long next) {
    return run("done", () -> store.done(due, next));
  }

  private CompletionStage<Void> run(String what, Runnable effect) {
    return calls
        .call(
            CHANNEL,
            what,
            () -> {
              effect.run();
              return Boolean.TRUE;
            })
        .thenAccept(done -> {});
  }
}
