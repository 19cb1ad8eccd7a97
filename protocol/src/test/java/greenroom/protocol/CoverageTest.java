package greenroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Records, schemas, vectors and SPEC cover one another, so that nothing new can be forgotten in
/// one of them.
final class CoverageTest {

  @ParameterizedTest
  @EnumSource
  void every_type_has_a_schema_and_every_schema_a_type(Family family) {
    if (family != Family.STATE) {
      assertThat(Schemas.At.file(family.folder).definitions())
          .containsExactlyInAnyOrderElementsOf(family.types());
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_schema_has_the_shape_of_its_record(Family family) {
    List<String> problems = new ArrayList<>();
    for (String type : family.types()) {
      problems.addAll(
          RecordShape.problems(
              type, family.record(type), family.definition(type), family.discriminator()));
    }
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void every_type_has_valid_and_invalid_vectors_and_every_vector_a_type(Family family) {
    Set<String> expected = new TreeSet<>();
    for (String type : family.types()) {
      expected.add(type + ".valid.json");
      expected.add(type + ".invalid.json");
    }

    assertThat(ProtocolFiles.names("vectors/" + family.folder)).containsExactlyElementsOf(expected);
    for (String type : family.types()) {
      assertThat(Vectors.valid(family, type)).as(type).isNotEmpty();
      assertThat(Vectors.invalid(family, type)).as(type).isNotEmpty();
    }
  }

  @Test
  void there_is_no_other_schema_and_no_vector_that_the_page_on_vectors_does_not_name() {
    Set<String> schemas = new TreeSet<>(Set.of("values"));
    for (Family family : Family.values()) {
      schemas.add(family.folder);
    }
    assertThat(Schemas.files()).containsExactlyElementsOf(schemas);
    assertThat(ProtocolFiles.names("schema")).hasSize(schemas.size() + Description.values().length);

    String page = ProtocolFiles.text(ProtocolFiles.path("vectors/README.md"));
    for (String name : ProtocolFiles.names("vectors")) {
      if (!name.equals("README.md")) {
        assertThat(page).containsAnyOf("`" + name + "`", "`" + name + "/`");
      }
    }
  }

  @Test
  void every_constant_and_every_record_occurs_in_a_valid_vector() {
    Set<Object> seen = new LinkedHashSet<>();
    Set<Class<?>> reachable = new LinkedHashSet<>();
    for (Family family : Family.values()) {
      for (String type : family.types()) {
        reach(family.record(type), reachable);
        for (JsonNode json : Vectors.valid(family, type)) {
          see(family.read(type, json), seen);
        }
      }
    }

    for (Class<?> type : reachable) {
      if (type.isEnum() && type != ItemKind.class) {
        assertThat(seen).contains(type.getEnumConstants());
      } else if (type.isRecord()) {
        assertThat(seen).contains(type);
      }
    }
  }

  @Test
  void every_optional_property_is_there_in_one_valid_vector_and_absent_in_another() {
    for (Family family : Family.values()) {
      for (String type : family.types()) {
        for (RecordComponent component : family.record(type).getRecordComponents()) {
          if (RecordShape.isOptional(component) && family != Family.EVENTS) {
            assertThat(
                    Vectors.valid(family, type).stream()
                        .map(json -> json.has(component.getName()))
                        .distinct())
                .as(type + "." + component.getName())
                .containsExactlyInAnyOrder(true, false);
          }
        }
      }
    }
  }

  @Test
  void every_wire_name_stands_in_the_specification() {
    Set<String> names = new TreeSet<>();
    Set<Class<?>> reachable = new LinkedHashSet<>();
    for (Family family : Family.values()) {
      if (family != Family.HTTP) {
        names.addAll(family.types());
      }
      family.types().forEach(type -> reach(family.record(type), reachable));
    }
    for (Class<?> type : reachable) {
      if (type.isEnum()) {
        names.addAll(RecordShape.wires(type));
      }
    }

    assertThat(names.stream().filter(name -> !Spec.TEXT.contains("`" + name + "`"))).isEmpty();
  }

  @Test
  void schemas_state_the_limits_of_the_code() {
    Schemas.At values = Schemas.At.file("values");
    JsonNode limits = Wire.tree(Limits.V1);
    for (Map.Entry<String, JsonNode> limit : limits.properties()) {
      String name = limit.getKey();
      if (name.endsWith("Length")) {
        String text = name.substring(0, name.length() - "Length".length());
        assertThat(values.definition(text).node().path("maxLength").asInt(-1))
            .as(name)
            .isEqualTo(limit.getValue().intValue());
      }
    }
    assertThat(values.definition("phases").node().get("maxItems").intValue())
        .isEqualTo(Limits.PHASES);
    assertThat(values.definition("phase").property("seconds").node().get("maximum").intValue())
        .isEqualTo(Limits.PHASE_SECONDS);
    assertThat(
            Schemas.At.file("commands")
                .definition("notes.edit")
                .property("updates")
                .node()
                .get("maxItems")
                .intValue())
        .isEqualTo(Limits.UPDATES_PER_EDIT);
    assertThat(
            Schemas.At.file("server-frames")
                .definition("welcome")
                .property("mine")
                .node()
                .get("maxItems")
                .intValue())
        .isEqualTo(Limits.REMEMBERED_COMMANDS);
    assertThat(
            Schemas.At.file("items")
                .definition("probe-plan")
                .property("hints")
                .node()
                .get("maxItems")
                .intValue())
        .isEqualTo(Limits.HINTS);
    for (String command : List.of("board.put", "board.remove")) {
      assertThat(
              Schemas.At.file("commands")
                  .definition(command)
                  .property("elements")
                  .node()
                  .get("maxItems")
                  .intValue())
          .isEqualTo(Limits.ELEMENTS_PER_PUT);
    }
    assertThat(values.definition("coordinate").node().get("maximum").intValue())
        .isEqualTo(Limits.COORDINATE);
    assertThat(values.definition("pointer").property("selected").node().get("maxItems").intValue())
        .isEqualTo(Limits.POINTER_SELECTED);
    assertThat(values.definition("drag").property("elements").node().get("maxItems").intValue())
        .isEqualTo(Limits.DRAGGED);
    JsonNode ranges = values.definition("selection").property("ranges").node();
    assertThat(ranges.get("maxItems").intValue()).isEqualTo(Limits.SELECTION_RANGES);
    for (JsonNode end : ranges.at("/items/prefixItems")) {
      assertThat(end.get("maximum").intValue()).isEqualTo(Limits.DOC_LENGTH);
    }
  }

  @Test
  void schemas_ship_with_the_code() {
    for (String name : ProtocolFiles.names("schema")) {
      assertThat(Wire.class.getResource("schema/" + name)).as(name).isNotNull();
    }
  }

  /// Every enum and record that a value of this type may hold.
  private static void reach(Type generic, Set<Class<?>> reachable) {
    if (generic instanceof ParameterizedType parameterized) {
      Stream.of(parameterized.getActualTypeArguments())
          .forEach(argument -> reach(argument, reachable));
    } else if (generic instanceof Class<?> type
        && type.getPackage() == Wire.class.getPackage()
        && reachable.add(type)) {
      if (type.isSealed()) {
        Stream.of(type.getPermittedSubclasses()).forEach(variant -> reach(variant, reachable));
      } else if (type.isRecord()) {
        Arrays.stream(type.getRecordComponents())
            .forEach(component -> reach(component.getGenericType(), reachable));
      }
    }
  }

  private static void see(@Nullable Object value, Set<Object> seen) {
    switch (value) {
      case Enum<?> constant -> seen.add(constant);
      case List<?> list -> list.forEach(element -> see(element, seen));
      case Map<?, ?> map ->
          map.forEach((key, element) -> {
            see(key, seen);
            see(element, seen);
          });
      case Record record -> {
        seen.add(record.getClass());
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          see(valueOf(component, record), seen);
        }
      }
      case null, default -> {}
    }
  }

  private static @Nullable Object valueOf(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
