package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.protocol.RejectCode.ID_USED;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Rooms.T0;
import static greenroom.server.room.Rooms.asks;
import static greenroom.server.room.Rooms.delivered;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.happened;
import static greenroom.server.room.Rooms.id;
import static greenroom.server.room.Rooms.lobby;
import static greenroom.server.room.Rooms.paused;
import static greenroom.server.room.Rooms.plan;
import static greenroom.server.room.Rooms.probe;
import static greenroom.server.room.Rooms.queued;
import static greenroom.server.room.Rooms.requirement;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Rooms.second;
import static greenroom.server.room.Scenario.CARL;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.SAM;
import static greenroom.server.room.Scenario.given;
import static greenroom.server.room.Scenario.idOf;
import static greenroom.server.room.Scenario.put;
import static greenroom.server.room.Scenario.remove;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Command;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.GuideId;
import greenroom.protocol.HintLevel;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.Limits;
import greenroom.protocol.OrderKey;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.PlanState;
import greenroom.protocol.ProbeStatus;
import greenroom.protocol.Role;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What interviewers do with probes before, by and after a push.
final class PlanDecisionsTest {
  private static final Actor IAN =
      new Actor(new ParticipantId("p4444444444444444"), Role.INTERVIEWER);

  private static final String SCALE = "How does it scale?";
  private static final Event QUEUED = happened(EventType.PROBE_QUEUED, queued(1, 3, "a0", SCALE));
  private static final Event SECOND =
      happened(EventType.PROBE_QUEUED, queued(2, 1, "a1", "What if a disk dies?"));
  private static final Event PUSHED = happened(EventType.PROBE_PUSHED, probe(1, SCALE));
  private static final Event DELIVERED =
      happened(EventType.PROBE_DELIVERED, delivered(1, 3, "a0", SCALE));

  private static Scenario pushed() {
    return given(running(), QUEUED, PUSHED, DELIVERED);
  }

  private static Command.ProbeQueue queue(int number) {
    return new Command.ProbeQueue(id(number), null, asks(SCALE), null);
  }

  // probe.queue

  @Test
  @DisplayName("[PB3] queueing makes a plan of revision 1 behind all others")
  void queueing_makes_a_plan_behind_all_others() {
    given(running(), SECOND, QUEUED)
        .at(5)
        .when(
            IVY,
            new Command.ProbeQueue(id(3), null, asks("Who pays?"), new GuideId("cost-of-fan-out")))
        .then(
            put(
                EventType.PROBE_QUEUED,
                new Item.ProbePlan(
                    id(3),
                    1,
                    new OrderKey("a2"),
                    idOf(IVY),
                    asks("Who pays?"),
                    new GuideId("cost-of-fan-out"),
                    PlanState.QUEUED,
                    List.of())));
  }

  @Test
  @DisplayName("[PB3] [PB15] the first plan gets the first key, in the lobby too")
  void queueing_the_first_is_allowed_in_the_lobby() {
    given(lobby())
        .at(5)
        .when(IVY, queue(1))
        .then(put(EventType.PROBE_QUEUED, queued(1, 1, "a0", SCALE)));
  }

  @Test
  @DisplayName("[PB3] queueing with an order puts the plan there")
  void queueing_with_an_order_puts_it_there() {
    given(paused(), QUEUED, SECOND)
        .at(5)
        .when(IVY, new Command.ProbeQueue(id(3), new OrderKey("a0V"), asks("Between"), null))
        .then(put(EventType.PROBE_QUEUED, queued(3, 1, "a0V", "Between")));
  }

  @Test
  @DisplayName("[PB3] an id that a plan has is refused")
  void queueing_under_a_used_id_is_refused() {
    given(running(), QUEUED).at(5).when(IVY, queue(1)).rejected(ID_USED);
    pushed().at(5).when(IVY, queue(1)).rejected(ID_USED);
  }

  @Test
  @DisplayName("[CM18] a probe's id is used in both its forms, and by no item of another kind")
  void queueing_under_an_id_that_a_pushed_probe_has_is_refused() {
    given(
            running(),
            happened(EventType.REQUIREMENT_ADDED, requirement(2, 1, "a0", "Users can post")),
            happened(EventType.PROBE_PUSHED, probe(3, "Lost its plan")))
        .at(5)
        .when(IVY, queue(3))
        .rejected(ID_USED)
        .when(IVY, queue(2))
        .then(put(EventType.PROBE_QUEUED, queued(2, 1, "a0", SCALE)));
  }

  @Test
  @DisplayName("[PB3] a room has at most so many plans, queued and pushed together")
  void queueing_one_too_many_is_refused() {
    Event[] full =
        IntStream.range(0, Limits.PROBES)
            .mapToObj(i -> happened(EventType.PROBE_QUEUED, queued(i, 1, "a0", "Probe " + i)))
            .toArray(Event[]::new);
    given(running(), full)
        .at(5)
        .when(IVY, queue(900))
        .rejected(LIMIT, "probes: 200 (expected: at most 200)")
        .when(IVY, queue(7))
        .rejected(ID_USED)
        .when(IVY, new Command.ProbePush(id(7)))
        .accepted()
        .when(IVY, queue(900))
        .rejected(LIMIT)
        .when(IVY, new Command.ProbeRemove(id(8), 1))
        .accepted()
        .when(IVY, queue(900))
        .accepted();
  }

  @Test
  @DisplayName("[PB3] a key at the end that would be too long is refused")
  void queueing_behind_the_longest_key_is_refused() {
    given(running(), happened(EventType.PROBE_QUEUED, queued(1, 1, "z".repeat(128), "Last")))
        .at(5)
        .when(IVY, queue(2))
        .rejected(LIMIT)
        .when(IVY, new Command.ProbeQueue(id(2), new OrderKey("a0"), asks("First"), null))
        .accepted();
  }

  // probe.edit

  @Test
  @DisplayName("[PB4] an edit replaces the content, raises the revision, and keeps the rest")
  void editing_replaces_the_content_and_keeps_the_rest() {
    given(running(), QUEUED)
        .at(5)
        .when(IAN, new Command.ProbeEdit(id(1), 3, asks("How far does it scale?")))
        .then(put(EventType.PROBE_EDITED, queued(1, 4, "a0", "How far does it scale?")));
  }

  @Test
  @DisplayName("[PB4] [CM15] an edit of an outdated revision gets the present plan")
  void editing_an_outdated_revision_is_refused() {
    given(lobby(), QUEUED)
        .at(5)
        .when(IVY, new Command.ProbeEdit(id(1), 2, asks("Mine")))
        .outdated(queued(1, 3, "a0", SCALE))
        .when(IVY, new Command.ProbeEdit(id(1), 4, asks(SCALE)))
        .outdated(queued(1, 3, "a0", SCALE));
  }

  @Test
  @DisplayName("[PB4] an edit to the same content is nothing to do")
  void editing_to_the_same_content_is_nothing() {
    given(running(), QUEUED)
        .at(5)
        .when(IVY, new Command.ProbeEdit(id(1), 3, asks(SCALE)))
        .nothing();
  }

  @Test
  @DisplayName("[PB13] an edit of what is not there is refused")
  void editing_what_is_not_there_is_refused() {
    given(running(), QUEUED)
        .at(5)
        .when(IVY, new Command.ProbeEdit(id(2), 1, asks("x")))
        .rejected(NOT_FOUND);
  }

  @Test
  @DisplayName("[PB4] [CM14] an edit of what is pushed is refused, whatever its revision")
  void editing_what_is_pushed_is_refused_whatever_its_revision() {
    pushed()
        .at(5)
        .when(IVY, new Command.ProbeEdit(id(1), 3, asks("x")))
        .rejected(WRONG_STATE)
        .when(IVY, new Command.ProbeEdit(id(1), 1, asks("x")))
        .rejected(WRONG_STATE);
  }

  // probe.move

  @Test
  @DisplayName("[PB5] moving sets the order and leaves the revision")
  void moving_sets_the_order_and_leaves_the_revision() {
    given(lobby(), QUEUED)
        .at(5)
        .when(IAN, new Command.ProbeMove(id(1), new OrderKey("Zz")))
        .then(put(EventType.PROBE_MOVED, queued(1, 3, "Zz", SCALE)));
  }

  @Test
  @DisplayName("[PB5] a pushed plan moves as well")
  void moving_what_is_pushed_is_allowed() {
    pushed()
        .at(5)
        .when(IVY, new Command.ProbeMove(id(1), new OrderKey("a5")))
        .then(put(EventType.PROBE_MOVED, delivered(1, 3, "a5", SCALE)));
  }

  @Test
  @DisplayName("[PB5] moving to the same order is nothing to do")
  void moving_to_the_same_place_is_nothing() {
    given(running(), QUEUED)
        .at(5)
        .when(IVY, new Command.ProbeMove(id(1), new OrderKey("a0")))
        .nothing();
  }

  @Test
  @DisplayName("[PB13] moving what is not there is refused")
  void moving_what_is_not_there_is_refused() {
    given(running())
        .at(5)
        .when(IVY, new Command.ProbeMove(id(1), new OrderKey("a0")))
        .rejected(NOT_FOUND);
  }

  // probe.remove

  @Test
  @DisplayName("[PB6] [PB13] removing takes a plan away, and what is away is not found")
  void removing_takes_a_plan_away() {
    given(lobby(), QUEUED)
        .at(5)
        .when(IAN, new Command.ProbeRemove(id(1), 3))
        .then(remove(EventType.PROBE_REMOVED, Item.ProbePlan.keyOf(id(1))))
        .when(IVY, new Command.ProbeRemove(id(1), 3))
        .rejected(NOT_FOUND);
  }

  @Test
  @DisplayName("[PB6] removing an outdated revision is refused")
  void removing_an_outdated_revision_is_refused() {
    given(running(), QUEUED)
        .at(5)
        .when(IVY, new Command.ProbeRemove(id(1), 2))
        .outdated(queued(1, 3, "a0", SCALE));
  }

  @Test
  @DisplayName("[PB6] removing what is pushed is refused")
  void removing_what_is_pushed_is_refused() {
    pushed().at(5).when(IVY, new Command.ProbeRemove(id(1), 3)).rejected(WRONG_STATE);
  }

  // probe.push

  @Test
  @DisplayName("[PB7] [CM11] a push is one event to each log, the shared one first")
  void pushing_shows_the_probe_and_notes_it_in_one_append() {
    given(running(), QUEUED)
        .at(5)
        .when(IAN, new Command.ProbePush(id(1)))
        .then(
            put(
                EventType.PROBE_PUSHED,
                new Item.Probe(
                    id(1), 1, idOf(IAN), second(5), asks(SCALE), ProbeStatus.OPEN, false, null)),
            put(EventType.PROBE_DELIVERED, delivered(1, 3, "a0", SCALE)));
  }

  @Test
  @DisplayName("[PB7] a push is allowed while the clock stands")
  void pushing_while_the_clock_stands_is_allowed() {
    given(paused(), QUEUED).at(5).when(IVY, new Command.ProbePush(id(1))).accepted();
  }

  @Test
  @DisplayName("[PB7] pushing what is pushed is nothing to do")
  void pushing_what_is_pushed_is_nothing() {
    pushed().at(5).when(IAN, new Command.ProbePush(id(1))).nothing();
  }

  @Test
  @DisplayName("[PB13] pushing what is not there is refused")
  void pushing_what_is_not_there_is_refused() {
    given(running(), QUEUED).at(5).when(IVY, new Command.ProbePush(id(2))).rejected(NOT_FOUND);
  }

  @Test
  @DisplayName("[CM17] [CM14] a push is refused in the lobby, whatever it names")
  void pushing_is_refused_in_the_lobby() {
    given(lobby(), QUEUED)
        .at(5)
        .when(IVY, new Command.ProbePush(id(1)))
        .rejected(WRONG_STATE)
        .when(IVY, new Command.ProbePush(id(2)))
        .rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[PB8] [PB9] [PB13] in the lobby nothing is pushed yet")
  void in_the_lobby_nothing_is_pushed_yet() {
    given(lobby(), QUEUED)
        .at(5)
        .when(IVY, new Command.ProbeTakeBack(id(1)))
        .nothing()
        .when(IVY, new Command.ProbeHint(id(1), HintLevel.NUDGE, null))
        .rejected(WRONG_STATE)
        .when(IVY, new Command.ProbePin(id(1), true))
        .rejected(NOT_FOUND);
  }

  @Test
  @DisplayName("[PB14] [SC2] a pushed probe tells nothing of what was done to it before")
  void a_pushed_probe_tells_nothing_of_what_was_done_to_it_before() {
    Room room =
        given(
                running(),
                happened(
                    EventType.PROBE_QUEUED,
                    new Item.ProbePlan(
                        id(1),
                        9,
                        new OrderKey("a7"),
                        idOf(IVY),
                        asks(SCALE),
                        new GuideId("bank-entry"),
                        PlanState.QUEUED,
                        List.of(new Item.Hint(HintLevel.NUDGE, "Hinted", idOf(IVY), T0)))))
            .at(5)
            .when(IAN, new Command.ProbePush(id(1)))
            .accepted()
            .room();

    assertThat(room.seenBy(Role.CANDIDATE).items())
        .contains(
            new Item.Probe(
                id(1), 1, idOf(IAN), second(5), asks(SCALE), ProbeStatus.OPEN, false, null));
    assertThat(room.seenBy(Role.CANDIDATE).toString()).doesNotContain("bank-entry", "Hinted", "a7");
  }

  // probe.take-back

  @Test
  @DisplayName("[PB8] taking back is one event to each log")
  void taking_back_hides_the_probe_and_queues_it_again() {
    pushed()
        .at(5)
        .when(IAN, new Command.ProbeTakeBack(id(1)))
        .then(
            remove(EventType.PROBE_TAKEN_BACK, Item.Probe.keyOf(id(1))),
            put(EventType.PROBE_RETURNED, queued(1, 3, "a0", SCALE)));
  }

  @Test
  @DisplayName("[PB8] what was taken back keeps its hints and begins anew with the next push")
  void what_was_taken_back_keeps_its_hints_and_begins_anew_with_the_next_push() {
    var hint = new Item.Hint(HintLevel.NUDGE, null, idOf(IVY), second(5));
    pushed()
        .at(5)
        .when(IVY, new Command.ProbeHint(id(1), HintLevel.NUDGE, null))
        .accepted()
        .at(6)
        .when(IVY, new Command.ProbePin(id(1), true))
        .accepted()
        .when(IVY, new Command.ProbeTakeBack(id(1)))
        .then(
            remove(EventType.PROBE_TAKEN_BACK, Item.Probe.keyOf(id(1))),
            put(EventType.PROBE_RETURNED, plan(1, 3, "a0", SCALE, PlanState.QUEUED, hint)))
        .at(7)
        .when(IVY, new Command.ProbePush(id(1)))
        .then(
            put(
                EventType.PROBE_PUSHED,
                new Item.Probe(
                    id(1), 1, idOf(IVY), second(7), asks(SCALE), ProbeStatus.OPEN, false, null)),
            put(EventType.PROBE_DELIVERED, delivered(1, 3, "a0", SCALE, hint)));
  }

  @Test
  @DisplayName("[PB8] taking back what is answered is refused until the answer is gone")
  void taking_back_what_is_answered_is_refused_until_the_answer_is_gone() {
    pushed()
        .at(5)
        .when(CARL, new Command.ProbeAnswer(id(1), 1, "By shards"))
        .accepted()
        .when(IVY, new Command.ProbeTakeBack(id(1)))
        .rejected(WRONG_STATE)
        .when(CARL, new Command.ProbeAnswer(id(1), 2, ""))
        .accepted()
        .when(IVY, new Command.ProbeTakeBack(id(1)))
        .accepted();
  }

  @Test
  @DisplayName("[PB8] taking back what is not pushed is nothing to do")
  void taking_back_what_is_not_pushed_is_nothing() {
    given(running(), QUEUED).at(5).when(IVY, new Command.ProbeTakeBack(id(1))).nothing();
  }

  @Test
  @DisplayName("[PB13] taking back what is not there is refused")
  void taking_back_what_is_not_there_is_refused() {
    given(running(), QUEUED).at(5).when(IVY, new Command.ProbeTakeBack(id(2))).rejected(NOT_FOUND);
  }

  // probe.hint

  @Test
  @DisplayName("[PB9] a hint is kept with the plan, oldest first, and leaves the revision")
  void a_hint_is_kept_with_the_plan_and_leaves_the_revision() {
    var first = new Item.Hint(HintLevel.NUDGE, null, idOf(IVY), second(5));
    var second = new Item.Hint(HintLevel.REVEAL, "Shard by author", idOf(IAN), second(6));
    pushed()
        .at(5)
        .when(IVY, new Command.ProbeHint(id(1), HintLevel.NUDGE, null))
        .then(put(EventType.PROBE_HINTED, delivered(1, 3, "a0", SCALE, first)))
        .at(6)
        .when(IAN, new Command.ProbeHint(id(1), HintLevel.REVEAL, "Shard by author"))
        .then(put(EventType.PROBE_HINTED, delivered(1, 3, "a0", SCALE, first, second)));
  }

  @Test
  @DisplayName("[PB9] the same hint again is another hint")
  void the_same_hint_again_is_another_hint() {
    var hint = new Command.ProbeHint(id(1), HintLevel.NUDGE, null);
    pushed().at(5).when(IVY, hint).accepted().when(IVY, hint).accepted();
  }

  @Test
  @DisplayName("[PB9] [PB13] a hint with what is not pushed is refused")
  void a_hint_with_what_is_not_pushed_is_refused() {
    given(running(), QUEUED)
        .at(5)
        .when(IVY, new Command.ProbeHint(id(1), HintLevel.NUDGE, null))
        .rejected(WRONG_STATE)
        .when(IVY, new Command.ProbeHint(id(2), HintLevel.NUDGE, null))
        .rejected(NOT_FOUND);
  }

  @Test
  @DisplayName("[PB9] a plan has at most so many hints")
  void one_hint_too_many_is_refused() {
    Item.Hint[] all =
        Stream.generate(() -> new Item.Hint(HintLevel.NUDGE, null, idOf(IVY), T0))
            .limit(Limits.HINTS)
            .toArray(Item.Hint[]::new);
    given(running(), PUSHED, happened(EventType.PROBE_HINTED, delivered(1, 3, "a0", SCALE, all)))
        .at(5)
        .when(IVY, new Command.ProbeHint(id(1), HintLevel.NUDGE, null))
        .rejected(LIMIT, "hints: 20 (expected: at most 20)");
  }

  // A log that lost the private half of a push.

  @Test
  void pushing_again_makes_good_a_lost_delivery_and_keeps_the_answer() {
    given(running(), QUEUED, PUSHED)
        .at(5)
        .when(CARL, new Command.ProbeAnswer(id(1), 1, "By shards"))
        .accepted()
        .when(IVY, new Command.ProbeEdit(id(1), 3, asks("x")))
        .rejected(WRONG_STATE)
        .when(IVY, new Command.ProbeRemove(id(1), 3))
        .rejected(WRONG_STATE)
        .when(IVY, new Command.ProbePush(id(1)))
        .then(put(EventType.PROBE_DELIVERED, delivered(1, 3, "a0", SCALE)));
  }

  @Test
  void taking_back_again_makes_good_a_lost_return() {
    given(running(), QUEUED, DELIVERED)
        .at(5)
        .when(IVY, new Command.ProbeTakeBack(id(1)))
        .then(put(EventType.PROBE_RETURNED, queued(1, 3, "a0", SCALE)));
    given(running(), QUEUED, PUSHED)
        .at(5)
        .when(IVY, new Command.ProbeTakeBack(id(1)))
        .then(remove(EventType.PROBE_TAKEN_BACK, Item.Probe.keyOf(id(1))));
  }

  // Who, and when.

  static Stream<Command> interviewersCommands() {
    return Stream.of(1, 9)
        .map(Rooms::id)
        .flatMap((ItemId id) ->
            Stream.of(
                new Command.ProbeQueue(id, null, asks("x"), null),
                new Command.ProbeEdit(id, 7, asks("x")),
                new Command.ProbeMove(id, new OrderKey("a0")),
                new Command.ProbeRemove(id, 7),
                new Command.ProbePush(id),
                new Command.ProbeTakeBack(id),
                new Command.ProbeHint(id, HintLevel.NUDGE, null)));
  }

  @ParameterizedTest
  @MethodSource("interviewersCommands")
  @DisplayName("[CM14] [SC2] others are told the same whatever they name")
  void others_are_told_the_same_whatever_they_name(Command command) {
    String message = "role: candidate (expected: interviewer)";
    given(running(), QUEUED).at(5).when(CARL, command).rejected(FORBIDDEN, message);
    pushed().at(5).when(CARL, command).rejected(FORBIDDEN, message);
    given(ended(), QUEUED).at(5).when(CARL, command).rejected(FORBIDDEN, message);
    given(running(), QUEUED).at(5).when(SAM, command).rejected(FORBIDDEN);
  }

  @ParameterizedTest
  @MethodSource("interviewersCommands")
  @DisplayName("[PB15] nothing is done to plans after the end")
  void nothing_is_done_to_probes_after_the_end(Command command) {
    given(ended(), QUEUED, PUSHED, DELIVERED).at(5).when(IVY, command).rejected(WRONG_STATE);
    given(ended(), QUEUED).at(5).when(IVY, command).rejected(WRONG_STATE);
  }
}
