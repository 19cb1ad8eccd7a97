package greenroom.protocol;

import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/// The numbers in a shape: so few decimals that every language writes the same digits for them, and
/// so one JSON value has one form. A double keeps them all: it has 15 digits, and these have 13 at
/// most.
final class ShapeNumber {
  private static final int DECIMALS = 4;
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Limits.COORDINATE);

  private ShapeNumber() {}

  /// The same value with every number in its one form: whole ones as `long`, the others without
  /// trailing zeros.
  ///
  /// @param name of the property that it stands in, for the message
  /// @throws IllegalArgumentException for a number of more decimals or out of range, and for a
  ///   string that is no well-formed UTF-16
  static JsonNode normalized(String name, JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> number(name, value);
      case STRING -> {
        Require.wellFormed(name, value.stringValue());
        yield value;
      }
      case ARRAY -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode(value.size());
        value.forEach(entry -> copy.add(normalized(name, entry)));
        yield copy;
      }
      case OBJECT -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
          Require.wellFormed(name, entry.getKey());
          copy.set(entry.getKey(), normalized(name, entry.getValue()));
        }
        yield copy;
      }
      case BOOLEAN, NULL, BINARY, MISSING, POJO -> value;
    };
  }

  private static JsonNode number(String name, JsonNode value) {
    if (value instanceof NumericNode number && number.isNaN()) {
      throw refused(name);
    }
    BigDecimal decimal = value.decimalValue();
    // The size first: a number such as 1e300 is never written out.
    if (decimal.signum() != 0 && decimal.precision() - decimal.scale() > 10) {
      throw refused(name);
    }
    BigDecimal shortest = decimal.stripTrailingZeros();
    if (shortest.scale() > DECIMALS || shortest.abs().compareTo(LARGEST) > 0) {
      throw refused(name);
    }
    return shortest.scale() <= 0
        ? LongNode.valueOf(shortest.longValueExact())
        : DecimalNode.valueOf(shortest);
  }

  private static IllegalArgumentException refused(String name) {
    return new IllegalArgumentException(
        "%s: a number out of range (expected: -%d..%2$d, at most %d decimals)"
            .formatted(name, Limits.COORDINATE, DECIMALS));
  }
}
