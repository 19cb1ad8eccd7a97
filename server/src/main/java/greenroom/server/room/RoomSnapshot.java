package greenroom.server.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import greenroom.protocol.DocId;
import greenroom.protocol.Item;
import greenroom.protocol.ItemKey;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.SessionId;
import greenroom.protocol.Wire;
import greenroom.server.text.TextDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/// A room's state as bytes, so that a room loads without folding its whole log. Derived and
/// disposable: whoever reads one checks its positions against the log.
public final class RoomSnapshot {
  private static final int FORMAT = 1;

  private RoomSnapshot() {}

  /// Writes a room without its history.
  public static byte[] write(Room room) {
    return Wire.bytes(
        new Stored(
            FORMAT,
            StoredLog.of(room.shared()),
            StoredLog.of(room.privately()),
            room.sessions().uses(),
            room.sessions().bySession().entrySet().stream()
                .map(entry -> StoredSession.of(entry.getKey(), entry.getValue()))
                .toList()));
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws IllegalArgumentException if this is no snapshot, or a damaged one, or one of a format
  ///   that this version does not know
  public static Room read(byte[] bytes) {
    return Wire.read(bytes, Stored.class).room();
  }

  /// The form at rest.
  private record Stored(
      @JsonProperty(required = true) int format,
      StoredLog shared,
      @JsonProperty("private") StoredLog privately,
      @JsonProperty(required = true) long uses,
      List<StoredSession> sessions) {
    Stored {
      require(format == FORMAT, "format: " + format + " (expected: " + FORMAT + ")");
      require(shared != null, "shared: missing (expected: a log)");
      require(privately != null, "private: missing (expected: a log)");
      requireList("sessions", sessions);
    }

    Room room() {
      PMap<SessionId, SessionMemory> bySession = HashTreePMap.empty();
      for (StoredSession session : sessions) {
        bySession = bySession.plus(session.session(), session.memory());
      }
      return new Room(
          shared.state(LogName.SHARED),
          privately.state(LogName.PRIVATE),
          new Sessions(bySession, uses));
    }
  }

  private record StoredLog(
      String position,
      @JsonProperty(required = true) long time,
      List<Item> items,
      Map<DocId, String> docs) {
    StoredLog {
      require(position != null, "position: missing (expected: seq.digest)");
      requireList("items", items);
      require(
          docs != null && docs.values().stream().allMatch(Objects::nonNull),
          "docs: missing (expected: a text for each document)");
    }

    static StoredLog of(LogState state) {
      Map<DocId, String> docs = new TreeMap<>();
      state.docs().forEach((id, doc) -> docs.put(id, doc.text()));
      return new StoredLog(
          state.position().toString(), state.time(), List.copyOf(state.items().values()), docs);
    }

    LogState state(LogName log) {
      PMap<ItemKey, Item> byKey = HashTreePMap.empty();
      for (Item item : items) {
        require(item.itemKind().log() == log, "items: of the other log");
        byKey = byKey.plus(item.key(), item);
      }
      PMap<DocId, TextDocument> texts = HashTreePMap.empty();
      for (Map.Entry<DocId, String> doc : docs.entrySet()) {
        require(doc.getKey().log() == log, "docs: of the other log");
        texts = texts.plus(doc.getKey(), new TextDocument(doc.getValue()));
      }
      LogPosition head = LogPosition.parse(position);
      return new LogState(head, time, byKey, texts, History.from(head));
    }
  }

  /// What is remembered of one session.
  ///
  /// @param committed for each number 6 in a row: the number, the hash, then seq and digest of the
  ///   shared and of the private head
  // Thousands of numbers without a box each; nobody compares two stored forms.
  @SuppressWarnings("ArrayRecordComponent")
  private record StoredSession(
      SessionId session,
      @JsonProperty(required = true) long floor,
      @JsonProperty(required = true) long lastUse,
      long[] committed) {
    private static final int WIDTH = 6;

    StoredSession {
      require(session != null, "session: missing (expected: a session)");
      require(
          committed != null && committed.length % WIDTH == 0,
          "committed: missing or cut off (expected: " + WIDTH + " numbers for each command)");
    }

    static StoredSession of(SessionId session, SessionMemory memory) {
      List<Long> numbers = new ArrayList<>();
      memory
          .committed()
          .forEach((n, known) -> {
            LogPosition shared = known.heads().shared();
            LogPosition privately = known.heads().privately();
            numbers.addAll(
                List.of(
                    n,
                    known.hash(),
                    shared.seq(),
                    shared.digest(),
                    privately.seq(),
                    privately.digest()));
          });
      return new StoredSession(
          session,
          memory.floor(),
          memory.lastUse(),
          numbers.stream().mapToLong(Long::longValue).toArray());
    }

    SessionMemory memory() {
      TreePMap<Long, SessionMemory.Committed> byNumber = TreePMap.empty();
      for (int i = 0; i < committed.length; i += WIDTH) {
        byNumber =
            byNumber.plus(
                committed[i],
                new SessionMemory.Committed(
                    committed[i + 1],
                    new Heads(
                        new LogPosition(committed[i + 2], committed[i + 3]),
                        new LogPosition(committed[i + 4], committed[i + 5]))));
      }
      return new SessionMemory(floor, lastUse, byNumber);
    }
  }

  private static void requireList(String name, @Nullable List<?> list) {
    require(
        list != null && list.stream().allMatch(Objects::nonNull),
        name + ": missing, or something in it is (expected: a list without gaps)");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
