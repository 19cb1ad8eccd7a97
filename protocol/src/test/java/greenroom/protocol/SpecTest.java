package greenroom.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Http.ProblemCode;
import greenroom.protocol.Spec.Row;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// SPEC and code say the same.
final class SpecTest {

  @Test
  void every_rule_has_an_id_of_its_own_and_each_family_counts_up() {
    List<String> rules = Spec.rules();

    assertThat(rules).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    Map<String, Integer> last = new LinkedHashMap<>();
    for (String rule : rules) {
      int number = Integer.parseInt(rule.substring(2));
      Integer before = last.put(rule.substring(0, 2), number);
      assertThat(number).as(rule).isGreaterThan(before == null ? 0 : before);
    }
  }

  @Test
  void every_rule_that_is_mentioned_exists() {
    assertThat(Spec.rules()).containsAll(Spec.mentioned(Spec.TEXT));
  }

  @Test
  void every_example_passes_its_schema_and_reads_back_equal() {
    assertThat(Spec.examples()).hasSizeGreaterThan(10);
    for (Spec.Example example : Spec.examples()) {
      JsonNode json = example.json();
      Family family = family(example.kind());
      String type = type(family, example);

      assertThat(Schemas.errors(family.schema(type), json)).as(json.toString()).isEmpty();
      assertThat(family.rewritten(type, json)).isEqualTo(json);
    }
  }

  @Test
  void every_frame_command_item_and_body_has_an_example() {
    Map<Family, Set<String>> shown = new LinkedHashMap<>();
    for (Spec.Example example : Spec.examples()) {
      Family family = family(example.kind());
      shown.computeIfAbsent(family, _ -> new LinkedHashSet<>()).add(type(family, example));
    }

    for (Family family : Family.values()) {
      if (family != Family.EVENTS && family != Family.CHANGES) {
        assertThat(shown.get(family)).as(family.folder).containsAll(family.types());
      }
    }
  }

  private static String type(Family family, Spec.Example example) {
    return switch (family) {
      case HTTP -> example.kind();
      case STATE -> "state";
      case EVENTS -> example.json().get("event").stringValue();
      case ITEMS -> example.json().get("kind").stringValue();
      case CLIENT_FRAMES, SERVER_FRAMES, COMMANDS -> example.json().get("type").stringValue();
      case CHANGES -> throw new IllegalStateException("changes are shown in events");
    };
  }

  private static Family family(String kind) {
    return Family.HTTP.types().contains(kind)
        ? Family.HTTP
        : Arrays.stream(Family.values())
            .filter(family -> family.folder.equals(kind) || family.folder.equals(kind + "s"))
            .findAny()
            .orElseThrow(() -> new IllegalStateException(kind + ": no kind of example"));
  }

  @Test
  void the_table_of_commands_has_every_command_with_its_fields() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (Row row : Spec.table("Command")) {
      String given = row.cell(0).replaceAll("[^{]*(\\{(.*)})?.*", "$2");
      for (String command : row.codes(0)) {
        fields.put(command, given.isEmpty() ? List.of() : List.of(given.split(", ")));
      }
      assertThat(wires(RejectCode.values(), RejectCode::wire)).containsAll(row.codes(4));
      assertThat(Family.EVENTS.types()).containsAll(row.codes(3));
    }

    assertThat(fields.keySet()).containsExactlyInAnyOrderElementsOf(Family.COMMANDS.types());
    fields.forEach((command, names) ->
        assertThat(names)
            .as(command)
            .containsExactlyElementsOf(fieldsOf(Family.COMMANDS.record(command))));
  }

  private static List<String> fieldsOf(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .map(component -> component.getName() + (RecordShape.isOptional(component) ? "?" : ""))
        .toList();
  }

  @Test
  void the_table_of_events_has_every_event_with_its_log_and_its_changes() {
    Set<String> named = new LinkedHashSet<>();
    for (Row row : Spec.table("Event")) {
      for (String event : row.codes(0)) {
        assertThat(named.add(event)).as(event).isTrue();
        for (JsonNode vector : Vectors.valid(Family.EVENTS, event)) {
          Event read = (Event) Family.EVENTS.read(event, vector);
          assertThat(row.cell(1)).as(event).contains(read.log().wire());
          assertThat(read.changes().stream().map(SpecTest::described).collect(Collectors.toSet()))
              .as(event)
              .isEqualTo(described(row));
        }
      }
    }
    assertThat(named).containsExactlyInAnyOrderElementsOf(Family.EVENTS.types());
  }

  private static String described(Change change) {
    return switch (change) {
      case Change.Put(Item item) -> "put " + item.itemKind().wire();
      case Change.Remove(ItemKey key) -> "remove " + key.kind().wire();
      case Change.Edit _ -> "edit";
    };
  }

  private static Set<String> described(Row row) {
    String cell = row.cell(2);
    return cell.startsWith("edit")
        ? Set.of("edit")
        : row.codes(2).stream()
            .map(kind -> cell.substring(0, cell.indexOf(' ')) + " " + kind)
            .collect(Collectors.toSet());
  }

  @Test
  void the_table_of_items_has_every_kind_with_its_log_and_its_fields() {
    Map<String, String> logs = new LinkedHashMap<>();
    for (Row row : Spec.table("Item kind")) {
      String kind = row.code(0);
      logs.put(kind, row.cell(1));
      assertThat(row.codes(3))
          .as(kind)
          .containsAll(
              Arrays.stream(Family.ITEMS.record(kind).getRecordComponents())
                  .map(RecordComponent::getName)
                  .filter(name -> !name.equals("id"))
                  .toList());
      boolean ownId =
          Arrays.stream(Family.ITEMS.record(kind).getRecordComponents())
              .anyMatch(component -> component.getName().equals("id"));
      assertThat(row.cell(2).isEmpty()).as(kind).isEqualTo(!ownId);
    }

    assertThat(logs)
        .isEqualTo(
            Arrays.stream(ItemKind.values())
                .collect(Collectors.toMap(ItemKind::wire, kind -> kind.log().wire())));
    assertThat(logs.keySet()).containsExactlyInAnyOrderElementsOf(Family.ITEMS.types());
  }

  @Test
  @DisplayName("[ER1] [ER2] the tables of codes have every code with its number and its class")
  void the_tables_of_codes_have_every_code_with_its_number_and_its_class() {
    assertThat(rows("Code | Retry", row -> row.code(0) + " " + row.cell(1)))
        .isEqualTo(wires(RejectCode.values(), code -> code.wire() + " " + code.retry().wire()));
    assertThat(rows("Code | When", row -> row.code(0)))
        .isEqualTo(wires(ServerFrame.ErrorCode.values(), ServerFrame.ErrorCode::wire));
    assertThat(rows("Number", row -> row.cell(0) + " " + row.code(1) + " " + reconnects(row)))
        .isEqualTo(
            wires(
                CloseCode.values(),
                code -> code.number() + " " + code.wire() + " " + code.reconnect()));
    assertThat(rows("Reason", row -> row.code(0)))
        .isEqualTo(wires(ServerFrame.ResetReason.values(), ServerFrame.ResetReason::wire));
    assertThat(rows("Code | Status", row -> row.code(0) + " " + row.cell(1) + " " + row.cell(2)))
        .isEqualTo(
            wires(
                ProblemCode.values(),
                code -> code.wire() + " " + code.status() + " " + code.retry().wire()));
  }

  private static boolean reconnects(Row row) {
    return row.cell(3).equals("connect again");
  }

  @Test
  @DisplayName("[LM1] [LM2] a welcome and the table of limits have every limit with its value")
  void the_table_of_limits_has_every_limit_with_its_value_and_what_answers_it() throws Exception {
    List<String> stated = new ArrayList<>();
    for (Row row : Spec.table("Limit")) {
      stated.add(row.code(0) + " " + row.cell(1));
      assertThat(row.cell(2)).as(row.code(0)).matches("(reject|close|error) `.*|nothing: .*");
      assertThat(
              Stream.of(
                      wires(RejectCode.values(), RejectCode::wire),
                      wires(CloseCode.values(), CloseCode::wire),
                      wires(ServerFrame.ErrorCode.values(), ServerFrame.ErrorCode::wire),
                      wires(ProblemCode.values(), ProblemCode::wire),
                      limits().toList())
                  .flatMap(List::stream))
          .containsAll(row.codes(2));
    }

    List<String> real = new ArrayList<>();
    for (RecordComponent limit : Limits.class.getRecordComponents()) {
      real.add(limit.getName() + " " + limit.getAccessor().invoke(Limits.V1));
    }
    assertThat(stated).isEqualTo(real);
  }

  private static Stream<String> limits() {
    return Arrays.stream(Limits.class.getRecordComponents()).map(RecordComponent::getName);
  }

  @Test
  @DisplayName("[RM10] the presets have the minutes of the table")
  void the_table_of_presets_has_the_minutes_of_every_phase() {
    List<Row> rows = Spec.table("Preset");
    Row head =
        new Row(
            Arrays.stream(
                    Spec.TEXT
                        .lines()
                        .filter(l -> l.startsWith("| Preset |"))
                        .findFirst()
                        .orElseThrow()
                        .split("\\|", -1))
                .map(String::strip)
                .toList());
    Map<String, List<String>> stated = new LinkedHashMap<>();
    for (Row row : rows) {
      List<String> phases = new ArrayList<>();
      for (int i = 1; i < row.cells().size(); i++) {
        if (!row.cell(i).equals("–")) {
          phases.add(head.code(i + 1) + " " + Long.parseLong(row.cell(i)) * 60);
        }
      }
      stated.put(row.code(0), phases);
    }

    Map<String, List<String>> real = new LinkedHashMap<>();
    for (Preset preset : Preset.values()) {
      real.put(
          preset.wire(),
          preset.phases().stream().map(phase -> phase.id() + " " + phase.seconds()).toList());
    }
    assertThat(stated).isEqualTo(real);
  }

  @Test
  void the_worked_results_are_right() {
    Map<String, Row> rows = new LinkedHashMap<>();
    Spec.table("Result of").forEach(row -> rows.put(row.cell(0).replaceAll(" \\(.*", ""), row));

    checkResult(
        rows,
        "participant id",
        from -> ParticipantId.of(new RoomId(from.get(0)), Role.CANDIDATE, from.get(2)).toString());
    checkResult(
        rows,
        "tab id",
        from -> TabId.of(new RoomId(from.get(0)), new SessionId(from.get(1))).toString());
    checkResult(
        rows,
        "position",
        from -> LogPosition.parse(from.get(0)).next(from.get(1).getBytes(UTF_8)).toString());
    String state = Spec.table("Result of").get(3).code(1);
    checkResult(
        rows,
        "canonical JSON",
        from -> CanonicalJson.write(ProtocolFiles.JSON.readTree(from.get(0))));
    checkResult(
        rows, "state digest", _ -> Wire.read(state.getBytes(UTF_8), RoomState.class).digest());
    checkResult(
        rows,
        "order key",
        from -> OrderKey.between(new OrderKey(from.get(0)), new OrderKey(from.get(1))).toString());
    checkResult(
        rows,
        "clock offset",
        from ->
            Long.toString(
                Long.parseLong(from.get(2))
                    - Math.floorDiv(Long.parseLong(from.get(0)) + Long.parseLong(from.get(1)), 2)));
    assertThat(rows).isEmpty();
  }

  private static void checkResult(
      Map<String, Row> rows, String name, Function<List<String>, String> result) {
    Row row = rows.remove(name);
    assertThat(row).as(name).isNotNull();
    assertThat(result.apply(row.codes(1))).as(name).isEqualTo(row.code(2));
  }

  private static <T> List<String> wires(T[] values, Function<T, String> wire) {
    return Arrays.stream(values).map(wire).toList();
  }

  private static List<String> rows(String head, Function<Row, String> wire) {
    return Spec.table(head).stream().map(wire).toList();
  }
}
