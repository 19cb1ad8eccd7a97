package greenroom.server.redis;

import greenroom.protocol.RoomId;
import greenroom.server.live.WakeUps;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wake-ups from the channels of the rooms. Safe for use by any thread; nothing here blocks.
final class RedisWakeUps implements WakeUps, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RedisWakeUps.class);

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Deliveries deliveries = new Deliveries();
  private final Bus bus;

  RedisWakeUps(RedisTarget target, Topology topology) {
    bus = new Bus(target, topology, deliveries);
  }

  @Override
  public void subscribe(RoomId room, Listener listener) {
    String channel = RoomKeys.channelOf(room);
    if (deliveries.listeners.putIfAbsent(channel, listener) != null) {
      throw new IllegalStateException("room: " + room + " has a listener (expected: none)");
    }
    bus.subscribe(channel);
  }

  @Override
  public void unsubscribe(RoomId room) {
    String channel = RoomKeys.channelOf(room);
    bus.unsubscribe(channel);
    deliveries.listeners.remove(channel);
  }

  /// What keeps wake-ups from coming, in one line, or nothing.
  Optional<String> obstacle() {
    Duration silence = bus.silence();
    return silence.compareTo(PATIENCE) > 0
        ? Optional.of(
            "wake-ups: nothing heard for " + silence.toSeconds() + " s (expected: every second)")
        : Optional.empty();
  }

  @Override
  public void close() {
    bus.close();
  }

  private static final class Deliveries implements Bus.Listener {
    final Map<String, Listener> listeners = new ConcurrentHashMap<>();

    @Override
    public void message(String channel, byte[] payload) {
      Listener listener = listeners.get(channel);
      if (listener == null) {
        return;
      }
      // An empty message stands for an append that was too large to be told.
      WakeMessage message = payload.length == 0 ? null : takeApart(channel, payload);
      if (message == null) {
        listener.missed();
      } else {
        listener.appended(new News(message.before(), message.after(), message::read));
      }
    }

    private static @Nullable WakeMessage takeApart(String channel, byte[] payload) {
      try {
        return WakeMessage.of(payload);
      } catch (IllegalArgumentException e) {
        log.warn("channel {}: {}", channel, e.getMessage());
        return null;
      }
    }

    @Override
    public void subscribed(String channel) {
      Listener listener = listeners.get(channel);
      if (listener != null) {
        listener.missed();
      }
    }
  }
}
