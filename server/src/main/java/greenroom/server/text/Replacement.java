package greenroom.server.text;

/// The text between two positions of a document, and what comes in its place.
///
/// @param from where the replaced text starts, in UTF-16 units
/// @param to where it ends, at least `from`
/// @param text the new text, its lines separated by `\n`
public record Replacement(int from, int to, String text) {

  /// @throws IllegalArgumentException if the range is none, or the text has a carriage return
  public Replacement {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "range: %d..%d (expected: 0 <= from <= to)".formatted(from, to));
    }
    if (text.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("text: has a carriage return (expected: only \\n)");
    }
  }

  public static Replacement insert(int at, String text) {
    return new Replacement(at, at, text);
  }

  public static Replacement delete(int from, int to) {
    return new Replacement(from, to, "");
  }

  boolean isNothing() {
    return from == to && text.isEmpty();
  }
}
