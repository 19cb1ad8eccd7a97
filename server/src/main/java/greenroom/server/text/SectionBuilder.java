package greenroom.server.text;

import java.util.Arrays;

/// The sections of a change as it grows, in the one form that CodeMirror writes: its `addSection`.
///
/// Not thread-safe; lives on the stack of one algorithm.
final class SectionBuilder {
  /// Two edits and what lies between and around them.
  private static final int USUAL_SECTIONS = 5;

  private int[] pairs = new int[2 * USUAL_SECTIONS];
  private int size;

  /// Adds a section, joined to the last one if both retain, both delete or both insert.
  void add(int length, int replacement) {
    add(length, replacement, false);
  }

  /// Adds a section; an `open` last one takes it in whatever the two are, because both belong to
  /// one replacement that is being put together from pieces.
  void add(int length, int replacement, boolean open) {
    if (length == 0 && replacement <= 0) {
      return;
    }
    int last = size - 2;
    if (last >= 0 && replacement <= 0 && replacement == pairs[last + 1]) {
      pairs[last] += length;
    } else if (last >= 0 && length == 0 && pairs[last] == 0) {
      pairs[last + 1] += replacement;
    } else if (open) {
      pairs[last] += length;
      pairs[last + 1] += replacement;
    } else {
      push(length, replacement);
    }
  }

  int count() {
    return size / 2;
  }

  int[] toArray() {
    return Arrays.copyOf(pairs, size);
  }

  private void push(int length, int replacement) {
    if (size == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * size);
    }
    pairs[size++] = length;
    pairs[size++] = replacement;
  }
}
