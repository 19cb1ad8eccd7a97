package greenroom.server.live;

import greenroom.protocol.Command;
import greenroom.protocol.ElementId;
import greenroom.protocol.Item;
import greenroom.protocol.ShapeProperties;
import greenroom.protocol.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a person does on the board. All draw on the same few elements, each from what they see.
final class BoardScript {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int CROWD = 6;

  private final String label;
  private final Chance chance;
  private int count;

  BoardScript(String label, Chance chance) {
    this.label = label;
    this.chance = chance;
  }

  Command next(ClientState state) {
    List<Item.Element> seen = state.all(Item.Element.class);
    if (seen.isEmpty() || (seen.size() < CROWD && chance.of(0.5))) {
      return new Command.BoardPut(List.of(made()));
    }
    return chance.of(0.1) ? erases(seen) : draws(seen);
  }

  private Command.Drawn made() {
    Map<String, JsonNode> whole = new HashMap<>(words());
    whole.put("type", JSON.stringNode("text"));
    List.of("x", "y", "width", "height").forEach(name -> whole.put(name, place()));
    return new Command.Drawn(
        new ElementId(chance.letters(20)), 0, chance.below(1_000), properties(whole), null);
  }

  private Command draws(List<Item.Element> seen) {
    List<Command.Drawn> drawn = new ArrayList<>();
    for (Item.Element element : some(seen)) {
      Map<String, JsonNode> set =
          chance.of(0.4) ? words() : chance.of(0.2) ? Map.of("angle", place()) : dragged();
      List<String> unset = set.containsKey("x") && chance.of(0.2) ? List.of("angle") : null;
      drawn.add(
          new Command.Drawn(
              element.id(), element.rev(), chance.below(1_000), properties(set), unset));
    }
    return new Command.BoardPut(drawn);
  }

  private Command erases(List<Item.Element> seen) {
    return new Command.BoardRemove(
        some(seen).stream()
            .map(element -> new Command.Erased(element.id(), element.rev()))
            .toList());
  }

  private List<Item.Element> some(List<Item.Element> seen) {
    List<Item.Element> some = new ArrayList<>(List.of(chance.one(seen)));
    seen.stream().filter(element -> !some.contains(element) && chance.of(0.2)).forEach(some::add);
    return some;
  }

  private Map<String, JsonNode> dragged() {
    return Map.of("x", place(), "y", place());
  }

  private Map<String, JsonNode> words() {
    return Map.of("text", JSON.stringNode(chance.of(0.1) ? "" : label + " writes " + count++));
  }

  private JsonNode place() {
    return JSON.numberNode(chance.between(-40, 40));
  }

  private static ShapeProperties properties(Map<String, JsonNode> byName) {
    return new ShapeProperties(new TreeMap<>(byName));
  }

  /// Where the tab points, or what it drags.
  Signal signal() {
    ElementId id = new ElementId("box-" + chance.below(3));
    return chance.of(0.5)
        ? new Signal.Pointer(new Signal.Point(chance.below(100), chance.below(100)), List.of(id))
        : new Signal.Drag(
            List.of(new Signal.Dragged(id, chance.below(100), chance.below(100), 20, 10)));
  }
}
