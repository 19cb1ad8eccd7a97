package greenroom.server.room;

import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.server.room.Decision.NOTHING;
import static greenroom.server.room.Decision.refused;

import greenroom.protocol.Command;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;

/// Decides what becomes of findings; as a list they are decided about by [ListDecisions].
final class FindingDecisions {
  private FindingDecisions() {}

  static Decision mark(Situation now, Command.FindingMark mark) {
    Item.Finding was = now.room().item(Item.Finding.keyOf(mark.id()), Item.Finding.class);
    if (was == null) {
      return refused(NOT_FOUND, "id: " + mark.id() + " (expected: one of the room's findings)");
    }
    return mark.status() == was.status()
        ? NOTHING
        : now.put(
            EventType.FINDING_MARKED,
            new Item.Finding(
                was.id(), was.rev(), was.order(), was.by(), was.content(), mark.status()));
  }
}
