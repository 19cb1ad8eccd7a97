package greenroom.server.live;

import greenroom.protocol.Change;
import greenroom.protocol.DocId;
import greenroom.protocol.Item;
import greenroom.protocol.ItemKey;
import greenroom.protocol.Role;
import greenroom.protocol.RoomState;
import greenroom.server.text.ChangeSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A room as a client folds it from what it is sent.
final class ClientState {
  private final Map<ItemKey, Item> items = new HashMap<>();
  private final Map<DocId, CollabText> docs = new EnumMap<>(DocId.class);

  ClientState(Role role) {
    for (DocId id : DocId.values()) {
      if (role.reads(id.log())) {
        docs.put(id, new CollabText());
      }
    }
  }

  /// Takes a state whole.
  void restart(RoomState state) {
    items.clear();
    state.items().forEach(item -> items.put(item.key(), item));
    state.docs().forEach((id, text) -> doc(id).restart(text));
  }

  /// Applies the changes of an event.
  ///
  /// @param own the number of this client's command that made it, 0 if none did
  /// @return what is wrong with it, if anything is
  @Nullable String apply(List<Change> changes, long own) {
    Map<DocId, List<ChangeSet>> edits = new EnumMap<>(DocId.class);
    for (Change change : changes) {
      switch (change) {
        case Change.Put(Item item) -> items.put(item.key(), item);
        case Change.Remove(ItemKey key) -> items.remove(key);
        case Change.Edit(Change.TextEdit edit) ->
            edits
                .computeIfAbsent(edit.doc(), _ -> new ArrayList<>())
                .add(ChangeSet.of(edit.change()));
      }
    }
    String wrong = null;
    for (Map.Entry<DocId, List<ChangeSet>> edited : edits.entrySet()) {
      String found = doc(edited.getKey()).confirm(own, edited.getValue());
      wrong = wrong == null ? found : wrong;
    }
    return wrong;
  }

  CollabText doc(DocId id) {
    CollabText doc = docs.get(id);
    if (doc == null) {
      throw new IllegalArgumentException("doc: " + id + " (expected: one that the role reads)");
    }
    return doc;
  }

  Map<DocId, CollabText> docs() {
    return docs;
  }

  @Nullable Item item(ItemKey key) {
    return items.get(key);
  }

  /// All items of a type, in the order of their keys.
  <T extends Item> List<T> all(Class<T> type) {
    return items.values().stream()
        .filter(type::isInstance)
        .sorted((a, b) -> a.key().compareTo(b.key()))
        .map(type::cast)
        .toList();
  }

  /// What is confirmed.
  RoomState confirmed() {
    Map<DocId, String> texts = new EnumMap<>(DocId.class);
    docs.forEach((id, doc) -> texts.put(id, doc.confirmed()));
    return RoomState.of(items.values(), texts);
  }
}
