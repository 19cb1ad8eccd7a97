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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides about the interviewers' bookmarks.
final class BookmarkDecisions {
  private BookmarkDecisions() {}

  static Decision add(Situation now, Command.BookmarkAdd add) {
    if (now.isUsed(add.id(), ItemKind.BOOKMARK)) {
      return refused(ID_USED, "id: " + add.id() + " (expected: one that no bookmark has)");
    }
    return now.count(ItemKind.BOOKMARK) >= Limits.BOOKMARKS
        ? refused(LIMIT, "bookmarks: %d (expected: at most %1$d)".formatted(Limits.BOOKMARKS))
        : now.put(
            EventType.BOOKMARK_ADDED,
            new Item.Bookmark(add.id(), 1, now.by(), add.label(), now.stamp()));
  }

  static Decision edit(Situation now, Command.BookmarkEdit edit) {
    Item.Bookmark was = find(now, edit.id());
    if (was == null) {
      return unknown(edit.id());
    }
    if (edit.rev() != was.rev()) {
      return new Decision.Refused(Rejection.outdated(was, edit.rev()));
    }
    return Objects.equals(edit.label(), was.label())
        ? NOTHING
        : now.put(
            EventType.BOOKMARK_EDITED,
            new Item.Bookmark(was.id(), was.rev() + 1, was.by(), edit.label(), was.stamp()));
  }

  static Decision remove(Situation now, Command.BookmarkRemove remove) {
    Item.Bookmark was = find(now, remove.id());
    if (was == null) {
      return unknown(remove.id());
    }
    return remove.rev() == was.rev()
        ? now.remove(EventType.BOOKMARK_REMOVED, was)
        : new Decision.Refused(Rejection.outdated(was, remove.rev()));
  }

  private static Item.@Nullable Bookmark find(Situation now, ItemId id) {
    return now.room().item(Item.Bookmark.keyOf(id), Item.Bookmark.class);
  }

  private static Decision unknown(ItemId id) {
    return refused(NOT_FOUND, "id: " + id + " (expected: a bookmark of this room)");
  }
}
