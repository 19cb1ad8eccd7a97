package greenroom.server.room;

import static greenroom.protocol.RejectCode.ID_USED;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.server.room.Decision.NOTHING;
import static greenroom.server.room.Decision.refused;

import greenroom.protocol.Change;
import greenroom.protocol.Command;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.Limits;
import greenroom.protocol.OrderKey;
import greenroom.protocol.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides about requirements.
final class RequirementDecisions {
  private RequirementDecisions() {}

  static Decision add(Situation now, Command.RequirementAdd add) {
    if (find(now, add.id()) != null) {
      return refused(ID_USED, "id: " + add.id() + " (expected: one that no requirement has)");
    }
    List<OrderKey> orders =
        now.room().shared().items().values().stream()
            .filter(Item.Requirement.class::isInstance)
            .map(item -> ((Item.Requirement) item).order())
            .toList();
    if (orders.size() >= Limits.REQUIREMENTS) {
      return refused(
          LIMIT, "requirements: %d (expected: at most %1$d)".formatted(Limits.REQUIREMENTS));
    }
    OrderKey order = add.order() == null ? Orders.last(orders) : add.order();
    return order == null
        ? Orders.noneLeft()
        : now.put(
            EventType.REQUIREMENT_ADDED,
            new Item.Requirement(add.id(), 1, order, now.by(), add.content()));
  }

  static Decision edit(Situation now, Command.RequirementEdit edit) {
    Item.Requirement was = find(now, edit.id());
    if (was == null) {
      return unknown(edit.id());
    }
    if (edit.rev() != was.rev()) {
      return new Decision.Refused(Rejection.outdated(was, edit.rev()));
    }
    return edit.content().equals(was.content())
        ? NOTHING
        : now.put(
            EventType.REQUIREMENT_EDITED,
            new Item.Requirement(was.id(), was.rev() + 1, was.order(), was.by(), edit.content()));
  }

  static Decision move(Situation now, Command.RequirementMove move) {
    Item.Requirement was = find(now, move.id());
    if (was == null) {
      return unknown(move.id());
    }
    return move.order().equals(was.order())
        ? NOTHING
        : now.put(
            EventType.REQUIREMENT_MOVED,
            new Item.Requirement(was.id(), was.rev(), move.order(), was.by(), was.content()));
  }

  static Decision remove(Situation now, Command.RequirementRemove remove) {
    Item.Requirement was = find(now, remove.id());
    if (was == null) {
      return unknown(remove.id());
    }
    return remove.rev() == was.rev()
        ? new Decision.Accepted(
            List.of(now.event(EventType.REQUIREMENT_REMOVED, new Change.Remove(was.key()))))
        : new Decision.Refused(Rejection.outdated(was, remove.rev()));
  }

  private static Item.@Nullable Requirement find(Situation now, ItemId id) {
    return now.room().item(Item.Requirement.keyOf(id), Item.Requirement.class);
  }

  private static Decision unknown(ItemId id) {
    return refused(NOT_FOUND, "id: " + id + " (expected: a requirement of this room)");
  }
}
