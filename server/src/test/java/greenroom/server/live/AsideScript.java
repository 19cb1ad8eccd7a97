package greenroom.server.live;

import greenroom.protocol.Command;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an interviewer writes down aside. All of it is marked for [Privacy].
final class AsideScript {
  private final Chance chance;
  private final Revisions revisions;
  private int count;

  AsideScript(Chance chance, Revisions revisions) {
    this.chance = chance;
    this.revisions = revisions;
  }

  List<Command> onPrivateNotes(ClientState state) {
    List<Item.PrivateNote> notes = state.all(Item.PrivateNote.class);
    if (notes.isEmpty() || chance.of(0.4)) {
      ItemId id = newId();
      Command add = new Command.PrivateNoteAdd(id, text());
      return chance.of(0.7) ? List.of(add) : List.of(add, editNote(id, 1));
    }
    Item.PrivateNote one = chance.one(notes);
    long rev = revisions.of(one.key(), one.rev());
    return List.of(
        chance.of(0.3) ? new Command.PrivateNoteRemove(one.id(), rev) : editNote(one.id(), rev));
  }

  private Command editNote(ItemId id, long rev) {
    return new Command.PrivateNoteEdit(id, rev, text());
  }

  List<Command> onBookmarks(ClientState state) {
    List<Item.Bookmark> bookmarks = state.all(Item.Bookmark.class);
    if (bookmarks.isEmpty() || chance.of(0.4)) {
      return List.of(new Command.BookmarkAdd(newId(), textOrNone()));
    }
    Item.Bookmark one = chance.one(bookmarks);
    long rev = revisions.of(one.key(), one.rev());
    return List.of(
        chance.of(0.3)
            ? new Command.BookmarkRemove(one.id(), rev)
            : new Command.BookmarkEdit(one.id(), rev, textOrNone()));
  }

  private ItemId newId() {
    return new ItemId(Privacy.SECRET_ID + chance.letters(9));
  }

  private String text() {
    return Privacy.NOTE + "noticed " + count++;
  }

  private @Nullable String textOrNone() {
    return chance.of(0.7) ? text() : null;
  }
}
