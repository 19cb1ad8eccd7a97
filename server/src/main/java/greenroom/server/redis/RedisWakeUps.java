package greenroom.server.redis;

import greenroom.protocol.RoomId;
import greenroom.server.live.WakeUps;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wake-ups from the channels of the rooms. Safe for use by any thread; nothing here blocks.
final class RedisWakeUps implements WakeUps {

  private static final Logger log = LoggerFactory.getLogger(RedisWakeUps.class);

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Bus bus;

  RedisWakeUps(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void subscribe(RoomId room, Listener listener) {
    bus.subscribe(RoomKeys.channelOf(room), new Deliveries(listener));
  }

  @Override
  public void unsubscribe(RoomId room) {
    bus.unsubscribe(RoomKeys.channelOf(room));
  }

  /// What keeps wake-ups from coming, in one line, or nothing.
  Optional<String> obstacle() {
    Duration silence = bus.silence();
    return silence.compareTo(PATIENCE) > 0
        ? Optional.of(
            "wake-ups: nothing heard for " + silence.toSeconds() + " s (expected: every second)")
        : Optional.empty();
  }

  private record Deliveries(Listener listener) implements Bus.Listener {

    @Override
    public void message(String channel, byte[] payload) {
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
      listener.missed();
    }
  }
}
