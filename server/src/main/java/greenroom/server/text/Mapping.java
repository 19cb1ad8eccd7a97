package greenroom.server.text;

/// A change set as it must read after another one of the same document: CodeMirror's `mapSet`.
final class Mapping {
  private Mapping() {}

  /// Both sets are walked along the document from which they start. Mapping moves inserted text,
  /// and never loses or reorders any of it: where the other set deleted the place of an insertion,
  /// the insertion stands where the place was.
  static ChangeSet map(ChangeSet change, ChangeSet other, boolean before) {
    var sections = new SectionBuilder();
    var a = new SectionCursor(change);
    var b = new SectionCursor(other);
    // The section of `change` whose new text is placed already, while pieces of it are still to
    // come.
    int placed = -1;
    while (!(a.done() && b.done())) {
      if (a.retains() && b.retains()) {
        int units = Math.min(a.length(), b.length());
        sections.add(units, ChangeSet.RETAINED);
        a.forward(units);
        b.forward(units);
      } else if (b.replaces() && comesFirst(b, a, placed, before)) {
        placed = passReplacement(b, a, placed, sections);
      } else {
        placed = placeReplacement(a, b, placed, sections);
      }
    }
    return new ChangeSet(sections.toArray(), change.inserted());
  }

  /// Whether the replacement at `b` is dealt with before what is at `a`: the earlier start first,
  /// then the shorter one, then as `before` says.
  private static boolean comesFirst(SectionCursor b, SectionCursor a, int placed, boolean before) {
    return !a.replaces()
        || placed == a.index()
        || (a.atStart() && (b.length() < a.length() || (b.length() == a.length() && !before)));
  }

  /// Retains what the other set put there, with the changes that lie within what it took away.
  private static int passReplacement(
      SectionCursor b, SectionCursor a, int placed, SectionBuilder sections) {
    sections.add(b.replacement(), ChangeSet.RETAINED);
    int left = b.length();
    while (left > 0) {
      int units = Math.min(a.length(), left);
      if (a.replaces() && placed < a.index() && a.length() <= units) {
        sections.add(0, a.replacement());
        placed = a.index();
      }
      a.forward(units);
      left -= units;
    }
    b.advance();
    return placed;
  }

  /// Places a replacement up to where the other set puts something into it, less what the other set
  /// has deleted already.
  private static int placeReplacement(
      SectionCursor a, SectionCursor b, int placed, SectionBuilder sections) {
    int kept = 0;
    int left = a.length();
    while (left > 0) {
      if (b.retains()) {
        int units = Math.min(left, b.length());
        kept += units;
        left -= units;
        b.forward(units);
      } else if (b.deletes() && b.length() < left) {
        left -= b.length();
        b.advance();
      } else {
        break;
      }
    }
    sections.add(kept, placed < a.index() ? a.replacement() : 0);
    int index = a.index();
    a.forward(a.length() - left);
    return index;
  }
}
