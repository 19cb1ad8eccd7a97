package greenroom.server.live;

import greenroom.protocol.RoomId;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One node's subscriptions to the appends and deletions of a [MemoryStore].
final class InMemoryWakeUps implements WakeUps {
  private final Calls calls;
  private final Map<RoomId, Listener> listeners = new HashMap<>();

  InMemoryWakeUps(MemoryStore store, Calls calls) {
    this.calls = calls;
    store.watch(
        new MemoryStore.Watcher() {
          @Override
          public void appended(RoomId room, Heads before, List<Entry> entries) {
            tell(room, before, entries);
          }

          @Override
          public void deleted(RoomId room) {
            Listener listener = listeners.get(room);
            if (listener != null) {
              calls.wake(room, listener, listener::missed);
            }
          }
        });
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

  private void tell(RoomId room, Heads before, List<Entry> entries) {
    Listener listener = listeners.get(room);
    if (listener != null) {
      calls.wake(
          room,
          listener,
          () -> {
            // What is under way when somebody unsubscribes may still arrive, as with a real one.
            listener.appended(new News(before, StoreFixture.after(before, entries), () -> entries));
          });
    }
  }
}
