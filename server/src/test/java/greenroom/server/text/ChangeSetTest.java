package greenroom.server.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.protocol.TextChange;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class ChangeSetTest {

  @Test
  void makes_its_changes() {
    assertThat(change("[1,[2],[0,\"x\",\"y\"],1]").apply("abcd")).isEqualTo("ax\nyd");
  }

  @Test
  void knows_the_lengths_of_both_documents() {
    ChangeSet change = change("[1,[2],[0,\"x\",\"y\"],1]");

    assertThat(change.lengthBefore()).isEqualTo(4);
    assertThat(change.lengthAfter()).isEqualTo(5);
  }

  @Test
  void is_empty_only_if_it_retains_everything() {
    assertThat(ChangeSet.empty(0).isEmpty()).isTrue();
    assertThat(ChangeSet.empty(3).isEmpty()).isTrue();
    assertThat(change("[[3]]").isEmpty()).isFalse();
    assertThat(change("[3,[0,\"a\"]]").isEmpty()).isFalse();
  }

  @Test
  void counts_utf16_units() {
    assertThat(change("[2,[0,\"!\"]]").apply("😀")).isEqualTo("😀!");
  }

  @Test
  void takes_replacements_in_any_order() {
    ChangeSet change =
        ChangeSet.of(
            List.of(
                Replacement.insert(3, "Z"),
                Replacement.delete(0, 2),
                Replacement.insert(1, "Y"),
                Replacement.insert(1, "X")),
            3);

    assertThat(change.apply("abc")).isEqualTo("YXcZ");
  }

  @Test
  void refuses_a_document_of_another_length() {
    assertThatThrownBy(() -> ChangeSet.empty(3).apply("ab"))
        .hasMessage("length of the document: 2 (expected: 3)");
    assertThatThrownBy(() -> ChangeSet.empty(3).map(ChangeSet.empty(2), false))
        .hasMessage("length of the other change: 2 (expected: 3)");
    assertThatThrownBy(() -> ChangeSet.empty(3).compose(ChangeSet.empty(2)))
        .hasMessage("length of the next change: 2 (expected: 3)");
    assertThatThrownBy(() -> ChangeSet.empty(3).mapPos(4, 1))
        .hasMessage("position: 4 (expected: 0..3)");
    assertThatThrownBy(() -> ChangeSet.of(List.of(Replacement.delete(1, 4)), 3))
        .hasMessage("end of the replacement: 4 (expected: 0..3)");
  }

  @Test
  void refuses_replacements_that_are_none() {
    assertThatThrownBy(() -> Replacement.delete(3, 2))
        .hasMessage("range: 3..2 (expected: 0 <= from <= to)");
    assertThatThrownBy(() -> Replacement.insert(0, "a\r\nb"))
        .hasMessage("text: has a carriage return (expected: only \\n)");
  }

  @Test
  void has_a_problem_with_a_document_of_another_length() {
    assertThat(ChangeSet.empty(3).problemWith("ab"))
        .isEqualTo(new TextProblem.WrongLength(3, 2))
        .extracting(TextProblem::detail)
        .isEqualTo("length of the changed document: 3 (expected: 2)");
  }

  @Test
  void has_a_problem_with_a_boundary_inside_a_surrogate_pair() {
    assertThat(change("[2,[0,\"x\"],2]").problemWith("a😀b"))
        .isEqualTo(new TextProblem.SplitPair(2))
        .extracting(TextProblem::detail)
        .isEqualTo("position: 2 (expected: not inside a surrogate pair)");
    assertThat(change("[1,[1],2]").problemWith("a😀b")).isEqualTo(new TextProblem.SplitPair(2));
    assertThat(change("[2,[1,\"x\"],1]").problemWith("a😀b"))
        .isEqualTo(new TextProblem.SplitPair(2));
    assertThat(change("[1,[1,\"x\"],[1,\"y\"],1]").problemWith("a😀b"))
        .isEqualTo(new TextProblem.SplitPair(2));
  }

  @Test
  void has_no_problem_with_boundaries_between_characters() {
    assertThat(change("[1,[2,\"x\"],1]").problemWith("a😀b")).isNull();
    assertThat(change("[2,[0,\"x\"],2]").problemWith("😀😀")).isNull();
    assertThat(change("[[0,\"x\"]]").problemWith("")).isNull();
  }

  @Test
  void cannot_go_over_the_wire_with_half_a_character() {
    ChangeSet half = change("[[0,\"😀\"]]").compose(change("[[1],1]"));

    assertThatThrownBy(half::toTextChange).hasMessageContaining("lone surrogate U+DE00");
  }

  @Test
  void never_shows_its_text() {
    assertThat(change("[1,[0,\"secret\"]]")).hasToString("ChangeSet[1, -1, 0, 6]");
  }

  private static ChangeSet change(String json) {
    return ChangeSet.of(JsonMapper.shared().readValue(json, TextChange.class));
  }
}
