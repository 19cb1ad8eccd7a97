package greenroom.server.room;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.protocol.Change;
import greenroom.protocol.DocId;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Role;
import greenroom.protocol.SessionId;
import greenroom.protocol.TextChange;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.Replacement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A snapshot that is not as it was written must not keep its room from loading: whatever became of
/// it, reading it gives a room or an `IllegalArgumentException`.
final class RoomSnapshotTest {
  private static final SessionId SESSION = new SessionId("session-of-snapshots");
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Room ROOM = room();
  private static final byte[] WRITTEN = RoomSnapshot.write(ROOM);

  /// A room with something in each part of its snapshot.
  private static Room room() {
    Room room = Rooms.running();
    room = Rooms.fold(room, Rooms.happened(EventType.PROBLEM_DRAFTED, Rooms.DRAFT));
    for (DocId doc : DocId.values()) {
      TextChange change = ChangeSet.of(List.of(Replacement.insert(0, "words")), 0).toTextChange();
      Event event =
          Event.of(
              Rooms.T0,
              null,
              EventType.NOTES_EDITED,
              List.of(new Change.Edit(new Change.TextEdit(doc, change))));
      Origin origin = new Origin(SESSION, room.heads().shared().seq(), 42, List.of());
      room = Evolution.evolve(room, Entry.after(room.heads(), event, origin));
    }
    return room;
  }

  @Test
  void whatWasWrittenIsReadAgain() {
    Room read = RoomSnapshot.read(WRITTEN);

    assertThat(read.heads()).isEqualTo(ROOM.heads());
    assertThat(read.sessions()).isEqualTo(ROOM.sessions());
    for (Role role : Role.values()) {
      assertThat(read.seenBy(role)).isEqualTo(ROOM.seenBy(role));
    }
    assertThat(RoomSnapshot.write(read)).isEqualTo(WRITTEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no snapshot",
        "null",
        "[]",
        "{}",
        "{\"format\":1}",
        "{\"format\":2}",
        "{\"format\":1,\"shared\":{},\"private\":{},\"uses\":0,\"sessions\":[]}",
        "{\"format\":1,\"shared\":null,\"private\":null,\"uses\":0,\"sessions\":null}",
      })
  void whatIsNoSnapshotIsRefused(String text) {
    assertThatThrownBy(() -> RoomSnapshot.read(text.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("[a-zA-Z.\\[\\]0-9]+: .+");
  }

  @Test
  void aSnapshotThatEndsEarlyIsRefused() {
    for (int length = 0; length < WRITTEN.length; length++) {
      byte[] cut = Arrays.copyOf(WRITTEN, length);
      assertThatThrownBy(() -> RoomSnapshot.read(cut))
          .as("the first %d bytes", length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aSnapshotWithAnotherByteIsARoomOrRefused() {
    for (int i = 0; i < WRITTEN.length; i++) {
      for (byte other : new byte[] {0, '0', '"', ']', (byte) 0xff}) {
        byte[] changed = WRITTEN.clone();
        changed[i] = other;
        assertRoomOrRefused("byte " + i + " is " + other, changed);
      }
    }
  }

  @Test
  void aSnapshotOfWhichAnyPartIsGoneOrAnotherIsARoomOrRefused() {
    List<Consumer<JsonNode>> damages = new ArrayList<>();
    JsonNode whole = JSON.readTree(WRITTEN);
    damagesOf(whole, List.of(), damages);
    assertThat(damages).hasSizeGreaterThan(1_000);
    for (Consumer<JsonNode> damage : damages) {
      JsonNode changed = whole.deepCopy();
      damage.accept(changed);
      assertRoomOrRefused(changed.toString(), JSON.writeValueAsBytes(changed));
    }
  }

  /// Everything that can become of what lies below a place.
  private static void damagesOf(JsonNode at, List<Object> path, List<Consumer<JsonNode>> damages) {
    List<?> below =
        switch (at) {
          case ObjectNode object -> List.copyOf(object.propertyNames());
          case ArrayNode array -> IntStream.range(0, array.size()).boxed().toList();
          default -> List.of();
        };
    for (Object step : below) {
      damages.add(whole -> replace(whole, path, step, null));
      others().forEach(other -> damages.add(whole -> replace(whole, path, step, other)));
      List<Object> further = new ArrayList<>(path);
      further.add(step);
      damagesOf(
          step instanceof String name ? at.get(name) : at.get((Integer) step), further, damages);
    }
  }

  private static Stream<JsonNode> others() {
    return Stream.of(
        NODES.nullNode(),
        NODES.booleanNode(true),
        NODES.numberNode(0),
        NODES.numberNode(-1),
        NODES.numberNode(7.5),
        NODES.numberNode(Long.MAX_VALUE),
        NODES.stringNode(""),
        NODES.stringNode("private"),
        NODES.arrayNode(),
        NODES.arrayNode().addNull(),
        NODES.arrayNode().add(1),
        NODES.objectNode(),
        NODES.objectNode().putNull("notes"));
  }

  private static void replace(
      JsonNode whole, List<Object> path, Object step, @Nullable JsonNode other) {
    JsonNode at = whole;
    for (Object each : path) {
      at = each instanceof String name ? at.get(name) : at.get((Integer) each);
    }
    if (at instanceof ObjectNode object) {
      if (other == null) {
        object.remove((String) step);
      } else {
        object.set((String) step, other);
      }
    } else if (at instanceof ArrayNode array) {
      if (other == null) {
        array.remove((Integer) step);
      } else {
        array.set((Integer) step, other);
      }
    }
  }

  /// A room, if there is one, is one to go on with.
  private static void assertRoomOrRefused(String what, byte[] snapshot) {
    try {
      Room room = RoomSnapshot.read(snapshot);
      for (Role role : Role.values()) {
        assertThat(room.seenBy(role)).isNotNull();
      }
      assertThat(RoomSnapshot.read(RoomSnapshot.write(room)).heads()).isEqualTo(room.heads());
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).as(what).isNotBlank();
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    }
  }
}
