package greenroom.server.room;

import greenroom.protocol.Change;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.ParticipantId;
import java.util.List;
import java.util.stream.Stream;

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

  /// The clock of an interview that is known to be under way.
  PhaseClock clock() {
    PhaseClock clock = PhaseClock.of(timer());
    if (clock == null) {
      throw new IllegalStateException("interview: not under way (expected: checked before)");
    }
    return clock;
  }

  Event event(EventType type, Change... changes) {
    return Event.of(time, by, type, List.of(changes));
  }

  /// Accepted, by one event that puts these items.
  Decision put(EventType type, Item... items) {
    Change[] changes = Stream.of(items).map(Change.Put::new).toArray(Change[]::new);
    return new Decision.Accepted(List.of(event(type, changes)));
  }
}
