package greenroom.server.room;

import static greenroom.protocol.RejectCode.ID_USED;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.NO_TIME;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.framework;
import static greenroom.server.room.Rooms.lobby;
import static greenroom.server.room.Rooms.paused;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Rooms.with;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.given;
import static greenroom.server.room.Scenario.put;

import greenroom.protocol.Command;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.Limits;
import greenroom.protocol.PhaseId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Extending, shortening, skipping, restoring and adding, with numbers.
final class BudgetDecisionsTest {

  private static Command extend(String phase, long seconds) {
    return new Command.PhaseExtend(new PhaseId(phase), seconds, false);
  }

  private static Command grow(String phase, long seconds) {
    return new Command.PhaseExtend(new PhaseId(phase), seconds, true);
  }

  private static Command shorten(String phase, long seconds) {
    return new Command.PhaseShorten(new PhaseId(phase), seconds);
  }

  private static Command skip(String phase) {
    return new Command.PhaseSkip(new PhaseId(phase));
  }

  private static Command restore(String phase) {
    return new Command.PhaseRestore(new PhaseId(phase));
  }

  private static Command add(String phase, long seconds, String after) {
    return new Command.PhaseAdd(planned(phase, seconds), new PhaseId(after), false);
  }

  private static Command addGrowing(String phase, long seconds, String after) {
    return new Command.PhaseAdd(planned(phase, seconds), new PhaseId(after), true);
  }

  private static Item.Phase planned(String phase, long seconds) {
    return new Item.Phase(new PhaseId(phase), "Phase " + phase, seconds);
  }

  @Test
  @DisplayName("[TM12] the unvisited phases pay for an extension, last first")
  void extending_takes_from_the_last_phases() {
    given(running())
        .at(30)
        .when(IVY, extend("intro", 400))
        .then(
            put(
                EventType.PHASE_EXTENDED,
                running(0, ">intro 460/0 x1 | req 300 | hld 900 | deep 500 | wrap 0")));
  }

  @Test
  @DisplayName("[TM12] neither the extended phase nor visited and skipped ones pay")
  void extending_a_later_phase_takes_from_the_others() {
    given(with(running(0, "intro 60/9 x1 | >req 300/0 x1 | hld 900 | deep skipped | wrap 300")))
        .at(30)
        .when(IVY, extend("wrap", 900))
        .then(
            put(
                EventType.PHASE_EXTENDED,
                running(0, "intro 60/9 x1 | >req 300/0 x1 | hld 0 | deep skipped | wrap 1200")));
  }

  @Test
  void a_phase_that_was_left_can_be_extended_for_a_return() {
    given(with(paused(0, "intro 60/60 x1 | >req 300/0 x1 | hld 900 | deep 600 | wrap 300")))
        .at(30)
        .when(IVY, extend("intro", 60))
        .then(
            put(
                EventType.PHASE_EXTENDED,
                paused(0, "intro 120/60 x1 | >req 300/0 x1 | hld 900 | deep 600 | wrap 240")));
  }

  @Test
  @DisplayName("[TM12] what the unvisited phases cannot give is refused")
  void extending_beyond_what_is_there_is_refused() {
    given(with(running(0, "intro 60/9 x1 | req 300/0 x1 | >hld 900/0 x1 | deep 30 | wrap 20")))
        .at(30)
        .when(IVY, extend("hld", 51))
        .rejected(NO_TIME, "seconds: 51 (expected: at most the 50 that unvisited phases can give)");
  }

  @Test
  @DisplayName("[TM12] with grow, the unvisited phases give all and the total grows by the rest")
  void extending_with_grow_raises_the_total_by_the_rest() {
    given(with(running(0, "intro 60/9 x1 | req 300/0 x1 | >hld 900/0 x1 | deep 30 | wrap 20")))
        .at(30)
        .when(IVY, grow("hld", 51))
        .then(
            put(
                EventType.PHASE_EXTENDED,
                running(0, "intro 60/9 x1 | req 300/0 x1 | >hld 951/0 x1 | deep 0 | wrap 0")));
  }

  @Test
  @DisplayName("[TM12] grow changes nothing while the unvisited phases can pay")
  void grow_does_not_grow_if_it_need_not() {
    given(running())
        .at(30)
        .when(IVY, grow("intro", 60))
        .then(
            put(
                EventType.PHASE_EXTENDED,
                running(0, ">intro 120/0 x1 | req 300 | hld 900 | deep 600 | wrap 240")));
  }

  @Test
  @DisplayName("[TM12] no more than the longest framework may be left in all")
  void growing_has_an_end() {
    int longest = 16 * 14_400;
    String almost =
        "intro 0/0 x1 | >req " + (longest - 14_400 + 30) + "/0 x1 | hld 0 | deep 0 | wrap 0";
    String full = "intro 0/0 x1 | >req " + (longest + 30) + "/0 x1 | hld 0 | deep 0 | wrap 0";
    given(with(running(0, almost)))
        .at(30)
        .when(IVY, grow("req", 14_400))
        .then(put(EventType.PHASE_EXTENDED, running(0, full)))
        .when(IVY, grow("req", 1))
        .rejected(LIMIT);
  }

  @Test
  @DisplayName("[TM12] a skipped phase cannot be extended, nor one that is not there")
  void extending_a_skipped_or_unknown_phase_is_refused() {
    given(with(running(0, ">intro 60/0 x1 | req skipped | hld 900 | deep 600 | wrap 300")))
        .at(40)
        .when(IVY, extend("req", 60))
        .rejected(WRONG_STATE)
        .when(IVY, extend("lunch", 60))
        .rejected(NOT_FOUND);
  }

  @Test
  void extending_is_refused_before_the_start_and_after_the_end() {
    given(lobby()).at(5).when(IVY, extend("req", 60)).rejected(WRONG_STATE);
    given(ended()).at(5).when(IVY, extend("req", 60)).rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[TM13] shortening gives to the next phase")
  void shortening_gives_to_the_next_phase() {
    given(with(running(60, "intro 60/60 x1 | >req 300/0 x1 | hld 900 | deep 600 | wrap 300")))
        .at(100)
        .when(IVY, shorten("req", 120))
        .then(
            put(
                EventType.PHASE_SHORTENED,
                running(60, "intro 60/60 x1 | >req 180/0 x1 | hld 1020 | deep 600 | wrap 300")))
        .hasDeadline(240);
  }

  @Test
  @DisplayName("[TM13] the next phase is the next that is not skipped, visited or not")
  void shortening_passes_over_skipped_phases() {
    given(with(running(60, "intro 60/60 x1 | req 300 | hld skipped | >deep! 600/610 x1 | wrap 9")))
        .at(61)
        .when(IVY, shorten("req", 60))
        .then(
            put(
                EventType.PHASE_SHORTENED,
                running(60, "intro 60/60 x1 | req 240 | hld skipped | >deep 660/610 x1 | wrap 9")));
  }

  @Test
  @DisplayName("[TM13] only what is left can be taken")
  void shortening_by_more_than_is_left_is_refused() {
    given(with(running(60, "intro 60/20 x1 | >req 300/0 x1 | hld 900 | deep 600 | wrap 300")))
        .at(100)
        .when(IVY, shorten("req", 261))
        .rejected(NO_TIME, "seconds: 261 (expected: at most the 260 that are left)")
        .when(IVY, shorten("intro", 41))
        .rejected(NO_TIME)
        .when(IVY, shorten("intro", 40))
        .accepted()
        .at(500)
        .when(IVY, shorten("req", 1))
        .rejected(NO_TIME, "seconds: 1 (expected: at most the 0 that are left)");
  }

  @Test
  @DisplayName("[TM13] the last phase has nobody to give to")
  void shortening_the_last_phase_is_refused() {
    given(with(running(0, ">intro 60/0 x1 | req 300 | hld 900 | deep 600 | wrap skipped")))
        .at(5)
        .when(IVY, shorten("deep", 60))
        .rejected(NO_TIME);
  }

  @Test
  void shortening_a_skipped_or_unknown_phase_is_refused() {
    given(with(running(0, ">intro 60/0 x1 | req skipped | hld 900 | deep 600 | wrap 300")))
        .at(5)
        .when(IVY, shorten("req", 60))
        .rejected(WRONG_STATE)
        .when(IVY, shorten("lunch", 60))
        .rejected(NOT_FOUND);
  }

  @Test
  void shortening_is_refused_before_the_start_and_after_the_end() {
    given(lobby()).at(5).when(IVY, shorten("req", 60)).rejected(WRONG_STATE);
    given(ended()).at(5).when(IVY, shorten("req", 60)).rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[TM14] a skipped phase's time is dealt out in proportion, the last phase left out")
  void skipping_deals_the_time_out() {
    given(running())
        .at(5)
        .when(IVY, skip("req"))
        .then(
            put(
                EventType.PHASE_SKIPPED,
                running(0, ">intro 60/0 x1 | req skipped | hld 1080 | deep 720 | wrap 300")));
  }

  @Test
  @DisplayName("[TM14] shares are whole milliseconds by largest remainder and sum up exactly")
  void shares_are_dealt_by_largest_remainder() {
    // 0.100 s over weights 1:1:1 is 33 ms each, and one more for the first.
    given(with(running(0, ">intro 60/0 x1 | req 7 | hld 7 | deep 0.1 | more 7 | wrap 300")))
        .at(5)
        .when(IVY, skip("deep"))
        .then(
            put(
                EventType.PHASE_SKIPPED,
                running(
                    0,
                    ">intro 60/0 x1 | req 7.034 | hld 7.033 | deep skipped | more 7.033"
                        + " | wrap 300")));
    // 0.010 s over 1:2:4 is 1.43, 2.86 and 5.71 ms: the two missing go to the largest remainders.
    given(with(running(0, ">intro 60/0 x1 | req 1 | hld 2 | deep 0.01 | more 4 | wrap 300")))
        .at(5)
        .when(IVY, skip("deep"))
        .then(
            put(
                EventType.PHASE_SKIPPED,
                running(
                    0,
                    ">intro 60/0 x1 | req 1.001 | hld 2.003 | deep skipped | more 4.006"
                        + " | wrap 300")));
  }

  @Test
  @DisplayName("[TM14] phases that all have nothing are dealt to equally")
  void shares_are_equal_if_all_have_nothing() {
    given(with(running(0, ">intro 60/0 x1 | req 300.001 | hld 0 | deep 0 | wrap 300")))
        .at(5)
        .when(IVY, skip("req"))
        .then(
            put(
                EventType.PHASE_SKIPPED,
                running(0, ">intro 60/0 x1 | req skipped | hld 150.001 | deep 150 | wrap 300")));
  }

  @Test
  @DisplayName("[TM14] visited phases get nothing, and the last phase if it is the only one")
  void the_last_phase_gets_it_if_it_is_the_only_one() {
    given(with(running(0, "intro 60/9 x1 | req 300/9 x1 | >hld 900/0 x1 | deep 600 | wrap 300")))
        .at(5)
        .when(IVY, skip("deep"))
        .then(
            put(
                EventType.PHASE_SKIPPED,
                running(
                    0, "intro 60/9 x1 | req 300/9 x1 | >hld 900/0 x1 | deep skipped | wrap 900")));
  }

  @Test
  @DisplayName("[TM14] the present phase gets it if nobody else waits")
  void the_present_phase_gets_it_if_nobody_else_waits() {
    given(with(paused(0, "intro 60/9 x1 | req 9/9 x1 | hld 9/9 x1 | >deep 600/0 x1 | wrap 300")))
        .at(5)
        .when(IVY, skip("wrap"))
        .then(
            put(
                EventType.PHASE_SKIPPED,
                paused(
                    0, "intro 60/9 x1 | req 9/9 x1 | hld 9/9 x1 | >deep 900/0 x1 | wrap skipped")));
  }

  @Test
  @DisplayName("[TM14] skipping a skipped phase is nothing to do")
  void skipping_twice_is_nothing() {
    given(running()).at(5).when(IVY, skip("req")).accepted().when(IVY, skip("req")).nothing();
  }

  @Test
  @DisplayName("[TM14] a phase that was visited cannot be skipped")
  void skipping_a_visited_or_unknown_phase_is_refused() {
    given(with(running(0, "intro 60/9 x1 | >req 300/0 x1 | hld 900 | deep 600 | wrap 300")))
        .at(5)
        .when(IVY, skip("intro"))
        .rejected(WRONG_STATE)
        .when(IVY, skip("req"))
        .rejected(WRONG_STATE)
        .when(IVY, skip("lunch"))
        .rejected(NOT_FOUND);
  }

  @Test
  void skipping_is_refused_before_the_start_and_after_the_end() {
    given(lobby()).at(5).when(IVY, skip("req")).rejected(WRONG_STATE);
    given(ended()).at(5).when(IVY, skip("req")).rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[TM15] restoring takes the planned time back, last first")
  void restoring_takes_the_planned_time_back() {
    given(with(running(0, ">intro 60/0 x1 | req 400 | hld skipped | deep 1000 | wrap 300")))
        .at(5)
        .when(IVY, restore("hld"))
        .then(
            put(
                EventType.PHASE_RESTORED,
                running(0, ">intro 60/0 x1 | req 400 | hld 900 | deep 400 | wrap 0")));
  }

  @Test
  @DisplayName("[TM15] restoring takes as much as there is")
  void restoring_takes_what_there_is() {
    given(with(running(0, "intro 60/9 x1 | >req 300/0 x1 | hld skipped | deep 50 | wrap 30")))
        .at(5)
        .when(IVY, restore("hld"))
        .then(
            put(
                EventType.PHASE_RESTORED,
                running(0, "intro 60/9 x1 | >req 300/0 x1 | hld 80 | deep 0 | wrap 0")));
  }

  @Test
  void restoring_with_nothing_to_take_restores_an_empty_phase() {
    given(with(running(0, "intro 60/9 x1 | >req 300/0 x1 | hld skipped | deep skipped | wrap 0")))
        .at(5)
        .when(IVY, restore("hld"))
        .then(
            put(
                EventType.PHASE_RESTORED,
                running(0, "intro 60/9 x1 | >req 300/0 x1 | hld 0 | deep skipped | wrap 0")));
  }

  @Test
  @DisplayName("[TM15] restoring a phase that is not skipped is nothing to do")
  void restoring_what_is_there_is_nothing() {
    given(running()).at(5).when(IVY, restore("req")).nothing();
  }

  @Test
  void restoring_an_unknown_phase_is_refused() {
    given(running()).at(5).when(IVY, restore("lunch")).rejected(NOT_FOUND);
  }

  @Test
  void restoring_is_refused_before_the_start_and_after_the_end() {
    given(lobby()).at(5).when(IVY, restore("req")).rejected(WRONG_STATE);
    given(ended()).at(5).when(IVY, restore("req")).rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[TM21] a phase comes in behind another, and the unvisited phases pay, last first")
  void adding_takes_from_the_last_phases() {
    given(running())
        .at(30)
        .when(IVY, add("flow", 400, "req"))
        .then(
            put(
                EventType.PHASE_ADDED,
                framework(2, "intro 60 | req 300 | flow 400 | hld 900 | deep 600 | wrap 300"),
                running(0, ">intro 60/0 x1 | req 300 | flow 400 | hld 900 | deep 500 | wrap 0")))
        .hasDeadline(60);
  }

  @Test
  @DisplayName("[TM21] a phase may come in behind the last, and without any time")
  void adding_behind_the_last() {
    given(running())
        .at(30)
        .when(IVY, add("flow", 0, "wrap"))
        .then(
            put(
                EventType.PHASE_ADDED,
                framework(2, "intro 60 | req 300 | hld 900 | deep 600 | wrap 300 | flow 0"),
                running(0, ">intro 60/0 x1 | req 300 | hld 900 | deep 600 | wrap 300 | flow 0")));
  }

  @Test
  @DisplayName("[TM21] a phase that comes in before the present one does not move the clock")
  void adding_before_the_present_phase() {
    given(with(paused(0, "intro 60/60 x1 | req 300 | >hld! 900/950 x1 | deep 600 | wrap 300")))
        .at(30)
        .when(IVY, add("flow", 60, "intro"))
        .then(
            put(
                EventType.PHASE_ADDED,
                framework(2, "intro 60 | flow 60 | req 300 | hld 900 | deep 600 | wrap 300"),
                paused(
                    0,
                    "intro 60/60 x1 | flow 60 | req 300 | >hld! 900/950 x1 | deep 600 | wrap 240")))
        .when(IVY, new Command.PhaseGo(new PhaseId("flow")))
        .accepted();
  }

  @Test
  @DisplayName("[TM21] neither visited nor skipped phases pay for a new one")
  void adding_beyond_what_is_there_is_refused_or_grows() {
    given(with(running(0, "intro 60/9 x1 | req skipped | >hld 900/0 x1 | deep 30 | wrap 20")))
        .at(30)
        .when(IVY, add("flow", 51, "req"))
        .rejected(
            NO_TIME, "phase.seconds: 51 (expected: at most the 50 that unvisited phases can give)")
        .when(IVY, addGrowing("flow", 51, "req"))
        .then(
            put(
                EventType.PHASE_ADDED,
                framework(2, "intro 60 | req 300 | flow 51 | hld 900 | deep 600 | wrap 300"),
                running(
                    0, "intro 60/9 x1 | req skipped | flow 51 | >hld 900/0 x1 | deep 0 | wrap 0")));
  }

  @Test
  @DisplayName("[TM21] no more than the longest framework may be left in all with a new phase")
  void adding_with_grow_has_an_end() {
    int longest = 16 * 14_400;
    String full = "intro 0/0 x1 | >req " + (longest - 100) + "/0 x1 | hld 0 | deep 0 | wrap 0";
    given(with(running(0, full)))
        .at(0)
        .when(IVY, addGrowing("flow", 101, "req"))
        .rejected(LIMIT)
        .when(IVY, addGrowing("flow", 100, "req"))
        .accepted();
  }

  @Test
  @DisplayName("[TM21] a skipped phase that came in is restored with what was planned for it")
  void an_added_phase_is_skipped_and_restored() {
    given(running())
        .at(30)
        .when(IVY, add("flow", 60, "req"))
        .accepted()
        .when(IVY, skip("flow"))
        .accepted()
        .when(IVY, restore("flow"))
        .then(
            put(
                EventType.PHASE_RESTORED,
                running(0, ">intro 60/0 x1 | req 310 | flow 60 | hld 930 | deep 620 | wrap 180")));
  }

  @Test
  @DisplayName("[TM21] a used id and an unknown place are refused, before time and limits")
  void adding_a_used_id_or_behind_nothing_is_refused() {
    given(running())
        .at(30)
        .when(IVY, add("req", 9_000, "intro"))
        .rejected(ID_USED)
        .when(IVY, add("flow", 9_000, "lunch"))
        .rejected(NOT_FOUND);
  }

  @Test
  @DisplayName("[TM21] a framework has at most so many phases")
  void adding_one_too_many_is_refused() {
    String full =
        ">intro 60/0 x1 | "
            + String.join(
                " | ", IntStream.range(1, Limits.PHASES).mapToObj(i -> "p" + i + " 60").toList());
    given(lobby())
        .at(1)
        .when(IVY, new Command.FrameworkEdit(1, framework(1, full.replace("/0 x1", "")).phases()))
        .accepted()
        .when(IVY, new Command.InterviewStart())
        .accepted()
        .when(IVY, add("flow", 60, "intro"))
        .rejected(LIMIT, "phases: 16 (expected: at most 16)")
        .when(IVY, add("flow", 9_000, "intro"))
        .rejected(NO_TIME);
  }

  @Test
  @DisplayName("[TM21] before the start the framework is edited instead")
  void adding_is_refused_before_the_start_and_after_the_end() {
    given(lobby()).at(5).when(IVY, add("flow", 60, "req")).rejected(WRONG_STATE);
    given(ended()).at(5).when(IVY, add("flow", 60, "req")).rejected(WRONG_STATE);
  }
}
