package greenroom.server.room;

import static greenroom.protocol.RejectCode.ID_USED;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.NO_TIME;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Decision.NOTHING;
import static greenroom.server.room.Decision.refused;

import greenroom.protocol.Command;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.Limits;
import greenroom.protocol.PhaseId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Decides what moves minutes between phases, and to a new one. The interview is under way in all
/// of it.
final class BudgetDecisions {
  /// As much as the longest framework has. Keeps the arithmetic far from any overflow.
  private static final long MOST_LEFT_MILLIS = Limits.PHASES * Limits.PHASE_SECONDS * 1_000L;

  /// A message is one line for people, of no more than 300 characters.
  private static final int LONGEST_LIST = 200;

  private BudgetDecisions() {}

  static Decision extend(Situation now, Command.PhaseExtend extend) {
    PhaseClock clock = now.clock();
    Budgets budgets = clock.budgets();
    int phase = budgets.indexOf(extend.phase());
    if (phase < 0) {
      return unknown("phase", extend.phase(), budgets);
    }
    if (budgets.at(phase).skipped()) {
      return skipped(extend.phase());
    }
    long wanted = extend.seconds() * 1_000;
    Budgets.Payment payment = budgets.paying(payer -> payer != phase, wanted);
    Decision refusal = unpaid(now, "seconds", wanted, payment, extend.grow());
    return refusal == null
        ? redistributed(
            now, EventType.PHASE_EXTENDED, clock, payment.budgets().giving(phase, wanted))
        : refusal;
  }

  /// Why so much time cannot be given, or null if it can: the payers have it, or the total may grow
  /// and does not grow too far.
  private static @Nullable Decision unpaid(
      Situation now, String field, long wanted, Budgets.Payment payment, boolean grow) {
    long grown = wanted - payment.paid();
    if (grown > 0 && !grow) {
      return refused(
          NO_TIME,
          "%s: %d (expected: at most the %d that unvisited phases can give)"
              .formatted(field, wanted / 1_000, payment.paid() / 1_000));
    }
    if (grown > 0 && now.clock().leftInAll(now.time()) + grown > MOST_LEFT_MILLIS) {
      return refused(
          LIMIT,
          "%s: %d (expected: at most %d left in all phases)"
              .formatted(field, wanted / 1_000, MOST_LEFT_MILLIS / 1_000));
    }
    return null;
  }

  /// Puts a phase in, in the framework as in the timer.
  static Decision add(Situation now, Command.PhaseAdd add) {
    PhaseClock clock = now.clock();
    Budgets budgets = clock.budgets();
    Item.Phase phase = add.phase();
    int after = budgets.indexOf(add.after());
    if (after < 0) {
      return unknown("after", add.after(), budgets);
    }
    if (budgets.indexOf(phase.id()) >= 0) {
      return refused(
          ID_USED, "phase.id: " + phase.id() + " (expected: one that no phase of the room has)");
    }
    long wanted = phase.seconds() * 1_000;
    Budgets.Payment payment = budgets.paying(_ -> true, wanted);
    Decision refusal = unpaid(now, "phase.seconds", wanted, payment, add.grow());
    if (refusal != null) {
      return refusal;
    }
    if (budgets.size() >= Limits.PHASES) {
      return refused(LIMIT, "phases: %d (expected: at most %1$d)".formatted(Limits.PHASES));
    }
    Item.Framework was = now.framework();
    List<Item.Phase> phases = new ArrayList<>(was.phases());
    phases.add(after + 1, phase);
    return now.put(
        EventType.PHASE_ADDED,
        new Item.Framework(was.rev() + 1, phases),
        clock.with(payment.budgets(), now.time()).inserting(after + 1, phase).timer());
  }

  static Decision shorten(Situation now, Command.PhaseShorten shorten) {
    PhaseClock clock = now.clock();
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
      return refused(NO_TIME, "phase: " + shorten.phase() + " (expected: not the last phase)");
    }
    long taken = shorten.seconds() * 1_000;
    long left = Math.max(0, clock.left(phase, now.time()));
    if (taken > left) {
      return refused(
          NO_TIME,
          "seconds: %d (expected: at most the %d that are left)"
              .formatted(shorten.seconds(), left / 1_000));
    }
    Budgets after = budgets.giving(phase, -taken).giving(following, taken);
    return redistributed(now, EventType.PHASE_SHORTENED, clock, after);
  }

  static Decision skip(Situation now, Command.PhaseSkip skip) {
    PhaseClock clock = now.clock();
    Budgets budgets = clock.budgets();
    int phase = budgets.indexOf(skip.phase());
    if (phase < 0) {
      return unknown("phase", skip.phase(), budgets);
    }
    if (budgets.at(phase).skipped()) {
      return NOTHING;
    }
    if (!budgets.waiting(phase)) {
      return refused(WRONG_STATE, "phase: " + skip.phase() + " (expected: an unvisited phase)");
    }
    long budget = budgets.at(phase).budgetMillis();
    Budgets without = budgets.giving(phase, -budget).skipping(phase, true);
    Budgets after = without.dealing(receivers(without, clock.present()), budget);
    return redistributed(now, EventType.PHASE_SKIPPED, clock, after);
  }

  /// Who is dealt the minutes of a skipped phase: the phases still to come but the framework's
  /// last, which only sums up; failing these that one, failing that the present one.
  private static List<Integer> receivers(Budgets budgets, int present) {
    List<Integer> waiting =
        IntStream.range(0, budgets.size()).filter(budgets::waiting).boxed().toList();
    if (waiting.isEmpty()) {
      return List.of(present);
    }
    List<Integer> beforeLast =
        waiting.stream().filter(phase -> phase < budgets.size() - 1).toList();
    return beforeLast.isEmpty() ? waiting : beforeLast;
  }

  static Decision restore(Situation now, Command.PhaseRestore restore) {
    PhaseClock clock = now.clock();
    Budgets budgets = clock.budgets();
    int phase = budgets.indexOf(restore.phase());
    if (phase < 0) {
      return unknown("phase", restore.phase(), budgets);
    }
    if (!budgets.at(phase).skipped()) {
      return NOTHING;
    }
    Budgets.Payment payment = budgets.paying(payer -> true, planned(now, restore.phase()));
    Budgets after = payment.budgets().giving(phase, payment.paid()).skipping(phase, false);
    return redistributed(now, EventType.PHASE_RESTORED, clock, after);
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

  static Decision unknown(String field, PhaseId phase, Budgets budgets) {
    StringBuilder known = new StringBuilder();
    for (Item.PhaseTime each : budgets.phases()) {
      if (known.length() + each.phase().value().length() > LONGEST_LIST) {
        known.append(", …");
        break;
      }
      known.append(known.isEmpty() ? "" : ", ").append(each.phase());
    }
    return refused(NOT_FOUND, "%s: %s (expected: one of %s)".formatted(field, phase, known));
  }

  static Decision skipped(PhaseId phase) {
    return refused(WRONG_STATE, "phase: " + phase + " (expected: not a skipped phase)");
  }
}
