package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.endpoint;
import static greenroom.server.room.Rooms.happened;
import static greenroom.server.room.Rooms.id;
import static greenroom.server.room.Rooms.lobby;
import static greenroom.server.room.Rooms.removed;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Scenario.CARL;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.SAM;
import static greenroom.server.room.Scenario.given;
import static greenroom.server.room.Scenario.idOf;
import static greenroom.server.room.Scenario.put;
import static greenroom.server.room.Scenario.remove;

import greenroom.protocol.Command;
import greenroom.protocol.ElementId;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.Limits;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class WalkDecisionsTest {
  private static final Event FEED = happened(EventType.ENDPOINT_ADDED, endpoint(1, "/feed"));
  private static final Event WALKED = happened(EventType.WALK_TRACED, walk(1, "gateway", "cache"));

  /// A walk by Ivy.
  private static Item.Walk walk(long rev, String... elements) {
    return new Item.Walk(id(1), rev, idOf(IVY), elements(elements));
  }

  private static List<ElementId> elements(String... elements) {
    return Stream.of(elements).map(ElementId::new).toList();
  }

  private static Command set(int number, long rev, String... elements) {
    return new Command.WalkSet(id(number), rev, elements(elements));
  }

  private static Command clear(long rev) {
    return new Command.WalkClear(id(1), rev);
  }

  @Test
  @DisplayName("[WK1] the first walk of an endpoint has revision 1, wherever it leads")
  void setting_makes_a_walk() {
    given(running(), FEED)
        .at(5)
        .when(IVY, set(1, 0, "gateway", "not-drawn"))
        .then(put(EventType.WALK_TRACED, walk(1, "gateway", "not-drawn")));
  }

  @Test
  @DisplayName("[WK1] a walk is replaced, its revision is raised, and its author stays")
  void setting_replaces_the_walk() {
    given(running(), FEED, WALKED)
        .at(5)
        .when(CARL, set(1, 1, "cache", "gateway"))
        .then(put(EventType.WALK_TRACED, walk(2, "cache", "gateway")));
  }

  @Test
  @DisplayName("[WK1] [CM16] another revision than the present one is refused, 0 too")
  void setting_an_outdated_walk_is_refused() {
    given(running(), FEED, WALKED)
        .at(5)
        .when(CARL, set(1, 0, "store"))
        .outdated(walk(1, "gateway", "cache"))
        .when(CARL, set(1, 2, "store"))
        .outdated(walk(1, "gateway", "cache"));
  }

  @Test
  @DisplayName("[WK1] the same elements in the same order are nothing to do")
  void setting_the_same_elements_is_nothing() {
    given(running(), FEED, WALKED).at(5).when(CARL, set(1, 1, "gateway", "cache")).nothing();
  }

  @Test
  @DisplayName("[WK1] an endpoint that is not there is not found, nor a walk that was not made")
  void setting_where_nothing_is_is_refused() {
    given(running(), FEED)
        .at(5)
        .when(CARL, set(2, 0, "gateway"))
        .rejected(NOT_FOUND)
        .when(CARL, set(1, 1, "gateway"))
        .rejected(NOT_FOUND);
  }

  @Test
  @DisplayName("[WK2] clearing takes a walk away, but no newer one")
  void clearing_takes_the_walk_away() {
    given(running(), FEED, WALKED)
        .at(5)
        .when(CARL, clear(2))
        .outdated(walk(1, "gateway", "cache"))
        .when(CARL, clear(1))
        .then(remove(EventType.WALK_CLEARED, Item.Walk.keyOf(id(1))))
        .when(CARL, clear(1))
        .rejected(NOT_FOUND)
        .when(IVY, set(1, 0, "store"))
        .then(put(EventType.WALK_TRACED, walk(1, "store")));
  }

  @Test
  @DisplayName("[WK3] a walk outlives its endpoint, for one that is put back")
  void a_walk_outlives_its_endpoint() {
    given(running(), FEED, WALKED, removed(EventType.ENDPOINT_REMOVED, endpoint(1, "/feed")))
        .at(5)
        .when(CARL, set(1, 1, "store"))
        .rejected(NOT_FOUND)
        .when(CARL, new Command.EndpointAdd(id(1), null, Rooms.get("/feeds")))
        .accepted()
        .when(CARL, set(1, 1, "store"))
        .then(put(EventType.WALK_TRACED, walk(2, "store")));
    given(running(), WALKED).at(5).when(CARL, clear(1)).accepted();
  }

  @Test
  @DisplayName("[WK3] a room has at most as many walks as endpoints")
  void one_walk_too_many_is_refused() {
    Event[] full =
        IntStream.range(2, Limits.ENDPOINTS + 2)
            .mapToObj(i ->
                happened(
                    EventType.WALK_TRACED, new Item.Walk(id(i), 1, idOf(IVY), elements("gateway"))))
            .toArray(Event[]::new);
    given(Rooms.fold(running(), FEED), full)
        .at(5)
        .when(CARL, set(1, 0, "gateway"))
        .rejected(LIMIT, "walks: 200 (expected: at most 200)");
  }

  @Test
  @DisplayName("[WK3] both may walk in the lobby, spectators never, nobody after the end")
  void walking_is_for_participants_until_the_end() {
    given(lobby(), FEED).at(5).when(CARL, set(1, 0, "gateway")).accepted();
    for (Command command : List.of(set(1, 1, "store"), clear(1))) {
      given(running(), FEED, WALKED).at(5).when(SAM, command).rejected(FORBIDDEN);
      given(ended(), FEED, WALKED).at(5).when(IVY, command).rejected(WRONG_STATE);
    }
  }
}
