package greenroom.server.live;

import greenroom.protocol.ItemKind;
import greenroom.protocol.LogName;
import greenroom.protocol.Role;
import greenroom.server.live.Violation.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// Looks at every byte that leaves for somebody who is no interviewer.
final class Privacy {
  /// Stands in every text that interviewers keep to themselves.
  static final char NOTE = '‡';

  /// Stands in every text of the problem, which is private until the start.
  static final char PROBLEM = '†';

  /// Begins the name of every problem of the guide, private until the start as well.
  static final String PROBLEM_GUIDE = "guide-of-";

  /// Begins every id that only interviewers may know.
  static final String SECRET_ID = "secret-";

  /// Begins every question of a probe, [#TOKEN_LENGTH] letters follow; private until it is pushed.
  static final char QUESTION = '¶';

  /// Begins every id of a probe, [#TOKEN_LENGTH] letters follow; private until it is pushed.
  static final String PLANNED_ID = "planned-";

  static final int TOKEN_LENGTH = 8;

  /// What only private data, or a position in the private log, can contain.
  private static final List<String> NEVER =
      Stream.concat(
              Stream.of(
                  String.valueOf(NOTE),
                  SECRET_ID,
                  "~",
                  "\"private\"",
                  "\"problem.drafted",
                  "\"problem.released",
                  "\"probe.queued",
                  "\"probe.edited",
                  "\"probe.moved",
                  "\"probe.removed",
                  "\"probe.delivered",
                  "\"probe.returned",
                  "\"probe.hinted",
                  "\"private-note.",
                  "\"bookmark.",
                  "\"link."),
              Stream.of(ItemKind.values())
                  .filter(kind -> kind.log() == LogName.PRIVATE)
                  .map(kind -> '"' + kind.wire() + '"'))
          .toList();

  private static final List<String> UNTIL_PUSHED = List.of(String.valueOf(QUESTION), PLANNED_ID);

  private final Oracle oracle;
  private final Trace trace;

  Privacy(Oracle oracle, Trace trace) {
    this.oracle = oracle;
    this.trace = trace;
  }

  void check(Role role, byte[] bytes, String label) {
    if (role == Role.INTERVIEWER) {
      return;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean kept =
        NEVER.stream().noneMatch(text::contains)
            && UNTIL_PUSHED.stream().allMatch(marker -> isPushed(marker, text))
            && (oracle.hasStarted()
                || (text.indexOf(PROBLEM) < 0 && !text.contains(PROBLEM_GUIDE)));
    if (!kept) {
      throw trace.violated(Rule.PRIVACY, label + " is sent " + text);
    }
  }

  /// Whether all that is marked so was pushed before.
  private boolean isPushed(String marker, String text) {
    for (int at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 1)) {
      int end = Math.min(text.length(), at + marker.length() + TOKEN_LENGTH);
      if (!oracle.wasPushed(text.substring(at, end))) {
        return false;
      }
    }
    return true;
  }
}
