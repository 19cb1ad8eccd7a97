package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.server.room.Decision.NOTHING;
import static greenroom.server.room.Decision.refused;

import greenroom.protocol.Change;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.Role;
import java.util.List;

/// Decides about the links that open the room.
final class LinkDecisions {
  private LinkDecisions() {}

  static Decision change(Room room, Actor actor, Role role, boolean active, long now) {
    if (actor.role() != Role.INTERVIEWER) {
      return refused(FORBIDDEN, "role: %s (expected: interviewer)".formatted(actor.role().wire()));
    }
    Item.Link was = room.item(Item.Link.keyOf(role), Item.Link.class);
    if (!active && was != null && !was.active()) {
      return NOTHING;
    }
    long time = Math.max(now, room.time());
    long rev = was == null ? 1 : was.rev();
    EventType type = active ? EventType.LINK_ROTATED : EventType.LINK_REVOKED;
    return new Decision.Accepted(
        List.of(
            Event.of(
                time,
                actor.participant(),
                type,
                List.of(new Change.Put(new Item.Link(role, rev + 1, active, time))))));
  }
}
