package greenroom.server.live;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// One run of the simulation: its seed, and what the seed made of the numbers.
///
/// @param busyMillis how long clients act and faults strike
/// @param faults which of them can strike
record Scenario(long seed, int nodes, int clients, long busyMillis, Set<Fault> faults) {
  private static final int MAX_NODES = 3;
  private static final int MAX_CLIENTS = 5;
  private static final long MIN_BUSY_MILLIS = 1_000;
  private static final long MAX_BUSY_MILLIS = 6_000;

  /// Most runs have many kinds of fault, some have few or none.
  static Scenario of(long seed) {
    Chance chance = new Chance(seed);
    double share = chance.one(List.of(0.0, 0.2, 0.5, 0.8, 1.0, 1.0));
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    for (Fault fault : Fault.values()) {
      if (chance.of(share)) {
        faults.add(fault);
      }
    }
    return new Scenario(
        seed,
        (int) chance.between(1, MAX_NODES),
        (int) chance.between(2, MAX_CLIENTS),
        chance.between(MIN_BUSY_MILLIS, MAX_BUSY_MILLIS),
        faults);
  }

  /// Smaller runs of the same seed, the smallest first; the same failure is easier to read there.
  Stream<Scenario> smaller() {
    Stream<Scenario> shorter =
        Stream.of(8, 4, 2)
            .filter(divisor -> busyMillis / divisor >= 100)
            .map(divisor -> new Scenario(seed, nodes, clients, busyMillis / divisor, faults));
    Stream<Scenario> lonelier =
        Stream.of(new Scenario(seed, nodes, clients - 1, busyMillis, faults))
            .filter(smaller -> clients > 2);
    Stream<Scenario> fewer =
        Stream.of(new Scenario(seed, nodes - 1, clients, busyMillis, faults))
            .filter(smaller -> nodes > 1);
    return Stream.of(shorter, lonelier, fewer, faults.stream().map(this::without))
        .flatMap(all -> all);
  }

  private Scenario without(Fault fault) {
    Set<Fault> fewer = EnumSet.copyOf(faults);
    fewer.remove(fault);
    return new Scenario(seed, nodes, clients, busyMillis, fewer);
  }
}
