package greenroom.server.text;

/// A text that changes by [ChangeSet]s.
///
/// Immutable and safe to share between threads. Making a change copies the text once, which takes
/// some microseconds at the size that a room allows; a tree of lines would pay only beyond it.
///
/// @param text its lines separated by `\n`
public record TextDocument(String text) {

  public static final TextDocument EMPTY = new TextDocument("");

  /// The length in UTF-16 units.
  public int length() {
    return text.length();
  }

  /// The document that `change` makes of this one.
  ///
  /// @throws IllegalArgumentException if the change starts from a document of another length;
  ///   [ChangeSet#problemWith(String)] tells beforehand
  public TextDocument apply(ChangeSet change) {
    return new TextDocument(change.apply(text));
  }
}
