package greenroom.server.live;

import greenroom.protocol.RoomId;
import java.util.HashMap;
import java.util.Map;

/// One node's way to what the nodes of a [MemoryStore] tell each other in passing.
final class InMemoryEphemeralBus implements EphemeralBus {
  private final MemoryStore store;
  private final Calls calls;
  private final Map<RoomId, Listener> listeners = new HashMap<>();

  InMemoryEphemeralBus(MemoryStore store, Calls calls) {
    this.store = store;
    this.calls = calls;
    store.listen(this::published);
  }

  @Override
  public void subscribe(RoomId room, Listener listener) {
    if (listeners.putIfAbsent(room, listener) != null) {
      throw new IllegalStateException("room: " + room + " has a listener (expected: none)");
    }
  }

  @Override
  public void unsubscribe(RoomId room) {
    listeners.remove(room);
  }

  @Override
  public void publish(RoomId room, byte[] message) {
    if (message.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "message: " + message.length + " bytes (expected: at most " + MAX_BYTES + ")");
    }
    byte[] sent = message.clone();
    var _ =
        calls.call(
            room,
            "publish",
            () -> {
              store.publish(room, sent);
              return Boolean.TRUE;
            });
  }

  private void published(RoomId room, byte[] message) {
    Listener listener = listeners.get(room);
    if (listener != null) {
      calls.pass(room, () -> listener.heard(message.clone()));
    }
  }
}
