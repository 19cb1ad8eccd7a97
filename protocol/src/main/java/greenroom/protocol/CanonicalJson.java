package greenroom.protocol;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The JSON Canonicalization Scheme of RFC 8785 for what the protocol has: objects, arrays,
/// strings, booleans, null, integers that a double keeps exact, and fractions of a few decimals.
public final class CanonicalJson {
  private CanonicalJson() {}

  /// The canonical form.
  ///
  /// @throws IllegalArgumentException for an integer beyond 2^53, and for a fraction of more than
  ///   four decimals or beyond [Limits#COORDINATE]
  public static String write(JsonNode node) {
    StringBuilder out = new StringBuilder();
    append(node, out);
    return out.toString();
  }

  /// The SHA-256 of the canonical form, in hex.
  public static String sha256(JsonNode node) {
    byte[] bytes = write(node).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Sha256.of(bytes));
  }

  private static void append(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case OBJECT -> appendObject(node, out);
      case ARRAY -> appendArray(node, out);
      case STRING -> appendString(node.stringValue(), out);
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL -> out.append("null");
      case NUMBER -> out.append(number(node));
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException(node.getNodeType() + " (expected: plain JSON)");
    }
  }

  private static void appendObject(JsonNode node, StringBuilder out) {
    // String order is UTF-16 order, which is what the RFC sorts by.
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    node.properties().forEach(property -> sorted.put(property.getKey(), property.getValue()));
    out.append('{');
    sorted.forEach((name, value) -> {
      if (out.charAt(out.length() - 1) != '{') {
        out.append(',');
      }
      appendString(name, out);
      out.append(':');
      append(value, out);
    });
    out.append('}');
  }

  private static void appendArray(JsonNode node, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < node.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      append(node.get(i), out);
    }
    out.append(']');
  }

  /// Up to four decimals in this range are the very digits that ECMAScript writes for the nearest
  /// double.
  private static String number(JsonNode node) {
    if (node.isIntegralNumber()) {
      if (node.canConvertToLong() && Math.abs(node.longValue()) <= Limits.MAX_SAFE_INTEGER) {
        return Long.toString(node.longValue());
      }
      throw new IllegalArgumentException(
          node + " (expected: an integer that a double keeps exact)");
    }
    return ShapeNumber.normalized("number", node).decimalValue().toPlainString();
  }

  private static void appendString(String value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
