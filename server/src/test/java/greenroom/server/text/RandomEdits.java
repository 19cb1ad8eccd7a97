package greenroom.server.text;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Random documents and changes; the same seed gives the same ones. They are small and made of few
/// letters, so that changes meet, and their positions are never inside a surrogate pair.
final class RandomEdits {
  private static final List<String> PIECES =
      List.of("a", "b", "c", "x", "\n", "é", "中", "😀", "👩‍🚀", "🇪🇺");

  private final SplittableRandom random;

  RandomEdits(long seed) {
    random = new SplittableRandom(seed);
  }

  String document() {
    return text(12);
  }

  /// A change of `document`: one edit, or two composed, whose sections lie closer than those of
  /// one.
  ChangeSet change(String document) {
    ChangeSet change = edit(document);
    return random.nextInt(10) < 6 ? change : change.compose(edit(change.apply(document)));
  }

  /// Up to `most` changes, each of the document that its predecessor makes.
  List<ChangeSet> changes(String document, int most) {
    var changes = new ArrayList<ChangeSet>();
    String text = document;
    for (int left = random.nextInt(most + 1); left > 0; left--) {
      ChangeSet change = change(text);
      changes.add(change);
      text = change.apply(text);
    }
    return changes;
  }

  private ChangeSet edit(String document) {
    var replacements = new ArrayList<Replacement>();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      int one = position(document);
      int other = random.nextInt(2) == 0 ? one : position(document);
      replacements.add(new Replacement(Math.min(one, other), Math.max(one, other), text(2)));
    }
    return ChangeSet.of(replacements, document.length());
  }

  private String text(int mostPieces) {
    var text = new StringBuilder();
    for (int left = random.nextInt(mostPieces + 1); left > 0; left--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private int position(String document) {
    int position = random.nextInt(document.length() + 1);
    boolean insidePair =
        position > 0
            && position < document.length()
            && Character.isSurrogatePair(document.charAt(position - 1), document.charAt(position));
    return insidePair ? position + 1 : position;
  }
}
