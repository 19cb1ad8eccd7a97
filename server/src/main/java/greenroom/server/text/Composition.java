package greenroom.server.text;

/// One change set that does what two do one after the other: CodeMirror's `composeSets`.
final class Composition {
  private Composition() {}

  /// Both sets are walked along the document between them, which the first one makes and the second
  /// one starts from.
  static ChangeSet compose(ChangeSet first, ChangeSet second) {
    var sections = new SectionBuilder();
    var inserted = new StringBuilder();
    var a = new SectionCursor(first);
    var b = new SectionCursor(second);
    // True while the last section came from a replacement of which a piece is still to come: what
    // follows belongs to it.
    boolean open = false;
    while (!(a.done() && b.done())) {
      if (a.deletes()) {
        sections.add(a.length(), 0, open);
        a.advance();
      } else if (b.inserts()) {
        sections.add(0, b.replacement(), open);
        b.appendText(inserted);
        b.advance();
      } else {
        int units = Math.min(a.lengthInNew(), b.length());
        int countBefore = sections.count();
        addPiece(a, b, units, open, sections, inserted);
        boolean unfinished =
            (a.replaces() && a.replacement() > units) || (b.replaces() && b.length() > units);
        open = unfinished && (open || sections.count() > countBefore);
        a.forwardInNew(units);
        b.forward(units);
      }
    }
    return new ChangeSet(sections.toArray(), inserted.toString());
  }

  /// What becomes of `units` of the middle document. A replacement shows once, with its first
  /// piece.
  private static void addPiece(
      SectionCursor a,
      SectionCursor b,
      int units,
      boolean open,
      SectionBuilder sections,
      StringBuilder inserted) {
    int length = a.retains() ? units : a.atStart() ? a.length() : 0;
    if (b.replaces()) {
      sections.add(length, b.atStart() ? b.replacement() : 0, open);
      if (b.atStart()) {
        b.appendText(inserted);
      }
    } else if (a.replaces()) {
      sections.add(length, units, open);
      a.appendText(units, inserted);
    } else {
      sections.add(units, ChangeSet.RETAINED, open);
    }
  }
}
