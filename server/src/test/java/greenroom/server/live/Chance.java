package greenroom.server.live;

import java.util.List;
import java.util.SplittableRandom;

/// Chance as a seed decides it: the same seed, the same questions, the same answers.
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    this(new SplittableRandom(seed));
  }

  private Chance(SplittableRandom random) {
    this.random = random;
  }

  /// Chance of its own for a part of the whole, so that the parts do not disturb each other.
  Chance split() {
    return new Chance(random.split());
  }

  SplittableRandom generator() {
    return random;
  }

  /// Whether something of this probability happens.
  boolean of(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /// A number from `least` to `most`.
  long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  String letters(int length) {
    StringBuilder letters = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return letters.toString();
  }
}
