package greenroom.server.live;

import greenroom.protocol.RoomId;
import greenroom.protocol.SessionId;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// One node's way to the log of a [MemoryStore].
final class InMemoryEventLog implements EventLog {
  private final MemoryStore store;
  private final Calls calls;

  InMemoryEventLog(MemoryStore store, Calls calls) {
    this.store = store;
    this.calls = calls;
  }

  @Override
  public CompletionStage<Boolean> create(RoomId room, Access access, List<Entry> entries) {
    return calls.call(room, "create", () -> store.create(room, access, entries));
  }

  @Override
  public CompletionStage<Opened> open(RoomId room, String tokenHash) {
    return calls.call(room, "open", () -> store.open(room, tokenHash));
  }

  @Override
  public CompletionStage<Greeting> greet(RoomId room, Greet greet) {
    return calls.call(room, "greet", () -> store.greet(room, greet));
  }

  @Override
  public CompletionStage<Void> leave(RoomId room, SessionId session, long epoch) {
    return run(room, "leave", () -> store.leave(room, session, epoch));
  }

  @Override
  public CompletionStage<List<KnownSession>> sessions(RoomId room) {
    return calls.call(room, "sessions", () -> store.sessions(room));
  }

  @Override
  public CompletionStage<Void> forget(RoomId room, Map<SessionId, Long> epochs) {
    return run(room, "forget", () -> store.forget(room, epochs));
  }

  @Override
  public CompletionStage<Read> read(RoomId room, Heads from, int limit) {
    return calls.call(room, "read", () -> store.read(room, from, limit));
  }

  @Override
  public CompletionStage<Appended> append(RoomId room, Append append) {
    return calls.call(
        room,
        "append",
        () ->
            calls.conflictsWithNothing()
                ? new Appended.Conflict(List.of(), append.expected(), false)
                : store.append(room, append));
  }

  @Override
  public CompletionStage<Void> saveSnapshot(RoomId room, Heads heads, byte[] snapshot) {
    return run(room, "saveSnapshot", () -> store.saveSnapshot(room, snapshot));
  }

  @Override
  public CompletionStage<List<byte[]>> snapshots(RoomId room) {
    return calls.call(room, "snapshots", () -> calls.garble(store.snapshots(room)));
  }

  @Override
  public CompletionStage<Boolean> delete(RoomId room) {
    return calls.call(room, "delete", () -> store.delete(room));
  }

  private CompletionStage<Void> run(RoomId room, String what, Runnable effect) {
    return calls
        .call(
            room,
            what,
            () -> {
              effect.run();
              return Boolean.TRUE;
            })
        .thenAccept(done -> {});
  }
}
