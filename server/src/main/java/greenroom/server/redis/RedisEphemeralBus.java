package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import greenroom.protocol.RoomId;
import greenroom.server.live.EphemeralBus;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/// Messages on the rooms' second channels. Safe for use by any thread; nothing here blocks.
///
/// They share connections with appends, so only few may wait: of each room, so that a busy one
/// leaves others their turn, and of all rooms together.
final class RedisEphemeralBus implements EphemeralBus {

  /// Of one slot, in which there is hardly ever more than one room.
  static final int WAITING_MESSAGES = 64;

  static final int WAITING_BYTES = 8 << 20;

  /// What has not left by then has no worth any more.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final byte[] PUBLISH = "PUBLISH".getBytes(US_ASCII);

  private final RedisCalls calls;
  private final Bus bus;
  private final AtomicIntegerArray messages = new AtomicIntegerArray(Topology.SLOTS);
  private final AtomicLong bytes = new AtomicLong();

  RedisEphemeralBus(RedisCalls calls, Bus bus) {
    this.calls = calls;
    this.bus = bus;
  }

  @Override
  public void subscribe(RoomId room, Listener listener) {
    bus.subscribe(channelOf(room), new Deliveries(listener));
  }

  @Override
  public void unsubscribe(RoomId room) {
    bus.unsubscribe(channelOf(room));
  }

  @Override
  public void publish(RoomId room, byte[] message) {
    if (message.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "message: " + message.length + " bytes (expected: at most " + MAX_BYTES + ")");
    }
    int slot = RoomKeys.slotOf(room);
    int waitingMessages = messages.incrementAndGet(slot);
    long waitingBytes = bytes.addAndGet(message.length);
    if (waitingMessages > WAITING_MESSAGES || waitingBytes > WAITING_BYTES) {
      release(slot, message);
      return;
    }
    var _ =
        calls
            .call(PATIENCE, slot, PUBLISH, channelOf(room).getBytes(US_ASCII), message)
            .whenComplete((_, _) -> release(slot, message));
  }

  private void release(int slot, byte[] message) {
    messages.decrementAndGet(slot);
    bytes.addAndGet(-message.length);
  }

  /// `gr:{ID}:e`
  static String channelOf(RoomId room) {
    return RoomKeys.channelOf(room) + ":e";
  }

  private record Deliveries(Listener listener) implements Bus.Listener {

    @Override
    public void message(String channel, byte[] payload) {
      listener.heard(payload);
    }

    /// What was said meanwhile has no worth any more.
    @Override
    public void subscribed(String channel) {}
  }
}
