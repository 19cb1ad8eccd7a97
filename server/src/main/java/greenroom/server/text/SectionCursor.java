package greenroom.server.text;

/// Walks over the sections of a change, piece by piece: CodeMirror's `SectionIter`.
///
/// Not thread-safe; lives on the stack of one algorithm.
final class SectionCursor {
  private static final int DONE = -2;

  private final int[] sections;
  private final String inserted;
  private int next;
  private int length;
  private int replacement;
  private int offset;
  private int textFrom;
  private int textTo;

  SectionCursor(ChangeSet change) {
    sections = change.sections();
    inserted = change.inserted();
    advance();
  }

  /// Leaves what remains of the current section.
  void advance() {
    offset = 0;
    textFrom = textTo;
    if (next == sections.length) {
      length = 0;
      replacement = DONE;
    } else {
      length = sections[next++];
      replacement = sections[next++];
      textTo += Math.max(replacement, 0);
    }
  }

  /// Moves over `units` of the old document, at most what remains of this section.
  void forward(int units) {
    if (units == length) {
      advance();
    } else {
      length -= units;
      offset += units;
    }
  }

  /// Moves over `units` of the new document, at most what remains of this section.
  void forwardInNew(int units) {
    if (retains()) {
      forward(units);
    } else if (units == replacement) {
      advance();
    } else {
      replacement -= units;
      offset += units;
    }
  }

  boolean done() {
    return replacement == DONE;
  }

  boolean retains() {
    return replacement == ChangeSet.RETAINED;
  }

  boolean replaces() {
    return replacement >= 0;
  }

  boolean deletes() {
    return replacement == 0;
  }

  boolean inserts() {
    return replaces() && length == 0;
  }

  /// Tells one section from the next, growing.
  int index() {
    return next;
  }

  /// What remains of this section in the old document; 0 at the end.
  int length() {
    return length;
  }

  /// What remains of this section in the new document; 0 at the end.
  int lengthInNew() {
    return replaces() ? replacement : length;
  }

  /// What remains of the new text, or [ChangeSet#RETAINED].
  int replacement() {
    return replacement;
  }

  boolean atStart() {
    return offset == 0;
  }

  /// Appends the next `units` of this section's new text.
  void appendText(int units, StringBuilder to) {
    to.append(inserted, textFrom + offset, textFrom + offset + units);
  }

  /// Appends all new text of this section, however far the cursor has moved in it.
  void appendText(StringBuilder to) {
    to.append(inserted, textFrom, textTo);
  }
}
