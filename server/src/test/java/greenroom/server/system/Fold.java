package greenroom.server.system;

import greenroom.protocol.Change;
import greenroom.protocol.DocId;
import greenroom.protocol.Item;
import greenroom.protocol.ItemKey;
import greenroom.protocol.RoomState;
import greenroom.protocol.ServerFrame;
import greenroom.server.text.ChangeSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a reader knows of a room: a state, and events folded in by their changes alone. For one
/// thread at a time.
final class Fold {
  private final Map<ItemKey, Item> items = new TreeMap<>();
  private final Map<DocId, String> docs = new EnumMap<>(DocId.class);

  void take(RoomState state) {
    items.clear();
    docs.clear();
    state.items().forEach(item -> items.put(item.key(), item));
    docs.putAll(state.docs());
  }

  void apply(ServerFrame.Happened event) {
    for (Change change : event.changes()) {
      switch (change) {
        case Change.Put(Item item) -> items.put(item.key(), item);
        case Change.Remove(ItemKey key) -> items.remove(key);
        case Change.Edit(Change.TextEdit edit) ->
            docs.put(edit.doc(), ChangeSet.of(edit.change()).apply(text(edit.doc())));
      }
    }
  }

  String text(DocId doc) {
    return docs.getOrDefault(doc, "");
  }

  List<Item> items() {
    return List.copyOf(items.values());
  }

  RoomState state() {
    return RoomState.of(items.values(), docs);
  }

  String digest() {
    return state().digest();
  }
}
