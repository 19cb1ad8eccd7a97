package greenroom.server.room;

import static greenroom.protocol.ProbeStatus.CLOSED;
import static greenroom.protocol.ProbeStatus.OPEN;
import static greenroom.protocol.ProbeStatus.PARKED;
import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Rooms.T0;
import static greenroom.server.room.Rooms.delivered;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.happened;
import static greenroom.server.room.Rooms.id;
import static greenroom.server.room.Rooms.paused;
import static greenroom.server.room.Rooms.probe;
import static greenroom.server.room.Rooms.queued;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Rooms.second;
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
import greenroom.protocol.ProbeStatus;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What anybody but spectators does with a pushed probe.
final class ProbeDecisionsTest {
  private static final String SCALE = "How does it scale?";
  private static final Item.ProbeAnswer SHARDS = new Item.ProbeAnswer("By shards", idOf(IVY), T0);

  /// Pushed, beside a probe of id 2 that is only planned.
  private static Scenario with(Item.Probe probe) {
    return given(running(), events(probe));
  }

  private static Event[] events(Item.Probe probe) {
    return new Event[] {
      happened(EventType.PROBE_QUEUED, queued(2, 1, "a1", "What if a disk dies?")),
      happened(EventType.PROBE_PUSHED, probe),
      happened(EventType.PROBE_DELIVERED, delivered(1, 3, "a0", SCALE))
    };
  }

  private static Item.Probe with(
      long rev, ProbeStatus status, boolean pinned, Item.@Nullable ProbeAnswer answer) {
    return probe(1, rev, SCALE, status, pinned, answer);
  }

  // probe.answer

  @Test
  @DisplayName("[PB10] an answer says who and when, and raises the revision")
  void answering_notes_who_and_when_and_raises_the_revision() {
    with(with(1, OPEN, true, null))
        .at(5)
        .when(CARL, new Command.ProbeAnswer(id(1), 1, "By shards\nand caches"))
        .then(
            put(
                EventType.PROBE_ANSWERED,
                with(
                    2,
                    OPEN,
                    true,
                    new Item.ProbeAnswer("By shards\nand caches", idOf(CARL), second(5)))));
  }

  @Test
  @DisplayName("[PB10] another answer replaces the answer")
  void answering_again_replaces_the_answer() {
    with(with(2, PARKED, false, SHARDS))
        .at(5)
        .when(CARL, new Command.ProbeAnswer(id(1), 2, "By caches"))
        .then(
            put(
                EventType.PROBE_ANSWERED,
                with(3, PARKED, false, new Item.ProbeAnswer("By caches", idOf(CARL), second(5)))));
  }

  @Test
  @DisplayName("[PB10] an empty answer takes the answer away")
  void an_empty_answer_takes_the_answer_away() {
    with(with(2, OPEN, false, SHARDS))
        .at(5)
        .when(CARL, new Command.ProbeAnswer(id(1), 2, ""))
        .then(put(EventType.PROBE_ANSWERED, with(3, OPEN, false, null)));
  }

  @Test
  @DisplayName("[PB10] the same answer, or none where there is none, is nothing to do")
  void the_same_answer_is_nothing() {
    with(with(2, OPEN, false, SHARDS))
        .at(5)
        .when(CARL, new Command.ProbeAnswer(id(1), 2, "By shards"))
        .nothing();
    with(with(1, OPEN, false, null))
        .at(5)
        .when(CARL, new Command.ProbeAnswer(id(1), 1, ""))
        .nothing();
  }

  @Test
  @DisplayName("[PB10] [CM15] an answer to an outdated revision gets the present probe")
  void answering_an_outdated_revision_is_refused() {
    with(with(2, OPEN, false, SHARDS))
        .at(5)
        .when(CARL, new Command.ProbeAnswer(id(1), 1, "By caches"))
        .outdated(with(2, OPEN, false, SHARDS));
  }

  @Test
  @DisplayName("[PB10] [CM14] a closed probe takes no answer, whatever the revision")
  void answering_what_is_closed_is_refused_whatever_its_revision() {
    with(with(2, CLOSED, false, SHARDS))
        .at(5)
        .when(CARL, new Command.ProbeAnswer(id(1), 2, "By caches"))
        .rejected(WRONG_STATE)
        .when(IVY, new Command.ProbeAnswer(id(1), 1, "By caches"))
        .rejected(WRONG_STATE);
  }

  // probe.pin

  @Test
  @DisplayName("[PB11] pinning leaves the revision")
  void pinning_leaves_the_revision() {
    with(with(2, PARKED, false, SHARDS))
        .at(5)
        .when(CARL, new Command.ProbePin(id(1), true))
        .then(put(EventType.PROBE_PINNED, with(2, PARKED, true, SHARDS)))
        .when(IVY, new Command.ProbePin(id(1), false))
        .then(put(EventType.PROBE_PINNED, with(2, PARKED, false, SHARDS)));
  }

  @Test
  @DisplayName("[PB11] pinning what is pinned is nothing to do")
  void pinning_what_is_pinned_is_nothing() {
    with(with(1, OPEN, true, null)).at(5).when(CARL, new Command.ProbePin(id(1), true)).nothing();
  }

  @Test
  @DisplayName("[PB11] a closed probe is pinned as well")
  void pinning_what_is_closed_is_allowed() {
    with(with(1, CLOSED, false, null))
        .at(5)
        .when(CARL, new Command.ProbePin(id(1), true))
        .accepted();
  }

  // probe.mark

  @Test
  @DisplayName("[PB12] candidates park a probe and open it again")
  void parking_and_opening_leave_the_revision() {
    with(with(2, OPEN, true, SHARDS))
        .at(5)
        .when(CARL, new Command.ProbeMark(id(1), PARKED))
        .then(put(EventType.PROBE_MARKED, with(2, PARKED, true, SHARDS)))
        .when(CARL, new Command.ProbeMark(id(1), OPEN))
        .then(put(EventType.PROBE_MARKED, with(2, OPEN, true, SHARDS)));
  }

  @Test
  @DisplayName("[PB12] interviewers close a probe and open it again")
  void interviewers_close_a_probe_and_open_it_again() {
    with(with(2, PARKED, false, SHARDS))
        .at(5)
        .when(IVY, new Command.ProbeMark(id(1), CLOSED))
        .then(put(EventType.PROBE_MARKED, with(2, CLOSED, false, SHARDS)))
        .when(IVY, new Command.ProbeMark(id(1), OPEN))
        .then(put(EventType.PROBE_MARKED, with(2, OPEN, false, SHARDS)));
  }

  @Test
  @DisplayName("[PB12] candidates neither close a probe nor reopen it")
  void candidates_neither_close_a_probe_nor_reopen_it() {
    with(with(1, OPEN, false, null))
        .at(5)
        .when(CARL, new Command.ProbeMark(id(1), CLOSED))
        .rejected(FORBIDDEN);
    with(with(1, CLOSED, false, null))
        .at(5)
        .when(CARL, new Command.ProbeMark(id(1), CLOSED))
        .rejected(FORBIDDEN)
        .when(CARL, new Command.ProbeMark(id(1), OPEN))
        .rejected(FORBIDDEN)
        .when(CARL, new Command.ProbeMark(id(1), PARKED))
        .rejected(FORBIDDEN);
  }

  @Test
  @DisplayName("[CM14] [SC2] candidates who would close are told the same whatever they name")
  void candidates_who_would_close_are_told_the_same_whatever_they_name() {
    with(with(1, OPEN, false, null))
        .at(5)
        .when(CARL, new Command.ProbeMark(id(2), CLOSED))
        .rejected(FORBIDDEN)
        .when(CARL, new Command.ProbeMark(id(9), CLOSED))
        .rejected(FORBIDDEN);
  }

  @Test
  @DisplayName("[PB12] marking as it is marked is nothing to do")
  void marking_as_it_is_marked_is_nothing() {
    with(with(1, PARKED, false, null))
        .at(5)
        .when(CARL, new Command.ProbeMark(id(1), PARKED))
        .nothing();
    with(with(1, CLOSED, false, null))
        .at(5)
        .when(IVY, new Command.ProbeMark(id(1), CLOSED))
        .nothing();
  }

  // Who, and when.

  static Stream<Command> commandsOn(int number) {
    return Stream.of(
        new Command.ProbeAnswer(id(number), 1, "x"),
        new Command.ProbePin(id(number), true),
        new Command.ProbeMark(id(number), PARKED));
  }

  static Stream<Command> onWhatIsPushed() {
    return commandsOn(1);
  }

  static Stream<Command> onWhatIsPlanned() {
    return commandsOn(2);
  }

  @ParameterizedTest
  @MethodSource("onWhatIsPushed")
  @DisplayName("[PB15] [RM5] nothing is done to a probe by spectators, or after the end")
  void nothing_is_done_to_a_probe_by_spectators_or_after_the_end(Command command) {
    Item.Probe probe = with(1, OPEN, false, null);
    with(probe).at(5).when(SAM, command).rejected(FORBIDDEN);
    given(ended(), events(probe)).at(5).when(CARL, command).rejected(WRONG_STATE);
    given(ended(), events(probe)).at(5).when(IVY, command).rejected(WRONG_STATE);
    given(paused(), events(probe)).at(5).when(CARL, command).accepted();
  }

  @ParameterizedTest
  @MethodSource("onWhatIsPlanned")
  @DisplayName("[PB13] [SC2] what is only planned is not there")
  void what_is_only_planned_is_not_there(Command command) {
    given(running()).at(5).when(CARL, command).rejected(NOT_FOUND, NOT_THERE);
    with(with(1, OPEN, false, null))
        .at(5)
        .when(CARL, command)
        .rejected(NOT_FOUND, NOT_THERE)
        .when(IVY, command)
        .rejected(NOT_FOUND, NOT_THERE);
  }

  private static final String NOT_THERE = "id: " + id(2) + " (expected: a probe that was pushed)";
}
