package greenroom.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/// Reads an object whose one known property says which variant it is: exactly one of them must be
/// there, which Jackson's own deduction does not check.
abstract class VariantReader<T> extends StdDeserializer<T> {
  private final Class<T> family;
  private final String names;

  /// @param names the properties, for messages
  VariantReader(Class<T> family, String names) {
    super(family);
    this.family = family;
    this.names = names;
  }

  /// The variant of this property, read from where `json` stands, or null if no variant has it.
  abstract @Nullable T variant(String property, JsonParser json, DeserializationContext context);

  @Override
  public final T deserialize(JsonParser json, DeserializationContext context) {
    T found = null;
    if (json.isExpectedStartObjectToken()) {
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        T variant = variant(name, json, context);
        if (variant == null) {
          json.skipChildren();
        } else if (found != null) {
          throw refused(json, "two forms at once");
        } else {
          found = variant;
        }
      }
    }
    if (found == null) {
      throw refused(json, "of no known form");
    }
    return found;
  }

  /// Reads what belongs to `property`.
  final <V> V value(
      String property, Class<V> type, JsonParser json, DeserializationContext context) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      throw refused(json, property + " is null");
    }
    try {
      return context.readValue(json, type);
    } catch (JacksonException e) {
      throw e.prependPath(family, property);
    }
  }

  private MismatchedInputException refused(JsonParser json, String what) {
    return MismatchedInputException.from(
        json, family, "%s (expected: exactly one of %s)".formatted(what, names));
  }
}
