package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.protocol.RejectCode.ID_USED;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.happened;
import static greenroom.server.room.Rooms.lobby;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Scenario.CARL;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.SAM;
import static greenroom.server.room.Scenario.given;
import static greenroom.server.room.Scenario.idOf;
import static greenroom.server.room.Scenario.put;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Change;
import greenroom.protocol.Command;
import greenroom.protocol.ElementId;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.Limits;
import greenroom.protocol.Shape;
import greenroom.protocol.ShapeProperties;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

final class BoardDecisionsTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// A box by Ivy.
  private static final Item.Element BOX = box("box", 1, Map.of());

  private static ShapeProperties properties(Map<String, JsonNode> byName) {
    return new ShapeProperties(new TreeMap<>(byName));
  }

  private static ShapeProperties whole(Map<String, JsonNode> more) {
    Map<String, JsonNode> all = new TreeMap<>(more);
    all.put("type", JSON.stringNode("rectangle"));
    List.of("x", "y", "width", "height")
        .forEach(name -> all.putIfAbsent(name, JSON.numberNode(10L)));
    return properties(all);
  }

  private static Item.Element box(String id, long rev, Map<String, JsonNode> more) {
    return new Item.Element(
        new ElementId(id), rev, 5, idOf(IVY), null, null, new Shape(whole(more)));
  }

  private static Command.Drawn makes(String id, Map<String, JsonNode> more) {
    return new Command.Drawn(new ElementId(id), 0, 5, whole(more), null);
  }

  private static Command.Drawn changes(String id, long base, Map<String, JsonNode> set) {
    return new Command.Drawn(new ElementId(id), base, 5, properties(set), null);
  }

  private static Command.BoardPut draws(Command.Drawn... elements) {
    return new Command.BoardPut(List.of(elements));
  }

  private static Command.BoardRemove erases(String id, long base) {
    return new Command.BoardRemove(List.of(new Command.Erased(new ElementId(id), base)));
  }

  private static Event drawn(Item.Element... elements) {
    return happened(EventType.BOARD_DRAWN, elements);
  }

  private static Map<String, JsonNode> x(long x) {
    return Map.of("x", JSON.numberNode(x));
  }

  @Test
  @DisplayName("[BD3] [BD4] several elements are made by one event, in the lobby too")
  void makes() {
    given(lobby())
        .at(5)
        .when(IVY, draws(makes("box", Map.of()), makes("other", x(7))))
        .then(put(EventType.BOARD_DRAWN, BOX, box("other", 1, x(7))));
  }

  @Test
  @DisplayName("[BD5] what others changed stays, and the revision is raised by one")
  void merges() {
    given(running(), drawn(box("box", 3, Map.of("angle", JSON.numberNode(1L)))))
        .at(5)
        .when(CARL, draws(changes("box", 1, x(70))))
        .then(
            put(
                EventType.BOARD_DRAWN,
                box("box", 4, Map.of("angle", JSON.numberNode(1L), "x", JSON.numberNode(70L)))));
  }

  @Test
  @DisplayName("[BD4] a used id refuses the whole command")
  void aUsedIdRefusesAll() {
    given(running(), drawn(BOX))
        .at(5)
        .when(CARL, draws(makes("new", Map.of()), makes("box", Map.of())))
        .rejected(ID_USED, "id: box (expected: one that no element of the board has)");
  }

  @Test
  @DisplayName("[BD4] [BD8] [CM6] what is gone or is so already is left out; nothing is nothing")
  void whatIsSoAlreadyIsLeftOut() {
    given(running(), drawn(BOX, box("other", 1, Map.of())))
        .at(5)
        .when(CARL, draws(changes("gone", 1, x(1)), changes("box", 1, x(10))))
        .nothing()
        .when(CARL, draws(changes("gone", 1, x(1)), changes("other", 1, x(3))))
        .then(put(EventType.BOARD_DRAWN, box("other", 2, x(3))));
  }

  @Test
  @DisplayName("[BD9] elements are taken away by one event, and what is gone stays gone")
  void removes() {
    given(running(), drawn(BOX))
        .at(5)
        .when(CARL, erases("gone", 1))
        .nothing()
        .when(CARL, erases("box", 1))
        .then(new Scenario.Expected(EventType.BOARD_ERASED, List.of(new Change.Remove(BOX.key()))))
        .when(IVY, draws(changes("box", 1, x(3))))
        .nothing();
  }

  @Test
  @DisplayName("[BD9] words that the eraser had not seen stay")
  void unseenWordsStay() {
    Map<String, JsonNode> text = Map.of("text", JSON.stringNode("Cache"));
    given(running(), drawn(BOX))
        .at(5)
        .when(CARL, draws(changes("box", 1, text)))
        .accepted()
        .when(IVY, erases("box", 1))
        .nothing()
        .when(IVY, erases("box", 2))
        .accepted();
  }

  @Test
  @DisplayName("[BD11] [LM2] there are at most so many elements")
  void tooManyElements() {
    Item.Element[] all =
        IntStream.range(0, Limits.ELEMENTS)
            .mapToObj(i -> box("box-" + i, 1, Map.of()))
            .toArray(Item.Element[]::new);
    given(running(), drawn(all))
        .at(5)
        .when(CARL, draws(makes("one-more", Map.of())))
        .rejected(LIMIT, "elements: 4001 (expected: at most 4000)")
        .when(CARL, draws(changes("box-7", 1, x(70))))
        .accepted();
  }

  @Test
  @DisplayName("[BD11] [LM2] a shape has at most so many bytes")
  void tooLargeAShape() {
    assertThat(BOX.shape().size())
        .isEqualTo(
            "{\"height\":10,\"type\":\"rectangle\",\"width\":10,\"x\":10,\"y\":10}".length());
    String most =
        "é".repeat((Limits.ELEMENT_BYTES - BOX.shape().size() - ",\"a\":\"\"".length()) / 2);
    given(running(), drawn(BOX))
        .at(5)
        .when(CARL, draws(changes("box", 1, Map.of("a", JSON.stringNode(most + "éé")))))
        .rejected(LIMIT)
        .when(CARL, draws(changes("box", 1, Map.of("a", JSON.stringNode(most)))))
        .accepted();
  }

  @Test
  @DisplayName("[BD11] [LM2] the board has at most so many bytes, and may shrink above that")
  void tooLargeABoard() {
    JsonNode large = JSON.stringNode("x".repeat(Limits.ELEMENT_BYTES - 200));
    int fit = Limits.BOARD_BYTES / (Limits.ELEMENT_BYTES - 200) + 1;
    Item.Element[] all =
        IntStream.range(0, fit)
            .mapToObj(i -> box("box-" + i, 1, Map.of("a", large)))
            .toArray(Item.Element[]::new);
    given(running(), drawn(all))
        .at(5)
        .when(CARL, draws(makes("small", Map.of())))
        .rejected(LIMIT)
        .when(CARL, draws(changes("box-1", 1, Map.of("a", JSON.stringNode("")))))
        .accepted();
  }

  @Test
  @DisplayName("[RM5] [CM17] participants draw until the end, spectators never")
  void whoMay() {
    given(running(), drawn(BOX))
        .at(5)
        .when(SAM, draws(changes("box", 1, x(1))))
        .rejected(FORBIDDEN)
        .when(SAM, erases("box", 1))
        .rejected(FORBIDDEN);
    given(ended(), drawn(BOX))
        .at(5)
        .when(IVY, draws(changes("box", 1, x(1))))
        .rejected(WRONG_STATE)
        .when(CARL, erases("box", 1))
        .rejected(WRONG_STATE);
  }
}
