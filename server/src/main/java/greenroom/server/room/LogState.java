package greenroom.server.room;

import greenroom.protocol.DocId;
import greenroom.protocol.Item;
import greenroom.protocol.ItemKey;
import greenroom.protocol.LogPosition;
import greenroom.server.text.TextDocument;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// The fold of one log.
///
/// @param position the log's head
/// @param time of the newest event, in milliseconds since 1970
/// @param items by key
/// @param docs the documents that were ever edited
/// @param history the newest part of the log, as far as it is held
public record LogState(
    LogPosition position,
    long time,
    PMap<ItemKey, Item> items,
    PMap<DocId, TextDocument> docs,
    History history) {
  static final LogState EMPTY =
      new LogState(
          LogPosition.START,
          0,
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          History.from(LogPosition.START));

  public TextDocument doc(DocId id) {
    TextDocument doc = docs.get(id);
    return doc == null ? TextDocument.EMPTY : doc;
  }

  LogState with(History other) {
    return new LogState(position, time, items, docs, other);
  }
}
