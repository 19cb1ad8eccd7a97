package greenroom.server.room;

import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.server.room.Decision.NOTHING;
import static greenroom.server.room.Decision.refused;

import greenroom.protocol.Command;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.ItemKind;
import greenroom.protocol.Limits;
import greenroom.protocol.Rejection;
import org.jspecify.annotations.Nullable;

/// Decides how endpoints are walked through the board. A walk outlives its endpoint, for one that
/// is put back.
final class WalkDecisions {
  private WalkDecisions() {}

  static Decision set(Situation now, Command.WalkSet set) {
    if (!now.isUsed(set.id(), ItemKind.ENDPOINT)) {
      return refused(NOT_FOUND, "id: " + set.id() + " (expected: one of the room's endpoints)");
    }
    Item.Walk was = find(now, set.id());
    if (was == null) {
      return first(now, set);
    }
    if (set.rev() != was.rev()) {
      return new Decision.Refused(Rejection.outdated(was, set.rev()));
    }
    return set.elements().equals(was.elements())
        ? NOTHING
        : now.put(
            EventType.WALK_TRACED,
            new Item.Walk(was.id(), was.rev() + 1, was.by(), set.elements()));
  }

  private static Decision first(Situation now, Command.WalkSet set) {
    if (set.rev() > 0) {
      return unknown(set.id());
    }
    return now.count(ItemKind.WALK) >= Limits.ENDPOINTS
        ? refused(LIMIT, "walks: %d (expected: at most %1$d)".formatted(Limits.ENDPOINTS))
        : now.put(EventType.WALK_TRACED, new Item.Walk(set.id(), 1, now.by(), set.elements()));
  }

  static Decision clear(Situation now, Command.WalkClear clear) {
    Item.Walk was = find(now, clear.id());
    if (was == null) {
      return unknown(clear.id());
    }
    return clear.rev() == was.rev()
        ? now.remove(EventType.WALK_CLEARED, was)
        : new Decision.Refused(Rejection.outdated(was, clear.rev()));
  }

  private static Item.@Nullable Walk find(Situation now, ItemId id) {
    return now.room().item(Item.Walk.keyOf(id), Item.Walk.class);
  }

  private static Decision unknown(ItemId id) {
    return refused(NOT_FOUND, "id: " + id + " (expected: an endpoint that has a walk)");
  }
}
