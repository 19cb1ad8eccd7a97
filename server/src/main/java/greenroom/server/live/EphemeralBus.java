package greenroom.server.live;

import greenroom.protocol.RoomId;

/// Takes messages from node to node that are worth nothing a moment later. They may be lost, come
/// late or twice, and are kept nowhere.
public interface EphemeralBus {

  /// The most bytes of a message.
  int MAX_BYTES = 64 * 1024;

  /// Starts telling `listener` what is published in a room. One listener to a room and node.
  void subscribe(RoomId room, Listener listener);

  void unsubscribe(RoomId room);

  /// Tells all nodes that listen to the room, this one included. Returns at once; where the message
  /// cannot go on its way before long it is dropped.
  ///
  /// @param message at most [#MAX_BYTES]
  void publish(RoomId room, byte[] message);

  /// Called on any thread; must not block.
  interface Listener {
    void heard(byte[] message);
  }
}
