package greenroom.server.room;

import static greenroom.server.room.Rooms.T0;
import static greenroom.server.room.Scenario.IVY;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Clock;
import greenroom.protocol.Command;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.Item.PhaseTime;
import greenroom.protocol.PhaseId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of the timer whatever people press and whenever the room wakes.
final class TimerLawsTest {
  private static final int STEPS = 150;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @DisplayName("[TM4] [TM5] [TM6] [TM16] [TM21] the laws of the timer hold on a random interview")
  void the_laws_hold_on_a_random_interview(long seed) {
    var interview = new RandomInterview(seed);
    for (int step = 0; step < STEPS; step++) {
      interview.step();
    }
  }

  /// One interview, pressed at random.
  private static final class RandomInterview {
    private final SplittableRandom random;
    private final List<PhaseId> phases = new ArrayList<>();
    private final Set<String> expired = new HashSet<>();
    private Room room;
    private long now = T0;

    /// Time that the clock ran so far.
    private long ran;

    /// All budgets as they were planned.
    private final long planned;

    /// How much the total may have grown: what nobody could pay, and what was granted.
    private long grown;

    RandomInterview(long seed) {
      random = new SplittableRandom(seed);
      StringBuilder plan = new StringBuilder("p0 " + random.nextInt(1, 900));
      int count = random.nextInt(1, 9);
      for (int i = 1; i < count; i++) {
        plan.append(" | p").append(i).append(' ').append(random.nextInt(4) * 150);
      }
      room =
          Rooms.fold(
              Rooms.lobby(),
              Rooms.happened(
                  EventType.FRAMEWORK_EDITED,
                  Rooms.framework(2, plan.toString()),
                  Rooms.lobbyTimer(plan.toString())),
              Rooms.happened(
                  EventType.ROOM_CONFIGURED,
                  new Item.Room(
                      2, "Laws", Rooms.SETTINGS.clockBy(), random.nextBoolean(), true, T0)));
      timer().phases().forEach(phase -> phases.add(phase.phase()));
      planned = timer().phases().stream().mapToLong(PhaseTime::budgetMillis).sum();
      decide(new Command.InterviewStart());
    }

    void step() {
      long before = now;
      now += random.nextInt(3) == 0 ? random.nextInt(2_000_000) : random.nextInt(90_000);
      if (random.nextBoolean()) {
        // A wake that is not late.
        long deadline = Decider.deadline(room).orElse(now);
        wake(Math.clamp(deadline, before, now), before);
        wake(now, Math.clamp(deadline, before, now));
      } else {
        passed(before, now);
      }
      if (random.nextInt(4) == 0) {
        wake(now, now);
      }
      decide(command());
    }

    private Command command() {
      PhaseId phase = phases.get(random.nextInt(phases.size()));
      return switch (random.nextInt(10)) {
        case 0 -> new Command.TimerPause();
        case 1, 2 -> new Command.TimerResume();
        case 3 -> new Command.PhaseNext(present());
        case 4 -> new Command.PhaseGo(phase);
        case 5 -> new Command.PhaseExtend(phase, random.nextInt(1, 600), random.nextInt(3) == 0);
        case 6 -> new Command.PhaseShorten(phase, random.nextInt(1, 300));
        case 7 -> new Command.PhaseSkip(phase);
        case 8 ->
            new Command.PhaseAdd(
                new Item.Phase(
                    new PhaseId("extra" + random.nextInt(8)), "Extra", random.nextInt(3) * 100L),
                phase,
                random.nextInt(3) == 0);
        default -> new Command.PhaseRestore(phase);
      };
    }

    private void decide(Command command) {
      if (!(Decider.decide(room, IVY, command, now)
          instanceof Decision.Accepted(List<Event> events))) {
        return;
      }
      for (Event event : events) {
        if (command instanceof Command.PhaseExtend extend) {
          grown += Math.max(0, extend.seconds() * 1_000 - waiting(extend.phase()));
        } else if (command instanceof Command.PhaseAdd add) {
          grown += Math.max(0, add.phase().seconds() * 1_000 - waiting(present()));
          phases.add(phases.indexOf(add.after()) + 1, add.phase().id());
        }
        apply(event, now);
      }
    }

    /// Lets time pass to `at` and wakes the room then, twice as two servers would.
    private void wake(long at, long before) {
      passed(before, at);
      String visit = present() + " " + visits() + " " + Decider.deadline(room);
      List<Event> events = Decider.wake(room, at);
      boolean due = Decider.deadline(room).orElse(Long.MAX_VALUE) <= at;
      assertThat(events).hasSize(due ? events.size() : 0);
      if (due) {
        assertThat(events.getFirst().event()).isEqualTo(EventType.PHASE_EXPIRED.wire());
        assertThat(expired.add(visit)).as("expired twice: " + visit).isTrue();
      }
      for (Event event : events) {
        apply(event, at);
      }
      assertThat(Decider.wake(room, at)).isEmpty();
    }

    private void apply(Event event, long at) {
      Item.Timer before = timer();
      if (event.event().equals(EventType.PHASE_ENTERED.wire())) {
        grown += Math.max(0, overrun(at) - payable());
      }
      room = Rooms.fold(room, event);
      checkTotals(at);
      checkPhases(before, event);
    }

    private void checkTotals(long at) {
      long budgets = timer().phases().stream().mapToLong(PhaseTime::budgetMillis).sum();
      long spent = timer().phases().stream().mapToLong(PhaseTime::spentMillis).sum();
      assertThat(budgets).as("sum of budgets").isEqualTo(planned + grown);
      assertThat(spent + unbooked(at)).as("time spent in all").isEqualTo(ran);
    }

    private void checkPhases(Item.Timer before, Event event) {
      assertThat(timer().phases().stream().map(PhaseTime::phase).toList()).isEqualTo(phases);
      assertThat(room.required(Item.Framework.KEY, Item.Framework.class).phases())
          .extracting(Item.Phase::id)
          .isEqualTo(phases);
      for (PhaseTime was : before.phases()) {
        PhaseTime is = timer().phases().get(phases.indexOf(was.phase()));
        assertThat(is.spentMillis()).isGreaterThanOrEqualTo(was.spentMillis());
        assertThat(is.visits() - was.visits()).isBetween(0, 1);
        if (is.visits() == 0) {
          assertThat(is.spentMillis()).isZero();
        }
        if (is.skipped()) {
          assertThat(is).isEqualTo(new PhaseTime(is.phase(), 0, 0, 0, true));
        }
        boolean left = !is.phase().equals(present());
        if (left && event.event().equals(EventType.PHASE_ENTERED.wire()) && is.visits() > 0) {
          assertThat(is.budgetMillis()).isGreaterThanOrEqualTo(is.spentMillis());
        }
      }
    }

    private void passed(long from, long to) {
      if (timer().clock() instanceof Clock.Running) {
        ran += to - from;
      }
    }

    private long unbooked(long at) {
      return timer().clock() instanceof Clock.Running running ? at - running.since() : 0;
    }

    private long overrun(long at) {
      PhaseTime phase = timer().phases().get(phases.indexOf(present()));
      return phase.spentMillis() + unbooked(at) - phase.budgetMillis();
    }

    /// What the phases can pay that come after the present one.
    private long payable() {
      int present = phases.indexOf(present());
      return waiting(timer().phases().subList(present + 1, phases.size()), present());
    }

    private long waiting(PhaseId except) {
      return waiting(timer().phases(), except);
    }

    private static long waiting(List<PhaseTime> among, PhaseId except) {
      return among.stream()
          .filter(phase -> phase.visits() == 0 && !phase.phase().equals(except))
          .mapToLong(PhaseTime::budgetMillis)
          .sum();
    }

    private int visits() {
      return timer().phases().get(phases.indexOf(present())).visits();
    }

    private PhaseId present() {
      return switch (timer().clock()) {
        case Clock.Running running -> running.phase();
        case Clock.Paused paused -> paused.phase();
        case Clock.Lobby _, Clock.Ended _ -> phases.getFirst();
      };
    }

    private Item.Timer timer() {
      return room.required(Item.Timer.KEY, Item.Timer.class);
    }
  }
}
