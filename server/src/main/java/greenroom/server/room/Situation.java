package greenroom.server.room;

import greenroom.protocol.Change;
import greenroom.protocol.Clock;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.ItemKey;
import greenroom.protocol.ItemKind;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.PhaseId;
import greenroom.protocol.Position;
import greenroom.protocol.Stamp;
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

  /// Whether an item of one of these kinds has this id.
  boolean isUsed(ItemId id, ItemKind... kinds) {
    return Stream.of(kinds).anyMatch(kind -> room.item(new ItemKey(kind, id.value())) != null);
  }

  /// How many items of a kind the room has.
  int count(ItemKind kind) {
    return Math.toIntExact(
        room.log(kind.log()).items().keySet().stream().filter(key -> key.kind() == kind).count());
  }

  /// This moment, for what is private.
  Stamp stamp() {
    PhaseId phase =
        switch (timer().clock()) {
          case Clock.Lobby _, Clock.Ended _ -> null;
          case Clock.Running running -> running.phase();
          case Clock.Paused paused -> paused.phase();
        };
    return new Stamp(time, phase, new Position(room.shared().position(), null));
  }

  Event event(EventType type, Change... changes) {
    return Event.of(time, by, type, List.of(changes));
  }

  /// Accepted, by one event that removes an item.
  Decision remove(EventType type, Item item) {
    return new Decision.Accepted(List.of(event(type, new Change.Remove(item.key()))));
  }

  /// Accepted, by one event that puts these items.
  Decision put(EventType type, Item... items) {
    Change[] changes = Stream.of(items).map(Change.Put::new).toArray(Change[]::new);
    return new Decision.Accepted(List.of(event(type, changes)));
  }
}
