package greenroom.server.room;

import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Decision.NOTHING;
import static greenroom.server.room.Decision.refused;

import greenroom.protocol.Change;
import greenroom.protocol.Command;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Decides what runs the clock and moves it from phase to phase. The commands' interview is under
/// way.
final class TimerDecisions {
  private TimerDecisions() {}

  static Decision pause(Situation now) {
    PhaseClock clock = now.clock();
    return clock.running()
        ? now.put(EventType.TIMER_PAUSED, clock.paused(now.time()).timer())
        : NOTHING;
  }

  static Decision resume(Situation now) {
    PhaseClock clock = now.clock();
    return clock.running()
        ? NOTHING
        : now.put(EventType.TIMER_RESUMED, clock.resumed(now.time()).timer());
  }

  static Decision next(Situation now, Command.PhaseNext next) {
    PhaseClock clock = now.clock();
    int from = clock.budgets().indexOf(next.from());
    if (from < 0) {
      return BudgetDecisions.unknown("from", next.from(), clock.budgets());
    }
    if (from != clock.present()) {
      return NOTHING;
    }
    int following = clock.budgets().following(from);
    return following < 0
        ? refused(WRONG_STATE, "from: " + next.from() + " (expected: not the last phase)")
        : enter(now, clock, following);
  }

  static Decision go(Situation now, Command.PhaseGo go) {
    PhaseClock clock = now.clock();
    int phase = clock.budgets().indexOf(go.phase());
    if (phase < 0) {
      return BudgetDecisions.unknown("phase", go.phase(), clock.budgets());
    }
    if (phase == clock.present()) {
      return NOTHING;
    }
    return clock.budgets().at(phase).skipped()
        ? BudgetDecisions.skipped(go.phase())
        : enter(now, clock, phase);
  }

  private static Decision enter(Situation now, PhaseClock clock, int phase) {
    return now.put(EventType.PHASE_ENTERED, clock.entering(phase, now.time()).timer());
  }

  /// When the present visit runs out.
  static OptionalLong deadline(Room room) {
    PhaseClock clock = clock(room);
    return clock == null ? OptionalLong.empty() : clock.deadline();
  }

  /// What the room does by itself at `now`.
  static List<Event> wake(Room room, long now) {
    PhaseClock clock = clock(room);
    long time = Math.max(now, room.time());
    if (clock == null || clock.deadline().orElse(Long.MAX_VALUE) > time) {
      return List.of();
    }
    PhaseClock expired = clock.expiring();
    List<Event> events = new ArrayList<>();
    events.add(byItself(time, EventType.PHASE_EXPIRED, expired));
    int following = clock.budgets().following(clock.present());
    if (following >= 0 && room.required(Item.Room.KEY, Item.Room.class).autoAdvance()) {
      events.add(byItself(time, EventType.PHASE_ENTERED, expired.entering(following, time)));
    }
    return events;
  }

  private static Event byItself(long time, EventType type, PhaseClock clock) {
    return Event.of(time, null, type, List.of(new Change.Put(clock.timer())));
  }

  private static @Nullable PhaseClock clock(Room room) {
    Item.Timer timer = room.item(Item.Timer.KEY, Item.Timer.class);
    return timer == null ? null : PhaseClock.of(timer);
  }
}
