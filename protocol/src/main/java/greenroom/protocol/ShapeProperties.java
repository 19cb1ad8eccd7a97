package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.node.ObjectNode;

/// Some properties of an element of the board, under the names that Excalidraw gives them. Those
/// that the protocol knows have their form; the others are kept as they are. A property that is
/// `null` counts as absent.
///
/// @param byName whose values nobody changes any more
@JsonDeserialize(using = ShapeProperties.Reader.class)
public record ShapeProperties(@JsonValue SortedMap<String, JsonNode> byName) {

  /// What stands elsewhere in the item, or follows from the other elements.
  private static final Set<String> ELSEWHERE =
      Set.of("id", "version", "versionNonce", "updated", "isDeleted", "boundElements");

  private static final List<String> TYPES =
      List.of("rectangle", "ellipse", "diamond", "line", "arrow", "freedraw", "text", "frame");

  private static final Pattern INDEX = Pattern.compile("[A-Za-z][0-9A-Za-z]{1,127}");
  private static final Pattern LINK =
      Pattern.compile("(?=.{1,2000}$)https?://[^\\u0000-\\u0020\\u007f-\\u009f]*");

  public ShapeProperties {
    SortedMap<String, JsonNode> kept = new TreeMap<>();
    byName.forEach((name, value) -> {
      if (!value.isNull()) {
        kept.put(name, checked(name, value));
      }
    });
    byName = Collections.unmodifiableSortedMap(kept);
  }

  public @Nullable JsonNode get(String name) {
    return byName.get(name);
  }

  public boolean has(String name) {
    return byName.containsKey(name);
  }

  private static JsonNode checked(String name, JsonNode value) {
    Require.line("name", name, 1, Limits.NAME_LENGTH);
    if (ELSEWHERE.contains(name)) {
      throw new IllegalArgumentException(name + ": present (expected: not in a shape)");
    }
    JsonNode plain = ShapeNumber.normalized(name, value);
    switch (name) {
      case "type" -> type(string(name, plain));
      case "x", "y", "width", "height", "angle" -> number(name, plain);
      case "index" -> Require.matches(name, string(name, plain), INDEX, "a fractional key");
      case "text", "originalText" ->
          Require.lines(name, string(name, plain), 0, Limits.ELEMENT_TEXT_LENGTH);
      case "containerId" -> new ElementId(string(name, plain));
      case "link" -> Require.matches(name, string(name, plain), LINK, "an http or https URL");
      case "points" -> points(plain);
      case "customData" -> object(name, plain);
      default -> {
        // Excalidraw's own business.
      }
    }
    return plain;
  }

  private static void type(String type) {
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException(
          "type: unknown (expected: one of " + String.join(", ", TYPES) + ")");
    }
  }

  private static String string(String name, JsonNode value) {
    if (!value.isString()) {
      throw new IllegalArgumentException(name + ": of another type (expected: a string)");
    }
    return value.stringValue();
  }

  private static void number(String name, JsonNode value) {
    if (!value.isNumber()) {
      throw new IllegalArgumentException(name + ": of another type (expected: a number)");
    }
  }

  private static void object(String name, JsonNode value) {
    if (!value.isObject()) {
      throw new IllegalArgumentException(name + ": of another type (expected: an object)");
    }
  }

  private static void points(JsonNode value) {
    boolean pairs = value.isArray() && !value.isEmpty();
    for (JsonNode point : value) {
      pairs &=
          point.isArray()
              && point.size() == 2
              && point.get(0).isNumber()
              && point.get(1).isNumber();
    }
    if (!pairs) {
      throw new IllegalArgumentException(
          "points: of another form (expected: one or more pairs of numbers)");
    }
  }

  /// Reads an object whatever its properties are called.
  static final class Reader extends StdDeserializer<ShapeProperties> {
    Reader() {
      super(ShapeProperties.class);
    }

    @Override
    public ShapeProperties deserialize(JsonParser json, DeserializationContext context) {
      JsonNode tree = context.readTree(json);
      if (!(tree instanceof ObjectNode object)) {
        throw MismatchedInputException.from(
            json, ShapeProperties.class, "not an object (expected: an object)");
      }
      return of(object);
    }
  }

  static ShapeProperties of(ObjectNode object) {
    SortedMap<String, JsonNode> byName = new TreeMap<>();
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      byName.put(property.getKey(), property.getValue());
    }
    return new ShapeProperties(byName);
  }
}
