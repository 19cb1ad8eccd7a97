package greenroom.server.live;

import greenroom.protocol.Role;
import greenroom.server.live.Violation.Rule;
import java.nio.charset.StandardCharsets;

/// Looks at every byte that leaves for somebody who is no interviewer.
final class Privacy {
  /// Stands in every text that is written into private notes.
  static final char NOTE = '‡';

  /// Stands in every text of the problem, which is private until the start.
  static final char PROBLEM = '†';

  /// What only private data, or a position in the private log, can contain.
  private static final byte[][] NEVER = {
    utf8(String.valueOf(NOTE)), utf8("~"), utf8("\"private\""), utf8("problem-draft")
  };

  private static final byte[] BEFORE_THE_START = utf8(String.valueOf(PROBLEM));

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
    for (byte[] secret : NEVER) {
      checkWithout(secret, bytes, label);
    }
    if (!oracle.hasStarted()) {
      checkWithout(BEFORE_THE_START, bytes, label);
    }
  }

  private void checkWithout(byte[] secret, byte[] bytes, String label) {
    for (int i = 0; i <= bytes.length - secret.length; i++) {
      if (bytes[i] == secret[0] && matches(secret, bytes, i)) {
        throw trace.violated(
            Rule.PRIVACY, label + " is sent " + new String(bytes, StandardCharsets.UTF_8));
      }
    }
  }

  private static boolean matches(byte[] secret, byte[] bytes, int at) {
    for (int i = 1; i < secret.length; i++) {
      if (bytes[at + i] != secret[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
