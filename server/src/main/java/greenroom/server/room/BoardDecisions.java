package greenroom.server.room;

import static greenroom.protocol.RejectCode.ID_USED;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.server.room.Decision.NOTHING;
import static greenroom.server.room.Decision.refused;

import greenroom.protocol.Change;
import greenroom.protocol.Command;
import greenroom.protocol.ElementId;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.Limits;
import greenroom.server.board.Merge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides about the board.
final class BoardDecisions {
  private BoardDecisions() {}

  static Decision put(Situation now, Command.BoardPut put) {
    List<Item.Element> drawn = new ArrayList<>();
    Size before = Size.of(now);
    Size after = before;
    for (Command.Drawn entry : put.elements()) {
      Item.Element was = find(now, entry.id());
      if (was != null && entry.base() == 0) {
        return refused(
            ID_USED, "id: " + entry.id() + " (expected: one that no element of the board has)");
      }
      Item.Element is = Merge.drawn(was, entry, now.by());
      if (is == null) {
        continue;
      }
      if (is.shape().size() > Limits.ELEMENT_BYTES) {
        return refused(
            LIMIT,
            "elementBytes: %d of %s (expected: at most %d)"
                .formatted(is.shape().size(), entry.id(), Limits.ELEMENT_BYTES));
      }
      drawn.add(is);
      after = after.with(was, is);
    }
    Decision tooLarge = tooLarge(before, after);
    return tooLarge != null
        ? tooLarge
        : drawn.isEmpty() ? NOTHING : now.put(EventType.BOARD_DRAWN, drawn.toArray(Item[]::new));
  }

  static Decision remove(Situation now, Command.BoardRemove remove) {
    Change[] gone =
        remove.elements().stream()
            .filter(entry -> {
              Item.Element was = find(now, entry.id());
              return was != null && Merge.erases(was, entry, now.by());
            })
            .map(entry -> new Change.Remove(Item.Element.keyOf(entry.id())))
            .toArray(Change[]::new);
    return gone.length == 0
        ? NOTHING
        : new Decision.Accepted(List.of(now.event(EventType.BOARD_ERASED, gone)));
  }

  /// What is over its limit is refused only if it grows.
  private static @Nullable Decision tooLarge(Size before, Size after) {
    if (after.elements() > Limits.ELEMENTS && after.elements() > before.elements()) {
      return refused(
          LIMIT,
          "elements: %d (expected: at most %d)".formatted(after.elements(), Limits.ELEMENTS));
    }
    if (after.bytes() > Limits.BOARD_BYTES && after.bytes() > before.bytes()) {
      return refused(
          LIMIT,
          "boardBytes: %d (expected: at most %d)".formatted(after.bytes(), Limits.BOARD_BYTES));
    }
    return null;
  }

  /// @param bytes of all shapes as canonical JSON
  private record Size(int elements, long bytes) {
    static Size of(Situation now) {
      int elements = 0;
      long bytes = 0;
      for (Item item : now.room().shared().items().values()) {
        if (item instanceof Item.Element element) {
          elements++;
          bytes += element.shape().size();
        }
      }
      return new Size(elements, bytes);
    }

    Size with(Item.@Nullable Element was, Item.Element is) {
      return was == null
          ? new Size(elements + 1, bytes + is.shape().size())
          : new Size(elements, bytes + is.shape().size() - was.shape().size());
    }
  }

  private static Item.@Nullable Element find(Situation now, ElementId id) {
    return now.room().item(Item.Element.keyOf(id), Item.Element.class);
  }
}
