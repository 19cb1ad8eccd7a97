package greenroom.protocol;

import java.util.Comparator;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A client's reducer, written from SPEC alone and on plain JSON, so that it shares nothing with
/// the server.
final class Fold {
  private record Key(String kind, String id) {}

  private final SequencedMap<Key, JsonNode> items =
      new TreeMap<>(Comparator.comparing(Key::kind).thenComparing(Key::id));
  private final Map<String, String> docs = new TreeMap<>();

  /// @param docs the documents that the reader reads
  Fold(JsonNode docs) {
    docs.valueStream().forEach(doc -> this.docs.put(doc.stringValue(), ""));
  }

  void apply(JsonNode event) {
    for (JsonNode change : event.get("changes")) {
      if (change.has("put")) {
        JsonNode item = change.get("put");
        String kind = item.get("kind").stringValue();
        items.put(new Key(kind, item.path("id").asString(kind)), item);
      } else if (change.has("remove")) {
        JsonNode key = change.get("remove");
        items.remove(new Key(key.get("kind").stringValue(), key.get("id").stringValue()));
      } else {
        JsonNode edit = change.get("edit");
        docs.computeIfPresent(
            edit.get("doc").stringValue(), (_, text) -> edited(text, edit.get("change")));
      }
    }
  }

  JsonNode state() {
    ObjectNode state = ProtocolFiles.JSON.createObjectNode();
    ArrayNode list = state.putArray("items");
    items.values().forEach(list::add);
    ObjectNode texts = state.putObject("docs");
    docs.forEach(texts::put);
    return state;
  }

  private static String edited(String text, JsonNode change) {
    StringBuilder result = new StringBuilder();
    int at = 0;
    for (JsonNode section : change) {
      if (section.isArray()) {
        at += section.get(0).intValue();
        for (int i = 1; i < section.size(); i++) {
          result.append(i == 1 ? "" : "\n").append(section.get(i).stringValue());
        }
      } else {
        result.append(text, at, at + section.intValue());
        at += section.intValue();
      }
    }
    if (at != text.length()) {
      throw new IllegalStateException(change + ": not a change of " + text.length() + " units");
    }
    return result.toString();
  }
}
