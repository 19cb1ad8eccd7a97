package greenroom.server.room;

import static greenroom.protocol.RejectCode.LIMIT;

import greenroom.protocol.OrderKey;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Where something goes that nobody chose a place for.
final class Orders {
  private Orders() {}

  /// The key behind all others, or null if it would be too long.
  static @Nullable OrderKey last(Collection<OrderKey> orders) {
    try {
      return OrderKey.between(orders.stream().max(Comparator.naturalOrder()).orElse(null), null);
    } catch (IllegalArgumentException tooLong) {
      return null;
    }
  }

  /// Refuses what would go behind all others.
  static Decision noneLeft() {
    return Decision.refused(
        LIMIT, "order: none is left at the end (expected: one that you choose)");
  }
}
