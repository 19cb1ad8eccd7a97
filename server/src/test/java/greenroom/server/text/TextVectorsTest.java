package greenroom.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.TextChange;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every answer that CodeMirror gave when the vectors were written.
final class TextVectorsTest {
  private static final Path VECTORS = Path.of("../protocol/vectors/text");
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void changes_are_made_of_replacements_as_codemirror_makes_them() {
    assertThat(cases("of.json"))
        .allSatisfy(vector -> {
          List<Replacement> replacements =
              vector
                  .required("replacements")
                  .valueStream()
                  .map(each ->
                      new Replacement(
                          each.get(0).intValue(),
                          each.get(1).intValue(),
                          each.get(2).stringValue()))
                  .toList();

          assertThat(ChangeSet.of(replacements, vector.required("length").intValue()))
              .isEqualTo(change(vector, "change"));
        });
  }

  @Test
  @DisplayName("[NT2] an update does to a text what CodeMirror's change set of that JSON does")
  void changes_are_made_and_inverted_as_codemirror_does() {
    assertThat(cases("apply.json"))
        .allSatisfy(vector -> {
          ChangeSet change = change(vector, "change");
          String document = string(vector, "document");

          assertThat(change.apply(document)).isEqualTo(string(vector, "result"));
          assertThat(change.invert(document)).isEqualTo(change(vector, "inverse"));
        });
  }

  @Test
  void changes_are_composed_as_codemirror_composes_them() {
    assertThat(cases("compose.json"))
        .allSatisfy(vector ->
            assertThat(change(vector, "first").compose(change(vector, "second")))
                .isEqualTo(change(vector, "composed")));
  }

  @Test
  void changes_are_mapped_as_codemirror_maps_them() {
    assertThat(cases("map.json"))
        .allSatisfy(vector -> {
          ChangeSet change = change(vector, "change");
          ChangeSet other = change(vector, "other");

          assertThat(change.map(other, false)).isEqualTo(change(vector, "after"));
          assertThat(change.map(other, true)).isEqualTo(change(vector, "before"));
        });
  }

  @Test
  void positions_are_mapped_as_codemirror_maps_them() {
    assertThat(cases("positions.json"))
        .allSatisfy(vector -> {
          ChangeSet change = change(vector, "change");

          assertThat(mapped(change, -1)).isEqualTo(numbers(vector, "before"));
          assertThat(mapped(change, 1)).isEqualTo(numbers(vector, "after"));
        });
  }

  @Test
  void updates_are_rebased_as_codemirror_rebases_them() {
    assertThat(cases("rebase.json"))
        .allSatisfy(vector -> {
          List<ChangeSet> committed = changes(vector, "committed");
          var document = new TextDocument(string(vector, "document"));
          for (ChangeSet change : committed) {
            document = document.apply(change);
          }

          assertThat(Rebase.onto(document, changes(vector, "updates"), committed))
              .isEqualTo(
                  new Rebase.Outcome.Rebased(
                      changes(vector, "rebased"), new TextDocument(string(vector, "result"))));
        });
  }

  private static List<JsonNode> cases(String file) {
    List<JsonNode> cases =
        JSON.readTree(VECTORS.resolve(file)).required("cases").valueStream().toList();
    assertThat(cases).as(file).hasSizeGreaterThanOrEqualTo(60);
    return cases;
  }

  private static ChangeSet change(JsonNode vector, String member) {
    return change(vector.required(member));
  }

  private static List<ChangeSet> changes(JsonNode vector, String member) {
    return vector.required(member).valueStream().map(TextVectorsTest::change).toList();
  }

  private static ChangeSet change(JsonNode json) {
    return ChangeSet.of(JSON.treeToValue(json, TextChange.class));
  }

  private static String string(JsonNode vector, String member) {
    return vector.required(member).stringValue();
  }

  private static List<Integer> numbers(JsonNode vector, String member) {
    return vector.required(member).valueStream().map(JsonNode::intValue).toList();
  }

  private static List<Integer> mapped(ChangeSet change, int assoc) {
    return IntStream.rangeClosed(0, change.lengthBefore())
        .mapToObj(position -> change.mapPos(position, assoc))
        .toList();
  }
}
