package greenroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TextChangeTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void is_written_as_it_was_read() {
    assertThat(changesOfTheVectors())
        .hasSizeGreaterThan(500)
        .allSatisfy(json ->
            assertThat(JSON.writeValueAsString(JSON.readValue(json, TextChange.class)))
                .isEqualTo(json));
  }

  @ParameterizedTest
  @MethodSource("invalidVectors")
  void refuses_what_codemirror_does_not_write(JsonNode vector) {
    String json = vector.required("change").toString();

    assertThatThrownBy(() -> JSON.readValue(json, TextChange.class))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("text change: ")
        .hasMessageContaining(vector.required("problem").stringValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[5.0]", "[5e0]", "[99999999999999999999]", "[[1]", "[true]"})
  void refuses_numbers_that_a_json_parser_may_have_changed_already(String json) {
    assertThatThrownBy(() -> JSON.readValue(json, TextChange.class))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void packs_its_sections() {
    TextChange change = JSON.readValue("[5,[0,\"abc\"],[2],[3,\"x\",\"y\"]]", TextChange.class);

    assertThat(change.sections()).containsExactly(5, TextChange.RETAINED, 0, 3, 2, 0, 3, 3);
    assertThat(change.inserted()).isEqualTo("abcx\ny");
    assertThat(TextChange.of(change.sections(), change.inserted()))
        .isEqualTo(change)
        .hasSameHashCodeAs(change);
  }

  @Test
  void keeps_empty_lines() {
    TextChange change = TextChange.of(new int[] {0, 3}, "\n\na");

    assertThat(JSON.writeValueAsString(change)).isEqualTo("[[0,\"\",\"\",\"a\"]]");
  }

  @Test
  void is_not_changed_through_the_arrays_that_it_gave_and_got() {
    int[] sections = {1, TextChange.RETAINED};
    TextChange change = TextChange.of(sections, "");
    sections[0] = 7;
    change.sections()[0] = 8;

    assertThat(change.sections()).containsExactly(1, TextChange.RETAINED);
  }

  @Test
  void never_shows_its_text() {
    assertThat(TextChange.of(new int[] {0, 6}, "secret")).hasToString("TextChange[0, 6]");
  }

  @Test
  void refuses_sections_that_do_not_fit_their_text() {
    assertThatThrownBy(() -> TextChange.of(new int[] {1}, ""))
        .hasMessage("sections: 1 numbers (expected: pairs)");
    assertThatThrownBy(() -> TextChange.of(new int[] {0, 3}, "ab"))
        .hasMessage("section 0: 3 new units (only 2 are there)");
    assertThatThrownBy(() -> TextChange.of(new int[] {0, 1, 1, Integer.MAX_VALUE}, "ab"))
        .hasMessage("section 1: 2147483647 new units (only 1 are there)");
    assertThatThrownBy(() -> TextChange.of(new int[] {0, 1}, "ab"))
        .hasMessage("inserted: 2 units (the sections take 1)");
    assertThatThrownBy(() -> TextChange.of(new int[] {1, -2}, ""))
        .hasMessage("section 0: -2 new units (expected: 0 or more, or -1 for retained)");
  }

  private static Stream<String> changesOfTheVectors() {
    return Stream.of(
            changes("of", "change"),
            changes("apply", "change", "inverse"),
            changes("compose", "first", "second", "composed"),
            changes("map", "change", "other", "after", "before"))
        .flatMap(changes -> changes);
  }

  private static Stream<String> changes(String name, String... members) {
    return cases(name).stream()
        .flatMap(vector -> Stream.of(members).map(vector::required))
        .map(JsonNode::toString);
  }

  private static List<JsonNode> invalidVectors() {
    return cases("invalid");
  }

  private static List<JsonNode> cases(String name) {
    return JSON.readTree(Path.of("vectors/text", name + ".json"))
        .required("cases")
        .valueStream()
        .toList();
  }
}
