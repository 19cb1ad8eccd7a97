package greenroom.protocol;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The state of a room as one kind of reader may see it.
///
/// @param items ordered by kind, then id
/// @param docs the text of each document
public record RoomState(List<Item> items, Map<DocId, String> docs) {
  public RoomState {
    items = Require.list("items", items, 0, Integer.MAX_VALUE);
    Require.present("docs", docs).forEach((id, text) -> Require.present("docs." + id.wire(), text));
  }

  /// Puts items and documents into the order that every state has.
  public static RoomState of(Collection<Item> items, Map<DocId, String> docs) {
    return new RoomState(
        items.stream().sorted((a, b) -> a.key().compareTo(b.key())).toList(), new TreeMap<>(docs));
  }

  /// SHA-256 over the canonical JSON (RFC 8785) of this state, in hex: equal states have equal
  /// digests.
  public String digest() {
    return CanonicalJson.sha256(Wire.tree(this));
  }
}
