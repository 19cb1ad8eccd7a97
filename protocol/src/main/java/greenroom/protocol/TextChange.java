package greenroom.protocol;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/// One change to a text document as it goes over the wire: exactly the JSON form of a CodeMirror
/// `ChangeSet`, an array of sections that covers the old document from its start to its end.
///
/// | Section | Meaning |
/// | --- | --- |
/// | `5` | the next 5 units stay as they are |
/// | `[2]` | the next 2 units are deleted |
/// | `[0,"abc"]` | `abc` is inserted |
/// | `[3,"x","y"]` | the next 3 units are replaced by two lines, `x` and `y`, joined by a line feed |
///
/// Lengths count UTF-16 units. A value is always in the one form that CodeMirror itself writes: no
/// section is empty, and neighbours that CodeMirror would have joined (two retained sections, two
/// deletions, two insertions) are refused, because they would tie-break differently when mapped.
/// The text of every section is whole Unicode: no lone surrogate, no carriage return.
///
/// The value knows nothing of the document; `greenroom.server.text.ChangeSet` does the algebra.
///
/// Immutable and safe to share between threads.
@JsonSerialize(using = TextChangeWriter.class)
@JsonDeserialize(using = TextChangeReader.class)
public final class TextChange {

  /// Stands in a section's second place when the section leaves its text as it is.
  public static final int RETAINED = -1;

  private final int[] sections;
  private final String inserted;

  /// Takes what [#problem(int[], String)] finds nothing wrong with, and owns the array from then
  /// on.
  TextChange(int[] sections, String inserted) {
    this.sections = sections;
    this.inserted = inserted;
  }

  /// A change from its sections in packed form.
  ///
  /// @param sections pairs of a length in the old document and, for what replaces it, a length in
  ///   `inserted` or [#RETAINED]; copied
  /// @param inserted the new text of all sections one after the other, lines separated by `\n`
  /// @throws IllegalArgumentException if this is not a change that CodeMirror could have written
  public static TextChange of(int[] sections, String inserted) {
    String problem = problem(sections, inserted);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
    return new TextChange(sections.clone(), inserted);
  }

  /// The sections in packed form, as [#of(int[], String)] takes them; a copy.
  public int[] sections() {
    return sections.clone();
  }

  /// The new text of all sections one after the other, lines separated by `\n`.
  public String inserted() {
    return inserted;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TextChange that
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
    return "TextChange" + Arrays.toString(sections);
  }

  /// What keeps these sections from being a change, or null if nothing does.
  static @Nullable String problem(int[] sections, String inserted) {
    if (sections.length % 2 != 0) {
      return "sections: %d numbers (expected: pairs)".formatted(sections.length);
    }
    long lengthBefore = 0;
    long lengthAfter = 0;
    int textFrom = 0;
    for (int i = 0; i < sections.length; i += 2) {
      int length = sections[i];
      int replacement = sections[i + 1];
      String problem = sectionProblem(length, replacement);
      if (problem == null && i > 0) {
        problem = neighbourProblem(sections[i - 2], sections[i - 1], length, replacement);
      }
      if (problem == null && replacement > 0) {
        int textTo = textFrom + replacement;
        problem =
            textTo < textFrom || textTo > inserted.length()
                ? "%d new units (only %d are there)"
                    .formatted(replacement, inserted.length() - textFrom)
                : textProblem(inserted, textFrom, textTo);
        textFrom = textTo;
      }
      if (problem != null) {
        return "section %d: %s".formatted(i / 2, problem);
      }
      lengthBefore += length;
      lengthAfter += replacement == RETAINED ? length : replacement;
    }
    if (textFrom != inserted.length()) {
      return "inserted: %d units (the sections take %d)".formatted(inserted.length(), textFrom);
    }
    if (Math.max(lengthBefore, lengthAfter) > Integer.MAX_VALUE) {
      return "length: %d (expected: 0..%d)"
          .formatted(Math.max(lengthBefore, lengthAfter), Integer.MAX_VALUE);
    }
    return null;
  }

  private static @Nullable String sectionProblem(int length, int replacement) {
    if (replacement < RETAINED) {
      return "%d new units (expected: 0 or more, or %d for retained)"
          .formatted(replacement, RETAINED);
    }
    if (length < 0) {
      return "length: %d (expected: 0 or more)".formatted(length);
    }
    if (length == 0 && replacement <= 0) {
      return replacement == RETAINED
          ? "retains nothing (expected: 1 or more)"
          : "neither deletes nor inserts";
    }
    return null;
  }

  /// CodeMirror joins these as it builds a set, so a set in which they stand apart is not its own.
  private static @Nullable String neighbourProblem(
      int lengthBefore, int replacementBefore, int length, int replacement) {
    if (replacement == RETAINED && replacementBefore == RETAINED) {
      return "retained after retained (expected: one section)";
    }
    if (replacement == 0 && replacementBefore == 0) {
      return "deletion after deletion (expected: one section)";
    }
    if (length == 0 && lengthBefore == 0) {
      return "insertion after insertion (expected: one section)";
    }
    return null;
  }

  private static @Nullable String textProblem(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char unit = text.charAt(i);
      if (unit == '\r') {
        return "a line with a carriage return inside";
      }
      if (Character.isHighSurrogate(unit)
          && i + 1 < to
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(unit)) {
        return "lone surrogate U+%04X (expected: whole pairs)".formatted((int) unit);
      }
    }
    return null;
  }
}
