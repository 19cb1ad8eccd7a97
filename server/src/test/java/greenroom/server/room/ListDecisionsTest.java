package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.protocol.RejectCode.ID_USED;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Rooms.bottleneck;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.get;
import static greenroom.server.room.Rooms.happened;
import static greenroom.server.room.Rooms.id;
import static greenroom.server.room.Rooms.lobby;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Scenario.CARL;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.SAM;
import static greenroom.server.room.Scenario.given;
import static greenroom.server.room.Scenario.idOf;
import static greenroom.server.room.Scenario.put;
import static greenroom.server.room.Scenario.remove;

import greenroom.protocol.Command;
import greenroom.protocol.EndpointContent;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.FindingStatus;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.Limits;
import greenroom.protocol.OrderKey;
import greenroom.protocol.StepContent;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The lists beside the requirements are decided about as these are.
final class ListDecisionsTest {

  /// A list, with words for what its items say.
  ///
  /// @param item one of Ivy's
  record Kind<C>(
      String name,
      int limit,
      Function<String, C> says,
      Makes<C> item,
      Adds<C> add,
      Edits<C> edit,
      BiFunction<ItemId, OrderKey, Command> move,
      BiFunction<ItemId, Long, Command> remove,
      EventType added,
      EventType edited,
      EventType moved,
      EventType removed) {

    Item first(String words) {
      return item(1, 1, "a0", words);
    }

    Item item(int number, long rev, String order, String words) {
      return item.of(id(number), rev, new OrderKey(order), words, says);
    }

    Command add(int number, @Nullable String order, String words) {
      return add.of(id(number), order == null ? null : new OrderKey(order), says.apply(words));
    }

    Command edit(int number, long rev, String words) {
      return edit.of(id(number), rev, says.apply(words));
    }

    Command move(int number, String order) {
      return move.apply(id(number), new OrderKey(order));
    }

    Command remove(int number, long rev) {
      return remove.apply(id(number), rev);
    }

    Event has(Item item) {
      return happened(added, item);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  interface Makes<C> {
    Item of(ItemId id, long rev, OrderKey order, String words, Function<String, C> says);
  }

  interface Adds<C> {
    Command of(ItemId id, @Nullable OrderKey order, C content);
  }

  interface Edits<C> {
    Command of(ItemId id, long rev, C content);
  }

  static List<Kind<?>> kinds() {
    return List.of(
        new Kind<>(
            "entities",
            Limits.ENTITIES,
            Rooms::resource,
            (id, rev, order, words, says) ->
                new Item.Entity(id, rev, order, idOf(IVY), says.apply(words)),
            Command.EntityAdd::new,
            Command.EntityEdit::new,
            Command.EntityMove::new,
            Command.EntityRemove::new,
            EventType.ENTITY_ADDED,
            EventType.ENTITY_EDITED,
            EventType.ENTITY_MOVED,
            EventType.ENTITY_REMOVED),
        new Kind<>(
            "endpoints",
            Limits.ENDPOINTS,
            path -> get(path),
            (id, rev, order, words, says) ->
                new Item.Endpoint(id, rev, order, idOf(IVY), says.apply(words)),
            Command.EndpointAdd::new,
            Command.EndpointEdit::new,
            Command.EndpointMove::new,
            Command.EndpointRemove::new,
            EventType.ENDPOINT_ADDED,
            EventType.ENDPOINT_EDITED,
            EventType.ENDPOINT_MOVED,
            EventType.ENDPOINT_REMOVED),
        new Kind<>(
            "steps",
            Limits.STEPS,
            StepContent::new,
            (id, rev, order, words, says) ->
                new Item.Step(id, rev, order, idOf(IVY), says.apply(words)),
            Command.StepAdd::new,
            Command.StepEdit::new,
            Command.StepMove::new,
            Command.StepRemove::new,
            EventType.STEP_ADDED,
            EventType.STEP_EDITED,
            EventType.STEP_MOVED,
            EventType.STEP_REMOVED),
        new Kind<>(
            "findings",
            Limits.FINDINGS,
            Rooms::bottleneck,
            (id, rev, order, words, says) ->
                new Item.Finding(id, rev, order, idOf(IVY), says.apply(words), FindingStatus.OPEN),
            Command.FindingAdd::new,
            Command.FindingEdit::new,
            Command.FindingMove::new,
            Command.FindingRemove::new,
            EventType.FINDING_ADDED,
            EventType.FINDING_EDITED,
            EventType.FINDING_MOVED,
            EventType.FINDING_REMOVED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("[LI1] [DD3] a new item has revision 1 and goes to the end, in the lobby too")
  void adding_puts_it_at_the_end(Kind<?> kind) {
    given(running(), kind.has(kind.first("one")))
        .at(5)
        .when(IVY, kind.add(2, null, "two"))
        .then(put(kind.added(), kind.item(2, 1, "a1", "two")))
        .when(IVY, kind.add(3, "Zz", "three"))
        .then(put(kind.added(), kind.item(3, 1, "Zz", "three")));
    given(lobby())
        .at(5)
        .when(IVY, kind.add(1, null, "one"))
        .then(put(kind.added(), kind.first("one")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("[LI1] an id that an item of the list has is refused, any other is not")
  void adding_under_a_used_id_is_refused(Kind<?> kind) {
    given(
            running(),
            kind.has(kind.first("one")),
            happened(EventType.REQUIREMENT_ADDED, Rooms.requirement(2, 1, "a0", "Another kind")))
        .at(5)
        .when(CARL, kind.add(1, null, "again"))
        .rejected(ID_USED)
        .when(CARL, kind.add(2, null, "two"))
        .accepted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("[LI1] [LM2] a list has its limit")
  void adding_one_too_many_is_refused(Kind<?> kind) {
    Event[] full =
        IntStream.range(0, kind.limit())
            .mapToObj(i -> kind.has(kind.item(i, 1, "a0", "item " + i)))
            .toArray(Event[]::new);
    given(running(), full)
        .at(5)
        .when(CARL, kind.add(900, null, "one more"))
        .rejected(LIMIT, "%s: %d (expected: at most %2$d)".formatted(kind.name(), kind.limit()))
        .when(CARL, kind.remove(7, 1))
        .accepted()
        .when(CARL, kind.add(900, null, "one more"))
        .accepted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("[LI1] a key at the end that would be too long is refused")
  void adding_behind_the_longest_key_is_refused(Kind<?> kind) {
    given(running(), kind.has(kind.item(1, 1, "z".repeat(128), "last")))
        .at(5)
        .when(CARL, kind.add(2, null, "laster"))
        .rejected(LIMIT)
        .when(CARL, kind.add(2, "a0", "first"))
        .accepted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("[LI1] an edit replaces the content, raises the revision, and keeps the author")
  void editing_replaces_the_content(Kind<?> kind) {
    given(running(), kind.has(kind.item(1, 4, "a1", "one")))
        .at(5)
        .when(CARL, kind.edit(1, 4, "other"))
        .then(put(kind.edited(), kind.item(1, 5, "a1", "other")))
        .when(IVY, kind.edit(1, 4, "mine"))
        .outdated(kind.item(1, 5, "a1", "other"))
        .when(IVY, kind.edit(1, 5, "other"))
        .nothing()
        .when(IVY, kind.edit(2, 1, "other"))
        .rejected(NOT_FOUND);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("[LI1] moving sets the order and leaves the revision")
  void moving_sets_the_order(Kind<?> kind) {
    given(running(), kind.has(kind.item(1, 4, "a1", "one")))
        .at(5)
        .when(CARL, kind.move(1, "Zz"))
        .then(put(kind.moved(), kind.item(1, 4, "Zz", "one")))
        .when(CARL, kind.move(1, "Zz"))
        .nothing()
        .when(CARL, kind.move(2, "Zz"))
        .rejected(NOT_FOUND);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("[LI1] removing takes an item away, but nobody's newer words")
  void removing_takes_it_away(Kind<?> kind) {
    Item one = kind.item(1, 4, "a1", "one");
    given(running(), kind.has(one))
        .at(5)
        .when(CARL, kind.remove(1, 3))
        .outdated(one)
        .when(CARL, kind.remove(1, 4))
        .then(remove(kind.removed(), one.key()))
        .when(CARL, kind.remove(1, 4))
        .rejected(NOT_FOUND);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("[LI1] spectators may not, and after the end nobody may")
  void spectators_and_latecomers_are_refused(Kind<?> kind) {
    Event one = kind.has(kind.first("one"));
    for (Command command :
        List.of(
            kind.add(2, null, "two"),
            kind.edit(1, 1, "two"),
            kind.move(1, "a5"),
            kind.remove(1, 1))) {
      given(running(), one).at(5).when(SAM, command).rejected(FORBIDDEN);
      given(ended(), one).at(5).when(IVY, command).rejected(WRONG_STATE);
    }
  }

  @Test
  @DisplayName("[AP2] [AP3] an endpoint may serve what is not there, under any path")
  void an_endpoint_may_name_what_is_not_there() {
    EndpointContent content = get("getFeed, without a slash", id(7), id(8));
    given(running())
        .at(5)
        .when(CARL, new Command.EndpointAdd(id(1), null, content))
        .then(
            put(
                EventType.ENDPOINT_ADDED,
                new Item.Endpoint(id(1), 1, new OrderKey("a0"), idOf(CARL), content)));
  }

  @Test
  @DisplayName("[DF1] a step may be written in a room without a phase for the data flow")
  void a_step_needs_no_phase() {
    given(running())
        .at(5)
        .when(CARL, new Command.StepAdd(id(1), null, new StepContent("Fetch the pages")))
        .accepted();
  }

  @Test
  @DisplayName("[DD4] an edit and a move leave the status of a finding")
  void an_edit_keeps_the_status_of_a_finding() {
    var handled =
        new Item.Finding(
            id(1),
            1,
            new OrderKey("a0"),
            idOf(IVY),
            bottleneck("One hot key"),
            FindingStatus.HANDLED);
    given(running(), happened(EventType.FINDING_ADDED, handled))
        .at(5)
        .when(CARL, new Command.FindingEdit(id(1), 1, bottleneck("Two hot keys")))
        .then(
            put(
                EventType.FINDING_EDITED,
                new Item.Finding(
                    id(1),
                    2,
                    new OrderKey("a0"),
                    idOf(IVY),
                    bottleneck("Two hot keys"),
                    FindingStatus.HANDLED)))
        .when(CARL, new Command.FindingMove(id(1), new OrderKey("a5")))
        .then(
            put(
                EventType.FINDING_MOVED,
                new Item.Finding(
                    id(1),
                    2,
                    new OrderKey("a5"),
                    idOf(IVY),
                    bottleneck("Two hot keys"),
                    FindingStatus.HANDLED)));
  }
}
