package greenroom.server.room;

import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Rooms.DRAFT;
import static greenroom.server.room.Rooms.PROBLEM;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.happened;
import static greenroom.server.room.Rooms.lobby;
import static greenroom.server.room.Rooms.paused;
import static greenroom.server.room.Rooms.removed;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Rooms.with;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.given;
import static greenroom.server.room.Scenario.put;
import static greenroom.server.room.Scenario.remove;

import greenroom.protocol.Command;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.PhaseId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Starting, stopping and moving the clock, with numbers.
final class TimerDecisionsTest {
  private static final Command START = new Command.InterviewStart();
  private static final Command END = new Command.InterviewEnd();
  private static final Command PAUSE = new Command.TimerPause();
  private static final Command RESUME = new Command.TimerResume();

  private static Command next(String from) {
    return new Command.PhaseNext(new PhaseId(from));
  }

  private static Command go(String phase) {
    return new Command.PhaseGo(new PhaseId(phase));
  }

  @Test
  @DisplayName("[TM2] [RM3] starting shows the problem to everybody and enters the first phase")
  void starting_shows_the_problem_and_enters_the_first_phase() {
    given(lobby())
        .at(0)
        .when(IVY, START)
        .then(
            put(
                EventType.INTERVIEW_STARTED,
                running(0, ">intro 60/0 x1 | req 300 | hld 900 | deep 600 | wrap 300"),
                PROBLEM),
            remove(EventType.PROBLEM_RELEASED, Item.ProblemDraft.KEY))
        .hasDeadline(60);
  }

  @Test
  @DisplayName("[SC2] the problem's revision does not tell how often its draft was edited")
  void the_problems_revision_starts_anew() {
    given(
            lobby(),
            happened(EventType.PROBLEM_DRAFTED, new Item.ProblemDraft(9, "Design a chat", null)))
        .at(0)
        .when(IVY, START)
        .then(
            put(
                EventType.INTERVIEW_STARTED,
                running(0, ">intro 60/0 x1 | req 300 | hld 900 | deep 600 | wrap 300"),
                new Item.Problem(1, "Design a chat", null)),
            remove(EventType.PROBLEM_RELEASED, Item.ProblemDraft.KEY));
  }

  @Test
  void starting_without_a_draft_shows_an_empty_problem() {
    given(lobby(), removed(EventType.PROBLEM_RELEASED, DRAFT))
        .at(0)
        .when(IVY, START)
        .then(
            put(
                EventType.INTERVIEW_STARTED,
                running(0, ">intro 60/0 x1 | req 300 | hld 900 | deep 600 | wrap 300"),
                new Item.Problem(1, "", null)));
  }

  @Test
  @DisplayName("[TM11] a first phase without any time has expired as it is entered")
  void starting_in_a_phase_without_time_has_expired_at_once() {
    String plan = "intro 0 | req 300";
    given(
            lobby(),
            happened(EventType.FRAMEWORK_EDITED, Rooms.framework(2, plan), Rooms.lobbyTimer(plan)))
        .at(0)
        .when(IVY, START)
        .then(
            put(EventType.INTERVIEW_STARTED, running(0, ">intro! 0/0 x1 | req 300"), PROBLEM),
            remove(EventType.PROBLEM_RELEASED, Item.ProblemDraft.KEY))
        .hasNoDeadline();
  }

  @Test
  @DisplayName("[TM2] an interview starts once")
  void starting_again_is_refused() {
    given(running()).at(5).when(IVY, START).rejected(WRONG_STATE);
    given(paused()).at(5).when(IVY, START).rejected(WRONG_STATE);
    given(ended()).at(5).when(IVY, START).rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[TM20] ending leaves the present phase and stops the clock for good")
  void ending_books_the_present_phase() {
    given(with(running(60, "intro 60/60 x1 | >req 300/0 x1 | hld 900 | deep 600 | wrap 300")))
        .at(200)
        .when(IVY, END)
        .then(
            put(
                EventType.INTERVIEW_ENDED,
                ended(200, "intro 60/60 x1 | req 300/140 x1 | hld 900 | deep 600 | wrap 300")))
        .hasNoDeadline();
  }

  @Test
  @DisplayName("[TM20] ending in overtime borrows as leaving does")
  void ending_in_overtime_borrows() {
    given(with(running(60, "intro 60/60 x1 | >req 300/0 x1 | hld 900 | deep 600 | wrap 300")))
        .at(460)
        .when(IVY, END)
        .then(
            put(
                EventType.INTERVIEW_ENDED,
                ended(460, "intro 60/60 x1 | req 400/400 x1 | hld 900 | deep 600 | wrap 200")));
  }

  @Test
  void ending_while_paused_books_nothing_more() {
    given(with(paused(80, "intro 60/60 x1 | >req 300/20 x1 | hld 900 | deep 600 | wrap 300")))
        .at(500)
        .when(IVY, END)
        .then(
            put(
                EventType.INTERVIEW_ENDED,
                ended(500, "intro 60/60 x1 | req 300/20 x1 | hld 900 | deep 600 | wrap 300")));
  }

  @Test
  void ending_is_refused_before_the_start_and_after_the_end() {
    given(lobby()).at(5).when(IVY, END).rejected(WRONG_STATE);
    given(ended())
        .at(5)
        .when(IVY, END)
        .rejected(WRONG_STATE, "interview: ended (expected: running or paused)");
  }

  @Test
  @DisplayName("[TM7] pausing books the time that ran")
  void pausing_books_the_time() {
    given(running())
        .at(45.25)
        .when(IVY, PAUSE)
        .then(
            put(
                EventType.TIMER_PAUSED,
                paused(45.25, ">intro 60/45.25 x1 | req 300 | hld 900 | deep 600 | wrap 300")))
        .hasNoDeadline();
  }

  @Test
  @DisplayName("[TM7] pausing is allowed in overtime, and borrows nothing yet")
  void pausing_in_overtime_borrows_nothing() {
    given(with(running(0, ">intro! 60/0 x1 | req 300 | hld 900 | deep 600 | wrap 300")))
        .at(75)
        .when(IVY, PAUSE)
        .then(
            put(
                EventType.TIMER_PAUSED,
                paused(75, ">intro! 60/75 x1 | req 300 | hld 900 | deep 600 | wrap 300")));
  }

  @Test
  @DisplayName("[TM7] pausing a paused clock is nothing to do")
  void pausing_twice_is_nothing() {
    given(paused()).at(30).when(IVY, PAUSE).nothing();
  }

  @Test
  void pausing_is_refused_before_the_start_and_after_the_end() {
    given(lobby()).at(5).when(IVY, PAUSE).rejected(WRONG_STATE);
    given(ended()).at(5).when(IVY, PAUSE).rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[TM8] [TM19] resuming moves the deadline by the length of the pause")
  void resuming_runs_on_with_what_was_left() {
    given(running())
        .at(45)
        .when(IVY, PAUSE)
        .accepted()
        .at(1_000)
        .when(IVY, RESUME)
        .then(
            put(
                EventType.TIMER_RESUMED,
                running(1_000, ">intro 60/45 x1 | req 300 | hld 900 | deep 600 | wrap 300")))
        .hasDeadline(1_015);
  }

  @Test
  @DisplayName("[TM8] resuming a running clock is nothing to do")
  void resuming_a_running_clock_is_nothing() {
    given(running()).at(30).when(IVY, RESUME).nothing();
  }

  @Test
  void resuming_is_refused_before_the_start_and_after_the_end() {
    given(lobby()).at(5).when(IVY, RESUME).rejected(WRONG_STATE);
    given(ended()).at(5).when(IVY, RESUME).rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[TM4] [TM9] leaving early leaves the rest with the phase")
  void next_enters_the_next_phase() {
    given(running())
        .at(40)
        .when(IVY, next("intro"))
        .then(
            put(
                EventType.PHASE_ENTERED,
                running(40, "intro 60/40 x1 | >req 300/0 x1 | hld 900 | deep 600 | wrap 300")))
        .hasDeadline(340);
  }

  @Test
  @DisplayName("[TM9] the next phase is the next that is not skipped")
  void next_passes_over_skipped_phases() {
    given(with(running(0, ">intro 60/0 x1 | req skipped | hld skipped | deep 600 | wrap 300")))
        .at(40)
        .when(IVY, next("intro"))
        .then(
            put(
                EventType.PHASE_ENTERED,
                running(
                    40, "intro 60/40 x1 | req skipped | hld skipped | >deep 600/0 x1 | wrap 300")));
  }

  @Test
  @DisplayName("[TM5] an overrun is paid by the last phases first, each down to nothing")
  void an_overrun_is_borrowed_from_the_last_phases() {
    given(with(running(60, "intro 60/60 x1 | >req! 300/0 x1 | hld 900 | deep 600 | wrap 300")))
        .at(60 + 300 + 450)
        .when(IVY, next("req"))
        .then(
            put(
                EventType.PHASE_ENTERED,
                running(
                    810, "intro 60/60 x1 | req 750/750 x1 | >hld 900/0 x1 | deep 450 | wrap 0")));
  }

  @Test
  @DisplayName("[TM5] visited, skipped and earlier phases pay nothing")
  void only_later_waiting_phases_pay() {
    given(with(running(0, "intro 60 | >req! 300/0 x1 | hld 900/100 x1 | deep 600 | wrap skipped")))
        .at(400)
        .when(IVY, go("hld"))
        .then(
            put(
                EventType.PHASE_ENTERED,
                running(
                    400, "intro 60 | req 400/400 x1 | >hld 900/100 x2 | deep 500 | wrap skipped")));
  }

  @Test
  @DisplayName("[TM5] [TM11] the phase that is entered pays last, and may have nothing left")
  void the_total_grows_by_what_nobody_can_pay() {
    given(with(running(0, ">intro! 60/0 x1 | req 30 | hld skipped | deep skipped | wrap 20")))
        .at(60 + 75)
        .when(IVY, next("intro"))
        .then(
            put(
                EventType.PHASE_ENTERED,
                running(
                    135, "intro 135/135 x1 | >req! 0/0 x1 | hld skipped | deep skipped | wrap 0")))
        .hasNoDeadline();
  }

  @Test
  @DisplayName("[TM5] an overrun that was paused is borrowed when the phase is left")
  void an_overrun_is_borrowed_while_paused() {
    given(with(paused(75, ">intro! 60/75 x1 | req 300 | hld 900 | deep 600 | wrap 300")))
        .at(500)
        .when(IVY, next("intro"))
        .then(
            put(
                EventType.PHASE_ENTERED,
                paused(500, "intro 75/75 x1 | >req 300/0 x1 | hld 900 | deep 600 | wrap 285")));
  }

  @Test
  @DisplayName("[TM11] entering a phase while paused leaves the clock paused")
  void next_while_paused_stays_paused() {
    given(paused())
        .at(90)
        .when(IVY, next("intro"))
        .then(
            put(
                EventType.PHASE_ENTERED,
                paused(90, "intro 60/0 x1 | >req 300/0 x1 | hld 900 | deep 600 | wrap 300")))
        .at(100)
        .when(IVY, RESUME)
        .then(
            put(
                EventType.TIMER_RESUMED,
                running(100, "intro 60/0 x1 | >req 300/0 x1 | hld 900 | deep 600 | wrap 300")));
  }

  @Test
  @DisplayName("[TM9] two people who press next at once move on once")
  void next_from_another_phase_is_nothing() {
    given(running()).at(40).when(IVY, next("intro")).accepted().when(IVY, next("intro")).nothing();
  }

  @Test
  @DisplayName("[TM9] there is nothing after the last phase")
  void next_in_the_last_phase_is_refused() {
    given(with(running(0, "intro 60 | req 300 | hld 900 | deep 600 | >wrap 300/0 x1")))
        .at(40)
        .when(IVY, next("wrap"))
        .rejected(WRONG_STATE);
    given(with(running(0, "intro 60 | req 300 | hld 900 | >deep 600/0 x1 | wrap skipped")))
        .at(40)
        .when(IVY, next("deep"))
        .rejected(WRONG_STATE);
  }

  @Test
  void next_from_an_unknown_phase_is_refused() {
    given(running())
        .at(40)
        .when(IVY, next("lunch"))
        .rejected(NOT_FOUND, "from: lunch (expected: one of intro, req, hld, deep, wrap)");
  }

  @Test
  void a_refusal_stays_short_however_many_phases_there_are() {
    StringBuilder plan = new StringBuilder(">" + "a".repeat(32) + " 60/0 x1");
    for (char c = 'b'; c <= 'p'; c++) {
      plan.append(" | ").append(String.valueOf(c).repeat(32)).append(" 60");
    }
    given(with(running(0, plan.toString())))
        .at(40)
        .when(IVY, next("z".repeat(32)))
        .rejected(NOT_FOUND);
  }

  @Test
  void next_is_refused_before_the_start_and_after_the_end() {
    given(lobby()).at(5).when(IVY, next("intro")).rejected(WRONG_STATE);
    given(ended()).at(5).when(IVY, next("intro")).rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[TM10] going back destroys nothing: the phase goes on with what it had left")
  void going_back_destroys_nothing() {
    given(with(running(40, "intro 60/40 x1 | >req 300/0 x1 | hld 900 | deep 600 | wrap 300")))
        .at(100)
        .when(IVY, go("intro"))
        .then(
            put(
                EventType.PHASE_ENTERED,
                running(100, ">intro 60/40 x2 | req 300/60 x1 | hld 900 | deep 600 | wrap 300")))
        .hasDeadline(120)
        .at(110)
        .when(IVY, go("req"))
        .then(
            put(
                EventType.PHASE_ENTERED,
                running(110, "intro 60/50 x2 | >req 300/60 x2 | hld 900 | deep 600 | wrap 300")))
        .hasDeadline(350);
  }

  @Test
  @DisplayName("[TM10] phases that are passed over wait unvisited")
  void going_ahead_leaves_the_phases_between_unvisited() {
    given(running())
        .at(40)
        .when(IVY, go("deep"))
        .then(
            put(
                EventType.PHASE_ENTERED,
                running(40, "intro 60/40 x1 | req 300 | hld 900 | >deep 600/0 x1 | wrap 300")));
  }

  @Test
  @DisplayName("[TM10] going to the present phase is nothing to do")
  void going_to_the_present_phase_is_nothing() {
    given(running()).at(40).when(IVY, go("intro")).nothing();
    given(paused()).at(40).when(IVY, go("intro")).nothing();
  }

  @Test
  @DisplayName("[TM10] a skipped phase cannot be entered, nor one that is not there")
  void going_to_a_skipped_or_unknown_phase_is_refused() {
    given(with(running(0, ">intro 60/0 x1 | req skipped | hld 900 | deep 600 | wrap 300")))
        .at(40)
        .when(IVY, go("req"))
        .rejected(WRONG_STATE)
        .when(IVY, go("lunch"))
        .rejected(NOT_FOUND);
  }

  @Test
  void going_is_refused_before_the_start_and_after_the_end() {
    given(lobby()).at(5).when(IVY, go("req")).rejected(WRONG_STATE);
    given(ended()).at(5).when(IVY, go("req")).rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[EV4] a clock that goes back dates nothing before its predecessor")
  void a_clock_that_goes_back_does_no_harm() {
    given(running())
        .at(40)
        .when(IVY, next("intro"))
        .accepted()
        .at(39)
        .when(IVY, PAUSE)
        .then(
            put(
                EventType.TIMER_PAUSED,
                paused(40, "intro 60/40 x1 | >req 300/0 x1 | hld 900 | deep 600 | wrap 300")));
  }
}
