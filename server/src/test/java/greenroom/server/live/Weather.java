package greenroom.server.live;

import java.util.List;
import java.util.Set;

/// When faults strike.
final class Weather {
  private final SimLoop loop;
  private final Set<Fault> faults;
  private final Chance chance;

  /// How long calls usually take, one way.
  private final long usualMillis;

  private boolean calm = true;
  private long outageEnds;

  /// What becomes of a call to the store.
  enum Fate {
    FINE,
    /// Fails, and is not carried out.
    UNAVAILABLE,
    /// Fails with an unknown outcome, and is not carried out.
    NOT_DONE,
    /// Is carried out, and fails with an unknown outcome.
    DONE,
    /// Fails with an unknown outcome, and is carried out afterwards.
    DONE_LATER
  }

  Weather(SimLoop loop, Set<Fault> faults, Chance chance) {
    this.loop = loop;
    this.faults = faults;
    this.chance = chance;
    this.usualMillis = chance.one(List.of(0L, 1L, 3L, 8L, 20L));
  }

  /// From now on things go wrong.
  void rise() {
    calm = false;
  }

  /// From now on nothing goes wrong any more.
  void calmDown() {
    calm = true;
    outageEnds = 0;
  }

  boolean isCalm() {
    return calm;
  }

  boolean strikes(Fault fault, double probability) {
    return !calm && faults.contains(fault) && chance.of(probability);
  }

  void outage(long millis) {
    outageEnds = loop.now() + millis;
  }

  Chance chance() {
    return chance;
  }

  Fate fate() {
    if (loop.now() < outageEnds && !chance.of(0.02)) {
      return strikes(Fault.UNKNOWN_DONE_LATER, 0.1) ? Fate.DONE_LATER : Fate.UNAVAILABLE;
    }
    if (strikes(Fault.UNAVAILABLE, 0.02)) {
      return Fate.UNAVAILABLE;
    }
    if (strikes(Fault.UNKNOWN_NOT_DONE, 0.02)) {
      return Fate.NOT_DONE;
    }
    if (strikes(Fault.UNKNOWN_DONE, 0.03)) {
      return Fate.DONE;
    }
    return strikes(Fault.UNKNOWN_DONE_LATER, 0.02) ? Fate.DONE_LATER : Fate.FINE;
  }

  /// How long something takes on its way, in milliseconds.
  long delay() {
    if (strikes(Fault.DELAY, 0.03)) {
      return chance.between(20, 1_500);
    }
    return chance.between(0, 2 * usualMillis);
  }

  /// How much later than expected something comes that everybody had given up.
  long lateness() {
    return chance.of(0.7) ? chance.between(1, 300) : chance.between(300, 5_000);
  }
}
