package greenroom.protocol;

/// An item of a list that people write and put in order. All such lists are decided about alike.
///
/// @param <C> what an item says; an edit replaces it whole
public sealed interface Listed<C>
    permits Item.Requirement, Item.Entity, Item.Endpoint, Item.Step, Item.Finding {

  ItemId id();

  /// Counts the edits of the content, from 1.
  long rev();

  /// Where it stands in its list, outside `rev`.
  OrderKey order();

  /// Who wrote it first.
  ParticipantId by();

  C content();

  /// This item as an edit or a move leaves it.
  Item with(long newRev, OrderKey newOrder, C newContent);
}
