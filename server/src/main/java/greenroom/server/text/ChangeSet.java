package greenroom.server.text;

import greenroom.protocol.TextChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A group of changes that turns one text into another: CodeMirror's `ChangeSet`.
///
/// It is a list of sections that covers the old document from start to end; each one retains its
/// part of the text or replaces it. For change sets `A` and `B` of one document `doc`, and `C` of
/// the document that `A` makes:
///
/// ```text
/// A.compose(C).apply(doc)    = C.apply(A.apply(doc))
/// A.invert(doc).apply(A.apply(doc)) = doc
/// A.compose(B.map(A, false)) and B.compose(A.map(B, true)) make the same document
/// ```
///
/// Composing is associative in what it makes. **Mapping over a composition is not the same as
/// mapping over its parts one by one**; see [Rebase].
///
/// Lengths and positions count UTF-16 units. Immutable and safe to share between threads.
public final class ChangeSet {

  /// Stands in a section's second place when the section leaves its text as it is.
  static final int RETAINED = TextChange.RETAINED;

  private final int[] sections;
  private final String inserted;
  private final int lengthBefore;
  private final int lengthAfter;

  /// Takes sections in the form of [TextChange#of(int[], String)], and owns the array from then on.
  ChangeSet(int[] sections, String inserted) {
    this.sections = sections;
    this.inserted = inserted;
    int before = 0;
    int after = 0;
    for (int i = 0; i < sections.length; i += 2) {
      before += sections[i];
      after += sections[i + 1] == RETAINED ? sections[i] : sections[i + 1];
    }
    lengthBefore = before;
    lengthAfter = after;
  }

  /// The change that leaves a document of `length` units as it is.
  public static ChangeSet empty(int length) {
    if (length < 0) {
      throw new IllegalArgumentException("length: %d (expected: 0 or more)".formatted(length));
    }
    return new ChangeSet(length == 0 ? new int[0] : new int[] {length, RETAINED}, "");
  }

  /// One change set that makes all replacements, whose positions are all positions in the document
  /// as it is before any of them. They may stand in any order and overlap; of two insertions at one
  /// place, the first in the list comes first.
  ///
  /// @param length of the document
  /// @throws IllegalArgumentException if a replacement reaches beyond the document
  public static ChangeSet of(List<Replacement> replacements, int length) {
    ChangeSet total = empty(length);
    var run = new ArrayList<Replacement>();
    int runEnd = 0;
    for (Replacement replacement : replacements) {
      if (replacement.isNothing()) {
        continue;
      }
      if (replacement.from() < runEnd) {
        total = total.compose(ofAscending(run, length).map(total, false));
        run.clear();
      }
      run.add(replacement);
      runEnd = replacement.to();
    }
    return total.compose(ofAscending(run, length).map(total, false));
  }

  private static ChangeSet ofAscending(List<Replacement> replacements, int length) {
    var sections = new SectionBuilder();
    var inserted = new StringBuilder();
    int position = 0;
    for (Replacement replacement : replacements) {
      sections.add(replacement.from() - position, RETAINED);
      sections.add(replacement.to() - replacement.from(), replacement.text().length());
      inserted.append(replacement.text());
      position = replacement.to();
    }
    if (position > length) {
      throw new IllegalArgumentException(
          "end of the replacement: %d (expected: 0..%d)".formatted(position, length));
    }
    sections.add(length - position, RETAINED);
    return new ChangeSet(sections.toArray(), inserted.toString());
  }

  /// The change that came over the wire.
  public static ChangeSet of(TextChange change) {
    return new ChangeSet(change.sections(), change.inserted());
  }

  /// The change as it goes over the wire.
  ///
  /// @throws IllegalArgumentException if its text is not whole Unicode; a change that came from the
  ///   wire stays free of that when it is mapped, and when it is composed or inverted as far as
  ///   [#problemWith(String)] finds nothing
  public TextChange toTextChange() {
    return TextChange.of(sections, inserted);
  }

  public int lengthBefore() {
    return lengthBefore;
  }

  public int lengthAfter() {
    return lengthAfter;
  }

  /// How many sections it has, which is what mapping and composing take time for.
  public int sectionCount() {
    return sections.length / 2;
  }

  /// About how many bytes of memory this takes.
  public int weight() {
    return 64 + Integer.BYTES * sections.length + Character.BYTES * inserted.length();
  }

  /// Whether this changes nothing.
  public boolean isEmpty() {
    return sections.length == 0 || (sections.length == 2 && sections[1] == RETAINED);
  }

  /// The document that this makes of `document`.
  ///
  /// @throws IllegalArgumentException if the document has another length than [#lengthBefore()]
  public String apply(String document) {
    requireLength("document", document.length(), lengthBefore);
    if (isEmpty()) {
      return document;
    }
    var result = new StringBuilder(lengthAfter);
    int position = 0;
    int textFrom = 0;
    for (int i = 0; i < sections.length; i += 2) {
      int length = sections[i];
      int replacement = sections[i + 1];
      if (replacement == RETAINED) {
        result.append(document, position, position + length);
      } else {
        result.append(inserted, textFrom, textFrom + replacement);
        textFrom += replacement;
      }
      position += length;
    }
    return result.toString();
  }

  /// One change set that does what this one and then `next` do.
  ///
  /// @param next starts from the document that this one makes
  public ChangeSet compose(ChangeSet next) {
    requireLength("next change", next.lengthBefore, lengthAfter);
    if (isEmpty()) {
      return next;
    }
    return next.isEmpty() ? this : Composition.compose(this, next);
  }

  /// This change as it must read after `other`, which starts from the same document.
  ///
  /// @param before where both insert at one place: whether this one's text comes first. One side of
  ///   a pair says true and the other false, or the two documents differ
  public ChangeSet map(ChangeSet other, boolean before) {
    requireLength("other change", other.lengthBefore, lengthBefore);
    return other.isEmpty() ? this : Mapping.map(this, other, before);
  }

  /// The change that takes this one back.
  ///
  /// @param document as it was before this change
  public ChangeSet invert(String document) {
    requireLength("document", document.length(), lengthBefore);
    int[] inverted = sections.clone();
    var deleted = new StringBuilder();
    int position = 0;
    for (int i = 0; i < sections.length; i += 2) {
      int length = sections[i];
      int replacement = sections[i + 1];
      if (replacement != RETAINED) {
        inverted[i] = replacement;
        inverted[i + 1] = length;
        deleted.append(document, position, position + length);
      }
      position += length;
    }
    return new ChangeSet(inverted, deleted.toString());
  }

  /// Where a position of the old document is in the new one. A position whose surroundings are
  /// replaced goes to the start of what replaces them, or to its end.
  ///
  /// @param position 0 to [#lengthBefore()]
  /// @param assoc negative to stay with the text before the position (text inserted there goes
  ///   after it), otherwise with the text behind it
  public int mapPos(int position, int assoc) {
    if (position < 0 || position > lengthBefore) {
      throw new IllegalArgumentException(
          "position: %d (expected: 0..%d)".formatted(position, lengthBefore));
    }
    int before = 0;
    int after = 0;
    for (int i = 0; i < sections.length; i += 2) {
      int length = sections[i];
      int replacement = sections[i + 1];
      int end = before + length;
      if (replacement == RETAINED) {
        if (end > position) {
          return after + (position - before);
        }
        after += length;
      } else {
        if (end > position || (end == position && assoc < 0 && length == 0)) {
          return position == before || assoc < 0 ? after : after + replacement;
        }
        after += replacement;
      }
      before = end;
    }
    return after;
  }

  /// What keeps this change from being made to `document`, or null if nothing does.
  ///
  /// A document that is whole Unicode stays so under a change that came over the wire and with
  /// which there is no problem.
  public @Nullable TextProblem problemWith(String document) {
    if (document.length() != lengthBefore) {
      return new TextProblem.WrongLength(lengthBefore, document.length());
    }
    int position = 0;
    for (int i = 0; i < sections.length; i += 2) {
      if (isInsidePair(document, position)) {
        return new TextProblem.SplitPair(position);
      }
      position += sections[i];
    }
    return null;
  }

  private static boolean isInsidePair(String document, int position) {
    return position > 0
        && position < document.length()
        && Character.isHighSurrogate(document.charAt(position - 1))
        && Character.isLowSurrogate(document.charAt(position));
  }

  /// Pairs of a length in the old document and, for what replaces it, a length in [#inserted()] or
  /// [#RETAINED]. The caller must leave the array as it is.
  int[] sections() {
    return sections;
  }

  /// The new text of all sections one after the other.
  String inserted() {
    return inserted;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChangeSet that
        && Arrays.equals(sections, that.sections)
        && inserted.equals(that.inserted);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(sections) + inserted.hashCode();
  }

  /// The sections without their text, which may be private.
  @Override
  public String toString() {
    return "ChangeSet" + Arrays.toString(sections);
  }

  private static void requireLength(String name, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "length of the %s: %d (expected: %d)".formatted(name, length, expected));
    }
  }
}
