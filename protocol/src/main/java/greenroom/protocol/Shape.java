package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.node.JsonNodeFactory;

/// What an element of the board looks like: all its properties. Immutable.
@JsonDeserialize(using = Shape.Reader.class)
public final class Shape {
  /// What every shape has.
  static final List<String> REQUIRED = List.of("type", "x", "y", "width", "height");

  private final ShapeProperties properties;

  /// Zero until somebody asks; whoever does reckons the same.
  private int size;

  /// @throws IllegalArgumentException if a property is missing that every shape has
  public Shape(ShapeProperties properties) {
    for (String name : REQUIRED) {
      Require.present(name, properties.get(name));
    }
    this.properties = properties;
  }

  @JsonValue
  public ShapeProperties properties() {
    return properties;
  }

  /// The bytes of its canonical JSON.
  public int size() {
    if (size == 0) {
      JsonNode json = JsonNodeFactory.instance.objectNode().setAll(properties.byName());
      size = CanonicalJson.write(json).getBytes(StandardCharsets.UTF_8).length;
    }
    return size;
  }

  /// The words in it, or null if it is none that has words.
  public @Nullable String text() {
    JsonNode text = properties.get("text");
    return text == null ? null : text.stringValue();
  }

  /// This shape with other properties; those that `set` and `unset` do not name stay.
  public Shape with(ShapeProperties set, Set<String> unset) {
    SortedMap<String, JsonNode> merged = new TreeMap<>(properties.byName());
    merged.putAll(set.byName());
    merged.keySet().removeAll(unset);
    return new Shape(new ShapeProperties(merged));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && properties.equals(shape.properties);
  }

  @Override
  public int hashCode() {
    return properties.hashCode();
  }

  @Override
  public String toString() {
    return properties.toString();
  }

  static final class Reader extends StdDeserializer<Shape> {
    Reader() {
      super(Shape.class);
    }

    @Override
    public Shape deserialize(JsonParser json, DeserializationContext context) {
      return new Shape(context.readValue(json, ShapeProperties.class));
    }
  }
}
