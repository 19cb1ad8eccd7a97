package greenroom.server.room;

import greenroom.protocol.Change;
import greenroom.protocol.DocId;
import greenroom.protocol.Item;
import greenroom.protocol.ItemKey;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.TextDocument;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.PMap;

/// Folds entries into a room. Generic over what happened: it looks at the changes only, so an event
/// of a type that this version does not know folds as well as any.
public final class Evolution {
  private Evolution() {}

  /// The room after `entry`, which must be the next of its log.
  ///
  /// @throws IllegalStateException if the entry does not chain onto the room's head; the caller has
  ///   lost count
  /// @throws IllegalArgumentException if it edits a text of another length than the document has:
  ///   no decision made it, the log is damaged
  public static Room evolve(Room room, Entry entry) {
    LogState before = room.log(entry.log());
    if (!before.position().next(entry.payload()).equals(entry.position())) {
      throw new IllegalStateException(
          "entry: %s after %s (expected: its successor)"
              .formatted(entry.position(), before.position()));
    }
    PMap<ItemKey, Item> items = before.items();
    PMap<DocId, TextDocument> docs = before.docs();
    History.Step step = step(entry);
    for (Change change : entry.event().changes()) {
      switch (change) {
        case Change.Put(Item item) -> items = items.plus(item.key(), item);
        case Change.Remove(ItemKey key) -> items = items.minus(key);
        case Change.Edit _ -> {}
      }
    }
    for (History.Edit edit : step.edits()) {
      TextDocument doc = docs.getOrDefault(edit.doc(), TextDocument.EMPTY);
      docs = docs.plus(edit.doc(), doc.apply(edit.change()));
    }
    LogState after =
        new LogState(
            entry.position(),
            Math.max(before.time(), entry.event().time()),
            items,
            docs,
            before.history().plus(step));
    Room folded = room.with(entry.log(), after);
    return entry.origin() == null
        ? folded
        : folded.with(folded.sessions().remembering(entry.origin(), folded.heads()));
  }

  /// What a history keeps of an entry.
  public static History.Step step(Entry entry) {
    List<History.Edit> edits = new ArrayList<>();
    for (Change change : entry.event().changes()) {
      if (change instanceof Change.Edit(Change.TextEdit edit)) {
        edits.add(new History.Edit(edit.doc(), ChangeSet.of(edit.change())));
      }
    }
    return new History.Step(entry.position(), edits);
  }
}
