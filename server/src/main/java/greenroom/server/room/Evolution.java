package greenroom.server.room;

import greenroom.protocol.Change;
import greenroom.protocol.DocId;
import greenroom.protocol.Item;
import greenroom.protocol.ItemKey;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.TextDocument;
import org.pcollections.PMap;

/// Folds entries into a room. Generic over what happened: it looks at the changes only, so an event
/// of a type that this version does not know folds as well as any.
public final class Evolution {
  private Evolution() {}

  /// The room after `entry`, which must be the next of its log.
  ///
  /// @throws IllegalStateException if the entry does not chain onto the room's head; the caller has
  ///   lost count
  public static Room evolve(Room room, Entry entry) {
    LogState before = room.log(entry.log());
    if (!before.position().next(entry.payload()).equals(entry.position())) {
      throw new IllegalStateException(
          "entry: %s after %s (expected: its successor)"
              .formatted(entry.position(), before.position()));
    }
    PMap<ItemKey, Item> items = before.items();
    PMap<DocId, TextDocument> docs = before.docs();
    for (Change change : entry.event().changes()) {
      switch (change) {
        case Change.Put(Item item) -> items = items.plus(item.key(), item);
        case Change.Remove(ItemKey key) -> items = items.minus(key);
        case Change.Edit(Change.TextEdit edit) ->
            docs = docs.plus(edit.doc(), edited(before, docs, edit));
      }
    }
    LogState after =
        new LogState(
            entry.position(),
            Math.max(before.time(), entry.event().time()),
            items,
            docs,
            before.history().plus(entry));
    Room folded = room.with(entry.log(), after);
    return entry.origin() == null
        ? folded
        : folded.with(folded.sessions().remembering(entry.origin(), folded.heads()));
  }

  private static TextDocument edited(
      LogState before, PMap<DocId, TextDocument> docs, Change.TextEdit edit) {
    TextDocument doc = docs.getOrDefault(edit.doc(), before.doc(edit.doc()));
    return doc.apply(ChangeSet.of(edit.change()));
  }
}
