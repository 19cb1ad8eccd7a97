package greenroom.server.room;

import greenroom.protocol.DocId;
import greenroom.protocol.Item;
import greenroom.protocol.ItemKey;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Role;
import greenroom.protocol.RoomState;
import greenroom.server.text.TextDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A room's state: the folds of its logs and what it remembers of its sessions.
public record Room(LogState shared, LogState privately, Sessions sessions) {
  /// A room in which nothing has happened.
  public static final Room EMPTY = new Room(LogState.EMPTY, LogState.EMPTY, Sessions.NONE);

  public LogState log(LogName log) {
    return switch (log) {
      case SHARED -> shared;
      case PRIVATE -> privately;
    };
  }

  public Heads heads() {
    return new Heads(shared.position(), privately.position());
  }

  /// The time of the newest event of both logs, in milliseconds since 1970.
  public long time() {
    return Math.max(shared.time(), privately.time());
  }

  public @Nullable Item item(ItemKey key) {
    return log(key.kind().log()).items().get(key);
  }

  /// An item by its key, which names the type as well.
  <T extends Item> @Nullable T item(ItemKey key, Class<T> type) {
    return type.cast(item(key));
  }

  /// An item that every room has.
  ///
  /// @throws IllegalStateException if this room does not
  <T extends Item> T required(ItemKey key, Class<T> type) {
    T item = item(key, type);
    if (item == null) {
      throw new IllegalStateException(
          "%s: missing (expected: in every room)".formatted(key.kind().wire()));
    }
    return item;
  }

  public TextDocument doc(DocId id) {
    return log(id.log()).doc(id);
  }

  /// What a reader of this role may see. Documents stand in it from the start, empty.
  public RoomState seenBy(Role role) {
    List<Item> items = new ArrayList<>();
    Map<DocId, String> docs = new TreeMap<>();
    for (LogName log : LogName.values()) {
      if (role.reads(log)) {
        items.addAll(log(log).items().values());
      }
    }
    for (DocId id : DocId.values()) {
      if (role.reads(id.log())) {
        docs.put(id, doc(id).text());
      }
    }
    return RoomState.of(items, docs);
  }

  /// This room with a history of `log` that reaches further back.
  ///
  /// @param from the position before the first of `steps`
  /// @param steps of all entries of that log up to where the present history starts
  /// @throws IllegalArgumentException if they do not end there
  public Room reachingBack(LogName log, LogPosition from, List<History.Step> steps) {
    return with(log, log(log).with(log(log).history().reachingBack(from, steps)));
  }

  /// Whether a log's history has more steps than `steps`, or weighs more than `weight` bytes.
  public boolean historyExceeds(int steps, long weight) {
    return Stream.of(shared.history(), privately.history())
        .anyMatch(history -> history.steps().size() > steps || history.weight() > weight);
  }

  /// This room with no more than the newest `steps` steps of history to each log, of no more than
  /// `weight` bytes.
  public Room trimmed(int steps, long weight) {
    Room room = this;
    for (LogName log : LogName.values()) {
      LogState state = log(log);
      room = room.with(log, state.with(state.history().trimmed(steps, weight)));
    }
    return room;
  }

  Room with(LogName log, LogState state) {
    return switch (log) {
      case SHARED -> new Room(state, privately, sessions);
      case PRIVATE -> new Room(shared, state, sessions);
    };
  }

  Room with(Sessions newSessions) {
    return new Room(shared, privately, newSessions);
  }
}
