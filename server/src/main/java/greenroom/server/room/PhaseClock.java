package greenroom.server.room;

import greenroom.protocol.Clock;
import greenroom.protocol.Item;
import greenroom.protocol.PhaseId;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The clock of an interview that is under way: [Item.Timer] between start and end, with its
/// arithmetic. Times are milliseconds since 1970, lengths are milliseconds, phases are named by
/// their index in the framework.
///
/// What is left of a phase is its budget, less what was spent in it, less what has passed since
/// `since` if the clock runs in it.
///
/// @param running or paused
/// @param started when the interview started
/// @param present the phase that the room is in
/// @param since when the clock last began to run, or to stand still, in this phase
/// @param expired whether this visit has run out of its present budget
record PhaseClock(
    boolean running, long started, int present, long since, boolean expired, Budgets budgets) {

  /// The clock of this timer, absent in the lobby and after the end.
  ///
  /// @throws IllegalStateException if the timer is in a phase that it does not have
  static @Nullable PhaseClock of(Item.Timer timer) {
    Budgets budgets = new Budgets(timer.phases());
    return switch (timer.clock()) {
      case Clock.Lobby _, Clock.Ended _ -> null;
      case Clock.Running(long started, PhaseId phase, long since, boolean expired) ->
          new PhaseClock(true, started, index(budgets, phase), since, expired, budgets);
      case Clock.Paused(long started, PhaseId phase, long since, boolean expired) ->
          new PhaseClock(false, started, index(budgets, phase), since, expired, budgets);
    };
  }

  /// The clock as it starts to run in the first phase.
  static PhaseClock starting(Budgets budgets, long now) {
    return new PhaseClock(true, now, 0, now, budgets.left(0) <= 0, budgets.visiting(0));
  }

  Item.Timer timer() {
    PhaseId phase = budgets.at(present).phase();
    Clock clock =
        running
            ? new Clock.Running(started, phase, since, expired)
            : new Clock.Paused(started, phase, since, expired);
    return new Item.Timer(clock, budgets.phases());
  }

  /// When this visit runs out, unless it has or time stands still.
  OptionalLong deadline() {
    return running && !expired
        ? OptionalLong.of(since + budgets.left(present))
        : OptionalLong.empty();
  }

  /// What is left of a phase; negative after an overrun.
  long left(int phase, long now) {
    return budgets.left(phase) - (phase == present ? passed(now) : 0);
  }

  /// What is left of all phases together, overruns not counted.
  long leftInAll(long now) {
    return IntStream.range(0, budgets.size())
        .mapToLong(phase -> Math.max(0, left(phase, now)))
        .sum();
  }

  PhaseClock paused(long now) {
    return new PhaseClock(
        false, started, present, now, expired, budgets.spending(present, passed(now)));
  }

  PhaseClock resumed(long now) {
    return new PhaseClock(true, started, present, now, expired, budgets);
  }

  /// This visit has run out; said once.
  PhaseClock expiring() {
    return new PhaseClock(running, started, present, since, true, budgets);
  }

  /// Leaves the present phase for another. A stopped clock stays stopped.
  PhaseClock entering(int phase, long now) {
    Budgets after = afterLeaving(now).visiting(phase);
    return new PhaseClock(running, started, phase, now, after.left(phase) <= 0, after);
  }

  Item.Timer ended(long now) {
    return new Item.Timer(new Clock.Ended(started, now), afterLeaving(now).phases());
  }

  /// The same moment with other budgets. A visit that has time again has not run out.
  PhaseClock with(Budgets other, long now) {
    boolean stillExpired = expired && other.left(present) - passed(now) <= 0;
    return new PhaseClock(running, started, present, since, stillExpired, other);
  }

  /// The same moment with a further phase at this index.
  PhaseClock inserting(int index, Item.Phase phase) {
    int moved = index <= present ? present + 1 : present;
    return new PhaseClock(running, started, moved, since, expired, budgets.inserting(index, phase));
  }

  /// The budgets once the present phase is left: an overrun is paid by the phases that are still to
  /// come, and what they cannot pay makes the total grow. What is left over stays for a return.
  private Budgets afterLeaving(long now) {
    Budgets spent = budgets.spending(present, passed(now));
    long overrun = -spent.left(present);
    return overrun <= 0
        ? spent
        : spent.paying(phase -> phase > present, overrun).budgets().giving(present, overrun);
  }

  /// What has passed since `since` and is not booked yet.
  private long passed(long now) {
    return running ? now - since : 0;
  }

  private static int index(Budgets budgets, PhaseId phase) {
    int index = budgets.indexOf(phase);
    if (index < 0) {
      throw new IllegalStateException("clock: in " + phase + " (expected: a phase of the timer)");
    }
    return index;
  }
}
