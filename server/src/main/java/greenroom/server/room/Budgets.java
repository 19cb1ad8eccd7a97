package greenroom.server.room;

import greenroom.protocol.Item;
import greenroom.protocol.Item.PhaseTime;
import greenroom.protocol.PhaseId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// What the phases may take and took, in the framework's order: the arithmetic of minutes, in
/// milliseconds. Phases are named by their index.
///
/// Time moves between phases: what [#paying] takes off is meant for [#giving], and [#dealing] hands
/// out all it is given, so the sum of budgets changes only where a caller means it to.
///
/// @param phases at least one
record Budgets(List<PhaseTime> phases) {
  Budgets {
    phases = List.copyOf(phases);
  }

  /// The plan as it stands before anything happened.
  static Budgets planned(Item.Framework framework) {
    return new Budgets(framework.phases().stream().map(Budgets::planned).toList());
  }

  private static PhaseTime planned(Item.Phase phase) {
    return new PhaseTime(phase.id(), phase.seconds() * 1_000, 0, 0, false);
  }

  /// These budgets with a further phase, as it is planned, at this index.
  Budgets inserting(int index, Item.Phase phase) {
    List<PhaseTime> after = new ArrayList<>(phases);
    after.add(index, planned(phase));
    return new Budgets(after);
  }

  PhaseTime at(int phase) {
    return phases.get(phase);
  }

  int size() {
    return phases.size();
  }

  /// Where a phase stands, or -1.
  int indexOf(PhaseId phase) {
    return IntStream.range(0, size())
        .filter(i -> at(i).phase().equals(phase))
        .findFirst()
        .orElse(-1);
  }

  /// What is left of a phase by the minutes that are booked; negative after an overrun.
  long left(int phase) {
    return at(phase).budgetMillis() - at(phase).spentMillis();
  }

  /// Whether a phase still waits for its first visit.
  boolean waiting(int phase) {
    return at(phase).visits() == 0 && !at(phase).skipped();
  }

  /// The next phase after this one that is not skipped, or -1.
  int following(int phase) {
    return IntStream.range(phase + 1, size()).filter(i -> !at(i).skipped()).findFirst().orElse(-1);
  }

  Budgets spending(int phase, long millis) {
    return with(
        phase,
        was ->
            new PhaseTime(
                was.phase(),
                was.budgetMillis(),
                was.spentMillis() + millis,
                was.visits(),
                was.skipped()));
  }

  Budgets visiting(int phase) {
    return with(
        phase,
        was ->
            new PhaseTime(
                was.phase(),
                was.budgetMillis(),
                was.spentMillis(),
                was.visits() + 1,
                was.skipped()));
  }

  Budgets skipping(int phase, boolean skipped) {
    return with(
        phase,
        was ->
            new PhaseTime(
                was.phase(), was.budgetMillis(), was.spentMillis(), was.visits(), skipped));
  }

  /// These budgets with `millis` more for a phase, or less if negative.
  Budgets giving(int phase, long millis) {
    return with(
        phase,
        was ->
            new PhaseTime(
                was.phase(),
                was.budgetMillis() + millis,
                was.spentMillis(),
                was.visits(),
                was.skipped()));
  }

  /// What payers gave.
  ///
  /// @param paid at most what was asked for
  record Payment(Budgets budgets, long paid) {}

  /// Takes `millis` from payers among the waiting phases, the last first, each down to 0.
  Payment paying(IntPredicate payer, long millis) {
    Budgets after = this;
    long owed = millis;
    for (int i = size() - 1; i >= 0 && owed > 0; i--) {
      if (waiting(i) && payer.test(i)) {
        long paid = Math.min(owed, at(i).budgetMillis());
        after = after.giving(i, -paid);
        owed -= paid;
      }
    }
    return new Payment(after, millis - owed);
  }

  /// Hands `millis` out in proportion to the receivers' budgets, equally if all of these are 0. By
  /// largest remainder, so that the shares are whole and sum up exactly; of equal remainders, the
  /// earlier phase's comes first.
  ///
  /// @param receivers at least one
  Budgets dealing(List<Integer> receivers, long millis) {
    long total = receivers.stream().mapToLong(i -> at(i).budgetMillis()).sum();
    Budgets after = this;
    long dealt = 0;
    List<Remainder> remainders = new ArrayList<>();
    for (int receiver : receivers) {
      long weight = total == 0 ? 1 : at(receiver).budgetMillis();
      long weighted = Math.multiplyExact(millis, weight);
      long weights = total == 0 ? receivers.size() : total;
      after = after.giving(receiver, weighted / weights);
      dealt += weighted / weights;
      remainders.add(new Remainder(receiver, weighted % weights));
    }
    remainders.sort(Comparator.comparingLong(Remainder::millis).reversed());
    for (Remainder next : remainders.subList(0, Math.toIntExact(millis - dealt))) {
      after = after.giving(next.receiver(), 1);
    }
    return after;
  }

  private record Remainder(int receiver, long millis) {}

  private Budgets with(int phase, UnaryOperator<PhaseTime> change) {
    List<PhaseTime> after = new ArrayList<>(phases);
    after.set(phase, change.apply(at(phase)));
    return new Budgets(after);
  }
}
