package greenroom.server.room;

import greenroom.protocol.Change;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.ParticipantId;
import java.util.List;

/// What every decision about a permitted command starts from.
///
/// @param by who asks
/// @param time when, in milliseconds since 1970; not before anything that happened in the room
record Situation(Room room, ParticipantId by, long time) {

  Item.Room settings() {
    return room.required(Item.Room.KEY, Item.Room.class);
  }

  Item.Framework framework() {
    return room.required(Item.Framework.KEY, Item.Framework.class);
  }

  Item.Timer timer() {
    return room.required(Item.Timer.KEY, Item.Timer.class);
  }

  Event event(EventType type, Change... changes) {
    return Event.of(time, by, type, List.of(changes));
  }

  Decision put(EventType type, Item... items) {
    return new Decision.Accepted(
        List.of(event(type, List.of(items).stream().map(Change.Put::new).toArray(Change[]::new))));
  }
}
