package greenroom.server.room;

import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.NO_TIME;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Decision.NOTHING;
import static greenroom.server.room.Decision.refused;

import greenroom.protocol.Change;
import greenroom.protocol.Command;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.Limits;
import greenroom.protocol.PhaseId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Decides what runs the clock, and what redistributes its minutes. The interview is under way in
/// all of it.
final class TimerDecisions {
  /// As much as the longest framework has.
  private static final long MOST_LEFT_MILLIS = Limits.PHASES * Limits.PHASE_SECONDS * 1_000L;

  private TimerDecisions() {}

  static Decision pause(Situation now) {
    PhaseClock clock = clock(now);
    return clock.running()
        ? now.put(EventType.TIMER_PAUSED, clock.paused(now.time()).timer())
        : NOTHING;
  }

  static Decision resume(Situation now) {
    PhaseClock clock = clock(now);
    return clock.running()
        ? NOTHING
        : now.put(EventType.TIMER_RESUMED, clock.resumed(now.time()).timer());
  }

  static Decision next(Situation now, Command.PhaseNext next) {
    PhaseClock clock = clock(now);
    int from = clock.budgets().indexOf(next.from());
    if (from < 0) {
      return unknown("from", next.from(), clock.budgets());
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
    PhaseClock clock = clock(now);
    int phase = clock.budgets().indexOf(go.phase());
    if (phase < 0) {
      return unknown("phase", go.phase(), clock.budgets());
    }
    if (phase == clock.present()) {
      return NOTHING;
    }
    return clock.budgets().at(phase).skipped() ? skipped(go.phase()) : enter(now, clock, phase);
  }

  private static Decision enter(Situation now, PhaseClock clock, int phase) {
    return now.put(EventType.PHASE_ENTERED, clock.entering(phase, now.time()).timer());
  }

  static Decision extend(Situation now, Command.PhaseExtend extend) {
    PhaseClock clock = clock(now);
    Budgets budgets = clock.budgets();
    int phase = budgets.indexOf(extend.phase());
    if (phase < 0) {
      return unknown("phase", extend.phase(), budgets);
    }
    if (budgets.at(phase).skipped()) {
      return skipped(extend.phase());
    }
    long wanted = extend.seconds() * 1_000;
    Budgets.Payment payment = budgets.paying(i -> i != phase, wanted);
    long grown = wanted - payment.paid();
    if (grown > 0 && !extend.grow()) {
      return refused(
          NO_TIME,
          "seconds: %d (expected: 1..%d, what the unvisited phases can give)"
              .formatted(extend.seconds(), payment.paid() / 1_000));
    }
    if (grown > 0 && leftInAll(clock, now.time()) + grown > MOST_LEFT_MILLIS) {
      return refused(
          LIMIT,
          "seconds: %d (expected: at most %d left in all)"
              .formatted(extend.seconds(), MOST_LEFT_MILLIS / 1_000));
    }
    return redistributed(
        now, EventType.PHASE_EXTENDED, clock, payment.budgets().giving(phase, wanted));
  }

  private static long leftInAll(PhaseClock clock, long now) {
    return IntStream.range(0, clock.budgets().size())
        .mapToLong(phase -> Math.max(0, clock.left(phase, now)))
        .sum();
  }

  static Decision shorten(Situation now, Command.PhaseShorten shorten) {
    PhaseClock clock = clock(now);
    Budgets budgets = clock.budgets();
    int phase = budgets.indexOf(shorten.phase());
    if (phase < 0) {
      return unknown("phase", shorten.phase(), budgets);
    }
    if (budgets.at(phase).skipped()) {
      return skipped(shorten.phase());
    }
    int following = budgets.following(phase);
    if (following < 0) {
      return refused(
          NO_TIME, "phase: " + shorten.phase() + " (expected: one with a phase after it)");
    }
    long taken = shorten.seconds() * 1_000;
    long left = Math.max(0, clock.left(phase, now.time()));
    if (taken > left) {
      return refused(
          NO_TIME,
          "seconds: %d (expected: at most the %d that are left)"
              .formatted(shorten.seconds(), left / 1_000));
    }
    return redistributed(
        now,
        EventType.PHASE_SHORTENED,
        clock,
        budgets.giving(phase, -taken).giving(following, taken));
  }

  static Decision skip(Situation now, Command.PhaseSkip skip) {
    PhaseClock clock = clock(now);
    Budgets budgets = clock.budgets();
    int phase = budgets.indexOf(skip.phase());
    if (phase < 0) {
      return unknown("phase", skip.phase(), budgets);
    }
    if (budgets.at(phase).skipped()) {
      return NOTHING;
    }
    if (!budgets.waiting(phase)) {
      return refused(
          WRONG_STATE, "phase: " + skip.phase() + " was visited (expected: an unvisited phase)");
    }
    long budget = budgets.at(phase).budgetMillis();
    Budgets without = budgets.giving(phase, -budget).skipping(phase, true);
    return redistributed(
        now,
        EventType.PHASE_SKIPPED,
        clock,
        without.dealing(receivers(without, clock.present()), budget));
  }

  /// Who is dealt the minutes of a skipped phase: the phases still to come but the last one, which
  /// takes stock and needs no more; failing these the last one, failing that the present one.
  private static List<Integer> receivers(Budgets budgets, int present) {
    List<Integer> waiting =
        IntStream.range(0, budgets.size()).filter(budgets::waiting).boxed().toList();
    List<Integer> before = waiting.stream().filter(phase -> phase < budgets.size() - 1).toList();
    if (!before.isEmpty()) {
      return before;
    }
    return waiting.isEmpty() ? List.of(present) : waiting;
  }

  static Decision restore(Situation now, Command.PhaseRestore restore) {
    PhaseClock clock = clock(now);
    Budgets budgets = clock.budgets();
    int phase = budgets.indexOf(restore.phase());
    if (phase < 0) {
      return unknown("phase", restore.phase(), budgets);
    }
    if (!budgets.at(phase).skipped()) {
      return NOTHING;
    }
    Budgets.Payment payment = budgets.paying(i -> true, planned(now, restore.phase()));
    return redistributed(
        now,
        EventType.PHASE_RESTORED,
        clock,
        payment.budgets().giving(phase, payment.paid()).skipping(phase, false));
  }

  private static long planned(Situation now, PhaseId id) {
    return now.framework().phases().stream()
        .filter(phase -> phase.id().equals(id))
        .mapToLong(phase -> phase.seconds() * 1_000)
        .findFirst()
        .orElse(0);
  }

  private static Decision redistributed(
      Situation now, EventType type, PhaseClock clock, Budgets budgets) {
    return now.put(type, clock.with(budgets, now.time()).timer());
  }

  static OptionalLong deadline(Room room) {
    PhaseClock clock = clock(room);
    return clock == null ? OptionalLong.empty() : clock.deadline();
  }

  /// What the room does by itself at `now`.
  static List<Event> wake(Room room, long now) {
    PhaseClock clock = clock(room);
    long time = Math.max(now, room.time());
    if (clock == null || clock.deadline().isEmpty() || clock.deadline().getAsLong() > time) {
      return List.of();
    }
    PhaseClock expired = clock.expiring();
    List<Event> events = new ArrayList<>();
    events.add(byItself(time, EventType.PHASE_EXPIRED, expired));
    int following = clock.budgets().following(clock.present());
    if (room.required(Item.Room.KEY, Item.Room.class).autoAdvance() && following >= 0) {
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

  private static PhaseClock clock(Situation now) {
    PhaseClock clock = clock(now.room());
    if (clock == null) {
      throw new IllegalStateException("interview: not under way (expected: checked before)");
    }
    return clock;
  }

  private static Decision unknown(String field, PhaseId phase, Budgets budgets) {
    return refused(
        NOT_FOUND,
        "%s: %s (expected: one of %s)"
            .formatted(
                field,
                phase,
                budgets.phases().stream()
                    .map(each -> each.phase().value())
                    .collect(Collectors.joining(", "))));
  }

  private static Decision skipped(PhaseId phase) {
    return refused(WRONG_STATE, "phase: " + phase + " is skipped (expected: restored before)");
  }
}
