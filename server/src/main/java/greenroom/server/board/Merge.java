package greenroom.server.board;

import greenroom.protocol.Command;
import greenroom.protocol.Item;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.Shape;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Merges what somebody drew into what is on the board, property by property. Excalidraw itself
/// takes the newer of two whole elements, which loses one of two changes of different properties.
///
/// Positions and colours: the later change of a property wins. Words are more than that: whoever
/// overwrites words that they had not seen leaves them to be found again.
public final class Merge {
  private Merge() {}

  /// The element after it was drawn, or null if nothing changes: it is so already, or somebody else
  /// took it away meanwhile.
  ///
  /// @param was the element of that id, if there is one; there is none for a `base` of 0
  public static Item.@Nullable Element drawn(
      Item.@Nullable Element was, Command.Drawn drawn, ParticipantId by) {
    if (was == null) {
      return drawn.base() > 0 ? null : made(drawn, by);
    }
    Set<String> unset = drawn.unset() == null ? Set.of() : Set.copyOf(drawn.unset());
    Shape shape = was.shape().with(drawn.set(), unset);
    Item.LostWords kept = was.lost();
    boolean settled = kept != null && kept.by().equals(by) && drawn.set().has("text");
    if (!settled && shape.equals(was.shape())) {
      return null;
    }
    boolean rewritten = !Objects.equals(shape.text(), was.shape().text());
    Item.Words words = rewritten ? words(shape, was.rev() + 1, by) : was.words();
    Item.LostWords lost = rewritten ? lost(was, drawn, by) : null;
    if (lost == null && !settled) {
      lost = kept;
    }
    return new Item.Element(was.id(), was.rev() + 1, drawn.nonce(), was.by(), words, lost, shape);
  }

  /// Whether an element goes when somebody takes it away. It stays for words that they had not
  /// seen.
  public static boolean erases(Item.Element was, Command.Erased erased, ParticipantId by) {
    return !unseen(was.words(), erased.base(), by);
  }

  private static Item.Element made(Command.Drawn drawn, ParticipantId by) {
    Shape shape = new Shape(drawn.set());
    return new Item.Element(drawn.id(), 1, drawn.nonce(), by, words(shape, 1, by), null, shape);
  }

  private static Item.@Nullable Words words(Shape shape, long rev, ParticipantId by) {
    return shape.text() == null ? null : new Item.Words(rev, by);
  }

  private static Item.@Nullable LostWords lost(
      Item.Element was, Command.Drawn drawn, ParticipantId by) {
    Item.Words words = was.words();
    String text = was.shape().text();
    return words == null || text == null || text.isEmpty() || !unseen(words, drawn.base(), by)
        ? null
        : new Item.LostWords(text, words.by());
  }

  private static boolean unseen(Item.@Nullable Words words, long base, ParticipantId by) {
    return words != null && !words.by().equals(by) && words.rev() > base;
  }
}
