package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Holds the shape of a record against the shape that a schema describes: the same properties, the
/// same of them required, of the same types, all the way down.
final class RecordShape {
  private final List<String> problems = new ArrayList<>();

  /// What differs, in lines for people.
  static List<String> problems(
      String name, Class<?> record, Schemas.At schema, @Nullable String discriminator) {
    RecordShape shape = new RecordShape();
    shape.compareRecord(name, record, schema, discriminator);
    return shape.problems;
  }

  /// Whether a sender may leave this property out.
  static boolean isOptional(RecordComponent component) {
    if (component.getType().isPrimitive()) {
      JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
      return property == null || !property.required();
    }
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /// Whether values of this type are strings on the wire.
  static boolean isScalar(Class<?> type) {
    return type == String.class
        || Arrays.stream(type.getMethods()).anyMatch(m -> m.isAnnotationPresent(JsonValue.class));
  }

  static Set<String> wires(Class<?> enumeration) {
    return Arrays.stream(enumeration.getEnumConstants())
        .map(constant -> Wire.tree(constant).stringValue())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void compareRecord(
      String path, Class<?> record, Schemas.At schema, @Nullable String discriminator) {
    Set<String> expected = new TreeSet<>();
    if (discriminator != null) {
      expected.add(discriminator);
      expect(path, "requires " + discriminator, schema.requires(discriminator));
    }
    for (RecordComponent component : record.getRecordComponents()) {
      String name = component.getName();
      String at = path + "." + name;
      expected.add(name);
      expect(
          at,
          isOptional(component) ? "is optional" : "is required",
          schema.requires(name) != isOptional(component));
      if (schema.node().path("properties").has(name)) {
        compare(at, component.getGenericType(), schema.property(name));
      }
    }
    Set<String> properties = new TreeSet<>(schema.node().path("properties").propertyNames());
    expect(
        path, "has " + expected + " (the schema: " + properties + ")", properties.equals(expected));
  }

  private void compare(String path, Type generic, Schemas.At schema) {
    Class<?> type =
        generic instanceof ParameterizedType parameterized
            ? (Class<?>) parameterized.getRawType()
            : (Class<?>) generic;
    String said = schema.node().path("type").asString("");
    if (type.isEnum()) {
      Set<String> listed =
          schema
              .node()
              .path("enum")
              .valueStream()
              .map(JsonNode::stringValue)
              .collect(Collectors.toSet());
      expect(
          path,
          "is one of " + wires(type) + " (the schema: " + listed + ")",
          !listed.isEmpty() && wires(type).containsAll(listed));
    } else if (type == boolean.class || type == Boolean.class) {
      expect(path, "is true or false", said.equals("boolean"));
    } else if (type.isPrimitive() || type == Long.class) {
      expect(path, "is an integer", said.equals("integer"));
    } else if (type == Shape.class || type == ShapeProperties.class) {
      expect(path, "is an object", said.equals("object"));
    } else if (type == TextChange.class || Map.class.isAssignableFrom(type)) {
      expect(path, "is an array or a map", said.equals("array") || said.equals("object"));
    } else if (isScalar(type)) {
      expect(path, "is a string", said.equals("string") || schema.node().has("const"));
    } else if (type == List.class) {
      expect(path, "is an array", said.equals("array"));
      if (schema.node().has("items")) {
        compare(
            path + "[]", ((ParameterizedType) generic).getActualTypeArguments()[0], schema.items());
      }
    } else if (type.isSealed()) {
      compareVariants(path, type, schema);
    } else if (type.isAnnotationPresent(JsonFormat.class)) {
      expect(
          path,
          "is a tuple",
          schema.node().path("prefixItems").size() == type.getRecordComponents().length);
    } else if (Family.of(type) == null) {
      compareRecord(path, type, schema, null);
    }
  }

  /// A sealed type is a family of its own, or its variants are alternatives right here.
  private void compareVariants(String path, Class<?> sealed, Schemas.At schema) {
    List<Schemas.At> alternatives = schema.alternatives();
    Class<?>[] variants = sealed.getPermittedSubclasses();
    expect(path, "has " + variants.length + " forms", alternatives.size() == variants.length);
    JsonTypeInfo info = sealed.getAnnotation(JsonTypeInfo.class);
    if (Family.of(variants[0]) != null || alternatives.size() != variants.length) {
      return;
    }
    for (int i = 0; i < variants.length; i++) {
      JsonTypeName name = variants[i].getAnnotation(JsonTypeName.class);
      if (info != null && name != null) {
        expect(
            path,
            "is " + name.value() + " in its place",
            alternatives
                .get(i)
                .property(info.property())
                .node()
                .path("const")
                .asString("")
                .equals(name.value()));
      }
      compareRecord(
          path + "(" + variants[i].getSimpleName() + ")",
          variants[i],
          alternatives.get(i),
          info == null ? null : info.property());
    }
  }

  private void expect(String path, String what, boolean holds) {
    if (!holds) {
      problems.add(path + ": the record " + what + ", the schema says otherwise");
    }
  }
}
