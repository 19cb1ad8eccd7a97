package greenroom.protocol;

import java.util.Comparator;

/// Names one item of a room. Kinds of which there is only one use their kind as the id.
public record ItemKey(ItemKind kind, String id) implements Comparable<ItemKey> {
  private static final Comparator<ItemKey> ORDER =
      Comparator.comparing((ItemKey key) -> key.kind().wire()).thenComparing(ItemKey::id);

  public ItemKey {
    Require.present("kind", kind);
    Require.line("id", id, 1, 64);
  }

  /// By the kind's wire name, then by id: the order of items in a state.
  @Override
  public int compareTo(ItemKey other) {
    return ORDER.compare(this, other);
  }
}
