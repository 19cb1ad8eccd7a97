package greenroom.server.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.server.text.Rebase.Outcome.Rebased;
import greenroom.server.text.Rebase.Outcome.Unfit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RebaseTest {

  /// The case that DESIGN names: over a composition the outcome would be `XZb`.
  @Test
  void maps_over_one_committed_change_at_a_time() {
    ChangeSet ours = insert(2, 0, "X");
    ChangeSet theirs = delete(2, 0, 1);
    ChangeSet theirsNext = insert(1, 0, "Z");

    assertThat(Rebase.onto(new TextDocument("Zb"), List.of(ours), List.of(theirs, theirsNext)))
        .isEqualTo(new Rebased(List.of(insert(2, 1, "X")), new TextDocument("ZXb")));
    assertThat(ours.map(theirs.compose(theirsNext), false).apply("Zb")).isEqualTo("XZb");
  }

  @Test
  void leaves_updates_as_they_are_if_nothing_was_committed() {
    List<ChangeSet> updates = List.of(insert(2, 1, "x"), insert(3, 2, "y"));

    assertThat(Rebase.onto(new TextDocument("ab"), updates, List.of()))
        .isEqualTo(new Rebased(updates, new TextDocument("axyb")));
  }

  @Test
  void puts_what_was_committed_first_before_an_insertion_at_the_same_place() {
    assertThat(
            Rebase.onto(
                new TextDocument("aYb"), List.of(insert(2, 1, "X")), List.of(insert(2, 1, "Y"))))
        .isEqualTo(new Rebased(List.of(insert(3, 2, "X")), new TextDocument("aYXb")));
  }

  @Test
  void keeps_an_update_of_which_nothing_is_left() {
    assertThat(
            Rebase.onto(new TextDocument("b"), List.of(delete(2, 0, 1)), List.of(delete(2, 0, 1))))
        .isEqualTo(new Rebased(List.of(ChangeSet.empty(1)), new TextDocument("b")));
  }

  @Test
  void keeps_words_typed_into_a_text_that_is_gone() {
    assertThat(
            Rebase.onto(
                new TextDocument(""), List.of(insert(4, 2, "word")), List.of(delete(4, 0, 4))))
        .isEqualTo(new Rebased(List.of(insert(0, 0, "word")), new TextDocument("word")));
  }

  @Test
  void refuses_updates_that_do_not_start_from_the_base() {
    assertThat(Rebase.onto(new TextDocument("ab"), List.of(insert(3, 0, "x")), List.of()))
        .isEqualTo(new Unfit(0, new TextProblem.WrongLength(3, 2)));
    assertThat(
            Rebase.onto(
                new TextDocument("abc"), List.of(insert(3, 0, "x")), List.of(insert(2, 2, "c"))))
        .isEqualTo(new Unfit(0, new TextProblem.WrongLength(3, 2)));
  }

  @Test
  void refuses_updates_that_do_not_follow_from_one_another() {
    assertThat(
            Rebase.onto(
                new TextDocument("ab"), List.of(insert(2, 0, "x"), insert(2, 0, "y")), List.of()))
        .isEqualTo(new Unfit(1, new TextProblem.WrongLength(2, 3)));
  }

  @Test
  void refuses_a_boundary_inside_a_surrogate_pair_of_the_document_as_it_is_now() {
    assertThat(
            Rebase.onto(
                new TextDocument("a😀"), List.of(insert(2, 1, "x")), List.of(insert(2, 0, "a"))))
        .isEqualTo(new Unfit(0, new TextProblem.SplitPair(2)));
  }

  @Test
  void refuses_a_boundary_inside_a_surrogate_pair_of_an_update_before_it() {
    assertThat(
            Rebase.onto(
                new TextDocument(""), List.of(insert(0, 0, "😀"), delete(2, 0, 1)), List.of()))
        .isEqualTo(new Unfit(1, new TextProblem.SplitPair(1)));
  }

  @Test
  void fails_on_committed_changes_that_are_none_of_this_history() {
    assertThatThrownBy(() -> Rebase.rebase(List.of(insert(2, 0, "x")), List.of(insert(3, 0, "y"))))
        .hasMessage("length of the other change: 3 (expected: 2)");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void rebasing_over_many_is_rebasing_over_each(long seed) {
    for (long number = 0; number < 20_000; number++) {
      long caseSeed = seed * 20_000 + number;
      var random = new RandomEdits(caseSeed);
      String document = random.document();
      List<ChangeSet> updates = random.changes(document, 4);
      List<ChangeSet> committed = random.changes(document, 4);
      List<ChangeSet> oneByOne = updates;
      for (ChangeSet change : committed) {
        oneByOne = Rebase.rebase(oneByOne, List.of(change));
      }

      assertThat(Rebase.rebase(updates, committed))
          .as("new RandomEdits(%dL)", caseSeed)
          .isEqualTo(oneByOne);
    }
  }

  /// The editor shows its own updates and, mapped over them, what was committed; the server shows
  /// what was committed and, rebased, the updates.
  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void editor_and_server_show_the_same(long seed) {
    for (long number = 0; number < 20_000; number++) {
      long caseSeed = seed * 20_000 + number;
      var random = new RandomEdits(caseSeed);
      String document = random.document();
      List<ChangeSet> updates = random.changes(document, 4);
      List<ChangeSet> committed = random.changes(document, 4);
      String server = applyAll(committed, document);

      assertThat(applyAll(Rebase.rebase(updates, committed), server))
          .as("new RandomEdits(%dL)", caseSeed)
          .isEqualTo(applyAll(received(committed, updates), applyAll(updates, document)));
    }
  }

  /// The committed changes as an editor with unconfirmed updates makes them to what it shows.
  private static List<ChangeSet> received(List<ChangeSet> committed, List<ChangeSet> updates) {
    var unconfirmed = new ArrayList<>(updates);
    var made = new ArrayList<ChangeSet>();
    for (ChangeSet change : committed) {
      ChangeSet over = change;
      for (int i = 0; i < unconfirmed.size(); i++) {
        ChangeSet update = unconfirmed.get(i);
        unconfirmed.set(i, update.map(over, false));
        over = over.map(update, true);
      }
      made.add(over);
    }
    return made;
  }

  private static String applyAll(List<ChangeSet> changes, String document) {
    String text = document;
    for (ChangeSet change : changes) {
      text = change.apply(text);
    }
    return text;
  }

  private static ChangeSet insert(int length, int at, String text) {
    return ChangeSet.of(List.of(Replacement.insert(at, text)), length);
  }

  private static ChangeSet delete(int length, int from, int to) {
    return ChangeSet.of(List.of(Replacement.delete(from, to)), length);
  }
}
