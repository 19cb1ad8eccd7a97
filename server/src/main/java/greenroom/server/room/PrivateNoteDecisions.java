package greenroom.server.room;

import static greenroom.protocol.RejectCode.ID_USED;
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

/// Decides about the interviewers' private notes.
final class PrivateNoteDecisions {
  private PrivateNoteDecisions() {}

  static Decision add(Situation now, Command.PrivateNoteAdd add) {
    if (now.isUsed(add.id(), ItemKind.PRIVATE_NOTE)) {
      return refused(ID_USED, "id: " + add.id() + " (expected: one that no private note has)");
    }
    return now.count(ItemKind.PRIVATE_NOTE) >= Limits.PRIVATE_NOTES
        ? refused(
            LIMIT, "privateNotes: %d (expected: at most %1$d)".formatted(Limits.PRIVATE_NOTES))
        : now.put(
            EventType.PRIVATE_NOTE_ADDED,
            new Item.PrivateNote(add.id(), 1, now.by(), add.text(), now.stamp()));
  }

  static Decision edit(Situation now, Command.PrivateNoteEdit edit) {
    Item.PrivateNote was = find(now, edit.id());
    if (was == null) {
      return unknown(edit.id());
    }
    if (edit.rev() != was.rev()) {
      return new Decision.Refused(Rejection.outdated(was, edit.rev()));
    }
    return edit.text().equals(was.text())
        ? NOTHING
        : now.put(
            EventType.PRIVATE_NOTE_EDITED,
            new Item.PrivateNote(was.id(), was.rev() + 1, was.by(), edit.text(), was.stamp()));
  }

  static Decision remove(Situation now, Command.PrivateNoteRemove remove) {
    Item.PrivateNote was = find(now, remove.id());
    if (was == null) {
      return unknown(remove.id());
    }
    return remove.rev() == was.rev()
        ? now.remove(EventType.PRIVATE_NOTE_REMOVED, was)
        : new Decision.Refused(Rejection.outdated(was, remove.rev()));
  }

  private static Item.@Nullable PrivateNote find(Situation now, ItemId id) {
    return now.room().item(Item.PrivateNote.keyOf(id), Item.PrivateNote.class);
  }

  private static Decision unknown(ItemId id) {
    return refused(NOT_FOUND, "id: " + id + " (expected: a private note of this room)");
  }
}
