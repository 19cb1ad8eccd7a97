package greenroom.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.TextChange;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What holds for every change of every document, tried on random ones.
final class ChangeSetLawsTest {
  private static final int CASES = 20_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void applying_a_composition_is_applying_one_after_the_other(long seed) {
    forAll(
        seed,
        random -> {
          String document = random.document();
          ChangeSet first = random.change(document);
          ChangeSet second = random.change(first.apply(document));

          assertThat(first.compose(second).apply(document))
              .isEqualTo(second.apply(first.apply(document)));
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void composing_is_associative(long seed) {
    forAll(
        seed,
        random -> {
          String document = random.document();
          ChangeSet first = random.change(document);
          ChangeSet second = random.change(first.apply(document));
          ChangeSet third = random.change(second.apply(first.apply(document)));

          assertThat(first.compose(second).compose(third).apply(document))
              .isEqualTo(first.compose(second.compose(third)).apply(document));
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void an_inverse_takes_a_change_back(long seed) {
    forAll(
        seed,
        random -> {
          String document = random.document();
          ChangeSet change = random.change(document);
          ChangeSet inverse = change.invert(document);

          assertThat(inverse.apply(change.apply(document))).isEqualTo(document);
          assertThat(inverse.invert(change.apply(document))).isEqualTo(change);
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 11, 12})
  void two_changes_of_one_document_converge_in_either_order(long seed) {
    forAll(
        seed,
        random -> {
          String document = random.document();
          ChangeSet mine = random.change(document);
          ChangeSet theirs = random.change(document);

          assertThat(mine.map(theirs, false).apply(theirs.apply(document)))
              .isEqualTo(theirs.map(mine, true).apply(mine.apply(document)));
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {13, 14, 15})
  void mapping_over_nothing_and_composing_with_nothing_change_nothing(long seed) {
    forAll(
        seed,
        random -> {
          String document = random.document();
          ChangeSet change = random.change(document);
          ChangeSet nothingBefore = ChangeSet.empty(change.lengthBefore());
          ChangeSet nothingAfter = ChangeSet.empty(change.lengthAfter());

          assertThat(change.map(nothingBefore, true)).isEqualTo(change);
          assertThat(change.map(nothingBefore, false)).isEqualTo(change);
          assertThat(nothingBefore.map(change, false)).isEqualTo(nothingAfter);
          assertThat(nothingBefore.compose(change)).isEqualTo(change);
          assertThat(change.compose(nothingAfter)).isEqualTo(change);
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {16, 17, 18})
  void positions_keep_their_order_and_stay_in_the_document(long seed) {
    forAll(
        seed,
        random -> {
          String document = random.document();
          ChangeSet change = random.change(document);
          int last = 0;
          for (int position = 0; position <= document.length(); position++) {
            int before = change.mapPos(position, -1);
            int after = change.mapPos(position, 1);

            assertThat(List.of(last, before, after, change.lengthAfter())).isSorted();
            last = before;
          }
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {19, 20, 21})
  void a_change_survives_the_wire(long seed) {
    JsonMapper json = JsonMapper.shared();
    forAll(
        seed,
        random -> {
          String document = random.document();
          ChangeSet change = random.change(document).map(random.change(document), false);
          String written = json.writeValueAsString(change.toTextChange());

          assertThat(ChangeSet.of(json.readValue(written, TextChange.class))).isEqualTo(change);
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {22, 23, 24})
  void what_has_no_problem_keeps_the_document_whole(long seed) {
    forAll(
        seed,
        random -> {
          String document = random.document();
          ChangeSet theirs = random.change(document);
          ChangeSet mine = random.change(document).map(theirs, false);

          assertThat(mine.problemWith(theirs.apply(document))).isNull();
          assertThat(mine.apply(theirs.apply(document))).matches(ChangeSetLawsTest::isWhole);
        });
  }

  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }

  private static void forAll(long seed, Consumer<RandomEdits> law) {
    for (long number = 0; number < CASES; number++) {
      long caseSeed = seed * CASES + number;
      try {
        law.accept(new RandomEdits(caseSeed));
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("new RandomEdits(%dL)".formatted(caseSeed), failure);
      }
    }
  }
}
