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

/// Decides how the design meets requirements. A dive outlives its requirement, for one that is put
/// back.
final class DiveDecisions {
  private DiveDecisions() {}

  static Decision write(Situation now, Command.DiveWrite write) {
    if (!now.isUsed(write.id(), ItemKind.REQUIREMENT)) {
      return unknown(write.id());
    }
    Item.Dive was = find(now, write.id());
    if (was == null) {
      return write.rev() == 0
          ? first(now, EventType.DIVE_WRITTEN, write.id(), write.text(), false)
          : refused(
              NOT_FOUND, "id: " + write.id() + " (expected: a requirement that has a deep dive)");
    }
    if (write.rev() != was.rev()) {
      return new Decision.Refused(Rejection.outdated(was, write.rev()));
    }
    return write.text().equals(was.text())
        ? NOTHING
        : now.put(
            EventType.DIVE_WRITTEN,
            new Item.Dive(was.id(), was.rev() + 1, was.by(), write.text(), was.met()));
  }

  static Decision mark(Situation now, Command.DiveMark mark) {
    if (!now.isUsed(mark.id(), ItemKind.REQUIREMENT)) {
      return unknown(mark.id());
    }
    Item.Dive was = find(now, mark.id());
    if (mark.met() == (was != null && was.met())) {
      return NOTHING;
    }
    return was == null
        ? first(now, EventType.DIVE_MARKED, mark.id(), "", mark.met())
        : now.put(
            EventType.DIVE_MARKED,
            new Item.Dive(was.id(), was.rev(), was.by(), was.text(), mark.met()));
  }

  private static Decision first(
      Situation now, EventType type, ItemId id, String text, boolean met) {
    return now.count(ItemKind.DIVE) >= Limits.REQUIREMENTS
        ? refused(LIMIT, "dives: %d (expected: at most %1$d)".formatted(Limits.REQUIREMENTS))
        : now.put(type, new Item.Dive(id, 1, now.by(), text, met));
  }

  private static Item.@Nullable Dive find(Situation now, ItemId id) {
    return now.room().item(Item.Dive.keyOf(id), Item.Dive.class);
  }

  private static Decision unknown(ItemId id) {
    return refused(NOT_FOUND, "id: " + id + " (expected: one of the room's requirements)");
  }
}
