package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.happened;
import static greenroom.server.room.Rooms.id;
import static greenroom.server.room.Rooms.removed;
import static greenroom.server.room.Rooms.requirement;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Scenario.CARL;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.SAM;
import static greenroom.server.room.Scenario.given;
import static greenroom.server.room.Scenario.idOf;
import static greenroom.server.room.Scenario.put;

import greenroom.protocol.Command;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.Limits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class DiveDecisionsTest {
  private static final Item.Requirement LATENCY = requirement(1, 1, "a0", "The feed loads fast");
  private static final Event FAST = happened(EventType.REQUIREMENT_ADDED, LATENCY);
  private static final Event DIVED = happened(EventType.DIVE_WRITTEN, dive(3, "A cache", false));

  /// A dive by Ivy.
  private static Item.Dive dive(long rev, String text, boolean met) {
    return new Item.Dive(id(1), rev, idOf(IVY), text, met);
  }

  private static Command write(int number, long rev, String text) {
    return new Command.DiveWrite(id(number), rev, text);
  }

  private static Command mark(int number, boolean met) {
    return new Command.DiveMark(id(number), met);
  }

  @Test
  @DisplayName("[DD1] the first dive into a requirement has revision 1 and is not met")
  void writing_makes_a_dive() {
    given(running(), FAST)
        .at(5)
        .when(IVY, write(1, 0, "A cache"))
        .then(put(EventType.DIVE_WRITTEN, dive(1, "A cache", false)));
    given(running(), FAST)
        .at(5)
        .when(IVY, write(1, 0, ""))
        .then(put(EventType.DIVE_WRITTEN, dive(1, "", false)));
  }

  @Test
  @DisplayName("[DD1] the text is replaced, its revision is raised, author and mark stay")
  void writing_replaces_the_text() {
    given(running(), FAST, happened(EventType.DIVE_MARKED, dive(3, "A cache", true)))
        .at(5)
        .when(CARL, write(1, 3, ""))
        .then(put(EventType.DIVE_WRITTEN, dive(4, "", true)));
  }

  @Test
  @DisplayName("[DD1] [CM16] another revision than the present one is refused, 0 too")
  void writing_an_outdated_dive_is_refused() {
    given(running(), FAST, DIVED)
        .at(5)
        .when(CARL, write(1, 0, "Mine"))
        .outdated(dive(3, "A cache", false))
        .when(CARL, write(1, 2, "Mine"))
        .outdated(dive(3, "A cache", false));
  }

  @Test
  @DisplayName("[DD1] the same text is nothing to do")
  void writing_the_same_text_is_nothing() {
    given(running(), FAST, DIVED).at(5).when(CARL, write(1, 3, "A cache")).nothing();
  }

  @Test
  @DisplayName("[DD1] a requirement that is not there is not found, nor a dive that was not made")
  void writing_where_nothing_is_is_refused() {
    given(running(), FAST)
        .at(5)
        .when(CARL, write(2, 0, "A cache"))
        .rejected(NOT_FOUND)
        .when(CARL, write(1, 1, "A cache"))
        .rejected(NOT_FOUND);
  }

  @Test
  @DisplayName("[DD2] marking leaves the revision, and makes a dive without a text if need be")
  void marking_sets_met() {
    given(running(), FAST, DIVED)
        .at(5)
        .when(CARL, mark(1, true))
        .then(put(EventType.DIVE_MARKED, dive(3, "A cache", true)))
        .when(CARL, mark(1, true))
        .nothing()
        .when(CARL, mark(1, false))
        .then(put(EventType.DIVE_MARKED, dive(3, "A cache", false)));
    given(running(), FAST)
        .at(5)
        .when(IVY, mark(1, true))
        .then(put(EventType.DIVE_MARKED, dive(1, "", true)));
  }

  @Test
  @DisplayName("[DD2] a requirement without a dive is not met already")
  void marking_not_met_without_a_dive_is_nothing() {
    given(running(), FAST).at(5).when(CARL, mark(1, false)).nothing();
  }

  @Test
  @DisplayName("[DD2] a dive outlives its requirement, for one that is put back")
  void a_dive_outlives_its_requirement() {
    given(running(), FAST, DIVED, removed(EventType.REQUIREMENT_REMOVED, LATENCY))
        .at(5)
        .when(CARL, mark(1, true))
        .rejected(NOT_FOUND)
        .when(CARL, write(1, 3, "Mine"))
        .rejected(NOT_FOUND)
        .when(CARL, new Command.RequirementAdd(id(1), null, LATENCY.content()))
        .accepted()
        .when(CARL, mark(1, true))
        .then(put(EventType.DIVE_MARKED, dive(3, "A cache", true)));
  }

  @Test
  @DisplayName("[DD2] a room has at most as many dives as requirements")
  void one_dive_too_many_is_refused() {
    Event[] full =
        IntStream.range(2, Limits.REQUIREMENTS + 2)
            .mapToObj(i ->
                happened(EventType.DIVE_WRITTEN, new Item.Dive(id(i), 1, idOf(IVY), "x", false)))
            .toArray(Event[]::new);
    given(Rooms.fold(running(), FAST), full)
        .at(5)
        .when(CARL, write(1, 0, "A cache"))
        .rejected(LIMIT, "dives: 500 (expected: at most 500)")
        .when(CARL, mark(1, true))
        .rejected(LIMIT);
  }

  @Test
  @DisplayName("[DD2] spectators may not dive, and after the end nobody may")
  void diving_is_for_participants_until_the_end() {
    for (Command command : List.of(write(1, 3, "Mine"), mark(1, true))) {
      given(running(), FAST, DIVED).at(5).when(SAM, command).rejected(FORBIDDEN);
      given(ended(), FAST, DIVED).at(5).when(IVY, command).rejected(WRONG_STATE);
    }
  }
}
