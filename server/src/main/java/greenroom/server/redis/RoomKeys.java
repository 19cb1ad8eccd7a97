package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import greenroom.protocol.RoomId;

/// The keys of one room, which share a slot, and the channel that tells of its appends. `room.lua`
/// says what lies under each.
final class RoomKeys {

  final RoomId id;
  final int slot;
  final byte[] channel;
  final byte[] room;
  final byte[] log;
  final byte[] privately;
  final byte[] here;
  final byte[] snapshots;
  final byte[] crowd;

  RoomKeys(RoomId id) {
    this.id = id;
    String channelName = channelOf(id);
    channel = channelName.getBytes(US_ASCII);
    slot = slotOf(id);
    room = (channelName + ":room").getBytes(US_ASCII);
    log = (channelName + ":log").getBytes(US_ASCII);
    privately = (channelName + ":private").getBytes(US_ASCII);
    here = (channelName + ":here").getBytes(US_ASCII);
    snapshots = (channelName + ":snap").getBytes(US_ASCII);
    crowd = (channelName + ":crowd").getBytes(US_ASCII);
  }

  /// `gr:{ID}`
  static String channelOf(RoomId id) {
    return "gr:{" + id + "}";
  }

  static int slotOf(RoomId id) {
    return RedisCalls.slotOf(channelOf(id).getBytes(US_ASCII));
  }

  byte[][] all() {
    return new byte[][] {room, log, privately, here, snapshots, crowd};
  }

  /// The room's hash, without which there is no room, and some other keys.
  byte[][] with(byte[]... others) {
    byte[][] keys = new byte[1 + others.length][];
    keys[0] = room;
    System.arraycopy(others, 0, keys, 1, others.length);
    return keys;
  }
}
