package greenroom.server.live;

import greenroom.protocol.RoomId;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// One node's way to what the nodes of a [MemoryStore] say.
final class InMemoryAttendance implements Attendance {
  private final MemoryStore store;
  private final Calls calls;

  InMemoryAttendance(MemoryStore store, Calls calls) {
    this.store = store;
    this.calls = calls;
  }

  @Override
  public CompletionStage<Map<String, byte[]>> renew(RoomId room, String node, byte[] here) {
    if (here.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "here: " + here.length + " bytes (expected: at most " + MAX_BYTES + ")");
    }
    return calls.call(room, "renew", () -> store.renew(room, node, here));
  }

  @Override
  public CompletionStage<Void> leave(RoomId room, String node) {
    return calls
        .call(
            room,
            "leave with all",
            () -> {
              store.takeBack(room, node);
              return Boolean.TRUE;
            })
        .thenAccept(_ -> {});
  }
}
