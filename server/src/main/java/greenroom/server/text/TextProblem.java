package greenroom.server.text;

/// Why a change does not fit a document: what a client may get wrong, as a value.
public sealed interface TextProblem {

  /// One sentence for the client, without a word of the document.
  String detail();

  /// The change starts from a document of another length, both in UTF-16 units.
  record WrongLength(int length, int expected) implements TextProblem {
    @Override
    public String detail() {
      return "length of the changed document: %d (expected: %d)".formatted(length, expected);
    }
  }

  /// The change begins or ends between the two halves of a surrogate pair of the document.
  record SplitPair(int position) implements TextProblem {
    @Override
    public String detail() {
      return "position: %d (expected: not inside a surrogate pair)".formatted(position);
    }
  }
}
