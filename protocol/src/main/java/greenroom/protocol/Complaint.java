package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// Says in one line what was wrong with a JSON value and where: `content.text: 0 UTF-16 units
/// (expected: 1..2000)`. Jackson's own messages name classes and repeat what was sent, so none of
/// them gets out.
final class Complaint {
  static final int MAX_LENGTH = 300;

  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

  private Complaint() {}

  static String of(JacksonException e) {
    return of(e, target -> target.isEnum() ? "missing or unknown" : "missing or of another type");
  }

  /// The same for JSON that has no secrets in it: says what was found, too.
  static String showing(JacksonException e, JsonNode json) {
    return of(e, _ -> found(json, e));
  }

  /// @param found what to say was found where one of this type was expected
  private static String of(JacksonException e, Function<Class<?>, String> found) {
    String path = path(e);
    String refusal = refusal(e);
    if (refusal == null) {
      String mismatch = mismatch(e, found);
      return line(
          path.isEmpty()
              ? mismatch.startsWith(".") ? mismatch.substring(1) : "value" + mismatch
              : path + mismatch);
    }
    if (path.isEmpty()) {
      return line(refusal);
    }
    // A scalar's own check does not know under which name the scalar stands.
    return line(
        isScalar(e) && refusal.indexOf(':') > 0
            ? path + refusal.substring(refusal.indexOf(':'))
            : path + "." + refusal);
  }

  /// A message that is not JSON at all.
  static String notJson(JacksonException e) {
    return "frame: not JSON%s (expected: one JSON object)".formatted(place(e));
  }

  private static String place(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    if (at == null || at.getByteOffset() < 0) {
      return "";
    }
    return at.getLineNr() > 1
        ? " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr())
        : " at byte " + at.getByteOffset();
  }

  /// What one of this package's own checks said, or null if it was none of them.
  private static @Nullable String refusal(JacksonException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException refused) {
        return refused.getMessage();
      }
    }
    return null;
  }

  private static boolean isScalar(JacksonException e) {
    return e instanceof ValueInstantiationException instantiation
        && isScalar(instantiation.getType().getRawClass());
  }

  private static boolean isScalar(Class<?> type) {
    return Arrays.stream(type.getMethods()).anyMatch(m -> m.isAnnotationPresent(JsonValue.class));
  }

  private static String found(JsonNode json, JacksonException e) {
    JsonNode node = json;
    for (JacksonException.Reference step : e.getPath()) {
      node =
          step.getPropertyName() == null
              ? node.path(step.getIndex())
              : node.path(step.getPropertyName());
    }
    return switch (node.getNodeType()) {
      case STRING -> '"' + node.stringValue() + '"';
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case NULL, NUMBER, BOOLEAN -> node.toString();
      case MISSING, BINARY, POJO -> "missing";
    };
  }

  private static String mismatch(JacksonException e, Function<Class<?>, String> found) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return ": unknown (expected: one of %s)".formatted(known(unknown));
    }
    if (e instanceof InvalidTypeIdException unknown) {
      return unknownType(unknown.getBaseType().getRawClass());
    }
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      Class<?> target = component(e, mismatch.getTargetType());
      if (target.isAnnotationPresent(JsonDeserialize.class)) {
        return ": " + mismatch.getOriginalMessage();
      }
      return ": %s (expected: %s)".formatted(found.apply(target), expected(target));
    }
    return e instanceof InputCoercionException
        ? ": out of range (expected: a smaller number)"
        : ": not JSON%s (expected: one JSON object)".formatted(place(e));
  }

  private static String known(UnrecognizedPropertyException unknown) {
    return unknown.getKnownPropertyIds().stream()
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }

  private static String unknownType(Class<?> family) {
    JsonTypeInfo info = family.getAnnotation(JsonTypeInfo.class);
    return info == null
        ? ": of no known type"
        : ".%s: missing or unknown (expected: one of %s)"
            .formatted(
                info.property(),
                Arrays.stream(family.getPermittedSubclasses())
                    .map(variant -> variant.getAnnotation(JsonTypeName.class).value())
                    .collect(Collectors.joining(", ")));
  }

  /// The type of what is at fault: for a property that a record lacks, Jackson names the record.
  private static Class<?> component(JacksonException e, Class<?> target) {
    String property = e.getPath().isEmpty() ? null : e.getPath().getLast().getPropertyName();
    if (property == null || !target.isRecord()) {
      return target;
    }
    return Arrays.stream(target.getRecordComponents())
        .filter(component -> component.getName().equals(property))
        .<Class<?>>map(RecordComponent::getType)
        .findFirst()
        .orElse(target);
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .map(constant -> Wire.tree(constant).stringValue())
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class || isScalar(type)) {
      return "a string";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "an integer";
    }
    return Collection.class.isAssignableFrom(type) ? "an array" : "an object";
  }

  private static String path(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }

  private static String line(String message) {
    String line = UNPRINTABLE.matcher(message).replaceAll("?");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH - 3) + "...";
  }
}
