package greenroom.server.live;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What happened in a run, if anybody wants to read it, and the first thing that must not have.
final class Trace {
  private final SimLoop loop;
  private final @Nullable List<String> lines;
  private @Nullable Violation violation;

  Trace(SimLoop loop, boolean kept) {
    this.loop = loop;
    this.lines = kept ? new ArrayList<>() : null;
  }

  void say(Supplier<String> line) {
    if (lines != null && violation == null) {
      lines.add("%7d  %s".formatted(loop.now() - SimLoop.START, line.get()));
    }
  }

  /// Ends the run. Kept as well as thrown, because code under test may swallow what is thrown.
  Violation violated(Violation.Rule rule, String detail) {
    Violation found = new Violation(rule, detail);
    say(() -> "!!! " + found.getMessage());
    if (violation == null) {
      violation = found;
    }
    return found;
  }

  void throwViolation() {
    if (violation != null) {
      throw violation;
    }
  }

  /// The newest lines.
  List<String> last(int count) {
    return lines == null
        ? List.of()
        : lines.subList(Math.max(0, lines.size() - count), lines.size());
  }
}
