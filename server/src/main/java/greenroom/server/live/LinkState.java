package greenroom.server.live;

import greenroom.protocol.Item;
import greenroom.protocol.Role;
import greenroom.server.room.Room;

/// Which link of each role counts.
final class LinkState {
  private LinkState() {}

  /// The revision of the link that a role has now; one that never changed has no item, and 1.
  static long revOf(Room room, Role role) {
    return room.item(Item.Link.keyOf(role)) instanceof Item.Link link ? link.rev() : 1;
  }
}
