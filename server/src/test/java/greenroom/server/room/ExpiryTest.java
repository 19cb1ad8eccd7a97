package greenroom.server.room;

import static greenroom.server.room.Rooms.SETTINGS;
import static greenroom.server.room.Rooms.happened;
import static greenroom.server.room.Rooms.paused;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Rooms.second;
import static greenroom.server.room.Rooms.with;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.given;
import static greenroom.server.room.Scenario.put;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Command;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.PhaseId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the room does by itself when a phase runs out.
final class ExpiryTest {
  private static final Event AUTO_ADVANCE =
      happened(
          EventType.ROOM_CONFIGURED,
          new Item.Room(2, SETTINGS.title(), SETTINGS.clockBy(), true, true, SETTINGS.created()));

  private static final String REQ =
      "intro 60/60 x1 | >req 300/0 x1 | hld 900 | deep 600 | wrap 300";
  private static final String REQ_EXPIRED =
      "intro 60/60 x1 | >req! 300/0 x1 | hld 900 | deep 600 | wrap 300";

  private static Command extend(String phase, long seconds) {
    return new Command.PhaseExtend(new PhaseId(phase), seconds, false);
  }

  private static Command go(String phase) {
    return new Command.PhaseGo(new PhaseId(phase));
  }

  @Test
  @DisplayName("[TM16] [EV1] a phase expires at its deadline, not before, and once, by nobody")
  void a_phase_expires_at_its_deadline_once() {
    given(with(running(60, REQ)))
        .hasDeadline(360)
        .at(359.999)
        .sleeps()
        .at(360)
        .wakes(put(EventType.PHASE_EXPIRED, running(60, REQ_EXPIRED)))
        .hasNoDeadline()
        .at(3_600)
        .sleeps();
  }

  @Test
  @DisplayName("[TM16] a late wake expires the phase as well, at the time that it is")
  void a_late_wake_expires_the_phase() {
    given(with(running(60, REQ)))
        .at(500)
        .wakes(put(EventType.PHASE_EXPIRED, running(60, REQ_EXPIRED)));
  }

  @Test
  @DisplayName("[TM19] a paused clock has no deadline")
  void a_paused_phase_does_not_expire() {
    given(with(paused(100, "intro 60/60 x1 | >req 300/40 x1 | hld 900 | deep 600 | wrap 300")))
        .hasNoDeadline()
        .at(10_000)
        .sleeps();
  }

  @Test
  void a_room_in_the_lobby_or_after_the_end_has_nothing_to_do() {
    given(Rooms.lobby()).hasNoDeadline().at(10_000).sleeps();
    given(Rooms.ended()).hasNoDeadline().at(10_000).sleeps();
    assertThat(Decider.deadline(Room.EMPTY)).isEmpty();
    assertThat(Decider.wake(Room.EMPTY, second(0))).isEmpty();
  }

  @Test
  @DisplayName("[TM17] a phase that gets time again expires again at its new deadline")
  void an_extended_phase_expires_again() {
    given(with(running(60, REQ)))
        .at(360)
        .wakes(put(EventType.PHASE_EXPIRED, running(60, REQ_EXPIRED)))
        .at(370)
        .when(IVY, extend("req", 60))
        .then(
            put(
                EventType.PHASE_EXTENDED,
                running(60, "intro 60/60 x1 | >req 360/0 x1 | hld 900 | deep 600 | wrap 240")))
        .hasDeadline(420)
        .at(420)
        .wakes(
            put(
                EventType.PHASE_EXPIRED,
                running(60, "intro 60/60 x1 | >req! 360/0 x1 | hld 900 | deep 600 | wrap 240")));
  }

  @Test
  @DisplayName("[TM17] time that does not cover the overtime makes no new deadline")
  void an_extension_below_the_overtime_leaves_it_expired() {
    given(with(running(60, REQ_EXPIRED)))
        .at(430)
        .when(IVY, extend("req", 70))
        .then(
            put(
                EventType.PHASE_EXTENDED,
                running(60, "intro 60/60 x1 | >req! 370/0 x1 | hld 900 | deep 600 | wrap 230")))
        .hasNoDeadline();
  }

  @Test
  @DisplayName("[TM17] minutes that are given to the present phase by a skip count too")
  void a_skip_that_deals_to_the_present_phase_gives_it_time() {
    given(
            with(
                running(
                    60, "intro 60/60 x1 | req 1/1 x1 | hld 9/9 x1 | deep 600 | >wrap! 300/0 x1")))
        .at(400)
        .when(IVY, new Command.PhaseSkip(new PhaseId("deep")))
        .then(
            put(
                EventType.PHASE_SKIPPED,
                running(
                    60,
                    "intro 60/60 x1 | req 1/1 x1 | hld 9/9 x1 | deep skipped | >wrap 900/0 x1")))
        .hasDeadline(960);
  }

  @Test
  @DisplayName("[TM17] an expired phase that is paused has time again when it is extended")
  void a_paused_phase_gets_time_again() {
    given(with(paused(370, "intro 60/60 x1 | >req! 300/310 x1 | hld 900 | deep 600 | wrap 300")))
        .at(400)
        .when(IVY, extend("req", 60))
        .then(
            put(
                EventType.PHASE_EXTENDED,
                paused(370, "intro 60/60 x1 | >req 360/310 x1 | hld 900 | deep 600 | wrap 240")));
  }

  @Test
  void a_phase_that_ran_out_as_it_was_paused_expires_when_it_is_resumed() {
    given(with(running(60, REQ)))
        .at(365)
        .when(IVY, new Command.TimerPause())
        .accepted()
        .hasNoDeadline()
        .at(400)
        .when(IVY, new Command.TimerResume())
        .accepted()
        .wakes(
            put(
                EventType.PHASE_EXPIRED,
                running(400, "intro 60/60 x1 | >req! 300/305 x1 | hld 900 | deep 600 | wrap 300")));
  }

  @Test
  void a_phase_shortened_to_nothing_expires_at_once() {
    given(with(running(60, REQ)))
        .at(100)
        .when(IVY, new Command.PhaseShorten(new PhaseId("req"), 260))
        .accepted()
        .hasDeadline(100)
        .wakes(
            put(
                EventType.PHASE_EXPIRED,
                running(60, "intro 60/60 x1 | >req! 40/0 x1 | hld 1160 | deep 600 | wrap 300")));
  }

  @Test
  @DisplayName("[TM11] a phase that is entered with nothing left has expired without an event")
  void returning_to_a_used_up_phase_makes_no_expiry() {
    given(with(running(60, REQ)))
        .at(100)
        .when(IVY, go("intro"))
        .then(
            put(
                EventType.PHASE_ENTERED,
                running(100, ">intro! 60/60 x2 | req 300/40 x1 | hld 900 | deep 600 | wrap 300")))
        .hasNoDeadline()
        .at(10_000)
        .sleeps();
  }

  @Test
  @DisplayName("[TM16] every visit that runs out expires, each once")
  void each_visit_expires_by_itself() {
    given(with(running(60, REQ)))
        .at(100)
        .when(IVY, go("hld"))
        .accepted()
        .at(200)
        .when(IVY, go("req"))
        .accepted()
        .hasDeadline(460)
        .at(460)
        .wakes(
            put(
                EventType.PHASE_EXPIRED,
                running(
                    200,
                    "intro 60/60 x1 | >req! 300/40 x2 | hld 900/100 x1 | deep 600 | wrap 300")));
  }

  @Test
  @DisplayName("[TM18] with auto-advance the next phase is entered at the same time")
  void auto_advance_enters_the_next_phase() {
    given(with(running(60, REQ)), AUTO_ADVANCE)
        .at(360)
        .wakes(
            put(EventType.PHASE_EXPIRED, running(60, REQ_EXPIRED)),
            put(
                EventType.PHASE_ENTERED,
                running(
                    360, "intro 60/60 x1 | req 300/300 x1 | >hld 900/0 x1 | deep 600 | wrap 300")))
        .hasDeadline(1_260);
  }

  @Test
  @DisplayName("[TM18] an overrun before a late wake is borrowed as it always is")
  void a_late_auto_advance_borrows() {
    given(with(running(60, REQ)), AUTO_ADVANCE)
        .at(367.5)
        .wakes(
            put(EventType.PHASE_EXPIRED, running(60, REQ_EXPIRED)),
            put(
                EventType.PHASE_ENTERED,
                running(
                    367.5,
                    "intro 60/60 x1 | req 307.5/307.5 x1 | >hld 900/0 x1 | deep 600"
                        + " | wrap 292.5")));
  }

  @Test
  @DisplayName("[TM18] auto-advance stays in the last phase")
  void auto_advance_has_nowhere_to_go_from_the_last_phase() {
    String last = "intro 60/60 x1 | req 300 | hld 900 | >deep%s 600/0 x1 | wrap skipped";
    given(with(running(60, last.formatted(""))), AUTO_ADVANCE)
        .at(660)
        .wakes(put(EventType.PHASE_EXPIRED, running(60, last.formatted("!"))));
  }

  @Test
  @DisplayName("[TM18] a phase that is entered with nothing left does not advance")
  void auto_advance_stops_at_a_phase_without_time() {
    given(with(running(0, ">intro 60/0 x1 | req 0 | hld 900 | deep 600 | wrap 300")), AUTO_ADVANCE)
        .at(60)
        .wakes(
            put(
                EventType.PHASE_EXPIRED,
                running(0, ">intro! 60/0 x1 | req 0 | hld 900 | deep 600 | wrap 300")),
            put(
                EventType.PHASE_ENTERED,
                running(60, "intro 60/60 x1 | >req! 0/0 x1 | hld 900 | deep 600 | wrap 300")))
        .hasNoDeadline();
  }
}
