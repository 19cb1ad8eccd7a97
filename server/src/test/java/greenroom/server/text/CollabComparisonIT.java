package greenroom.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.TextChange;
import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Holds [Rebase] against `@codemirror/collab`: real editors type, send and receive one change at a
/// time (`sessions.js`), and what the server commits must be, section by section, what the sender
/// believes that it committed; in the end every editor must show what the server has.
///
/// `-Dgreenroom.collab.cases=` and `-Dgreenroom.collab.seed=` ask for more cases, or others.
final class CollabComparisonIT {
  private static final int CASES = Integer.getInteger("greenroom.collab.cases", 100_000);
  private static final int SEED = Integer.getInteger("greenroom.collab.seed", 1);
  private static final int DIVERGENCES_SHOWN = 3;

  private final JsonMapper json = JsonMapper.shared();
  private final List<String> divergences = new ArrayList<>();
  private int cases;
  private int casesOverSeveral;
  private int sessions;

  @Test
  void server_and_codemirror_agree_on_every_edit() throws Exception {
    Process node = CodeMirror.start("sessions.js", String.valueOf(SEED), String.valueOf(CASES));
    try (BufferedReader lines = node.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        compare(json.readValue(line, Session.class));
      }
      assertThat(node.waitFor()).as("exit code of sessions.js").isZero();
    } finally {
      node.destroy();
    }

    System.out.printf(
        "CollabComparisonIT: %d edits rebased (%d over several committed changes) in %d sessions"
            + " with seed %d: %d divergences from @codemirror/collab%n",
        cases, casesOverSeveral, sessions, SEED, divergences.size());
    assertThat(divergences.stream().limit(DIVERGENCES_SHOWN))
        .as("%d divergences, among them", divergences.size())
        .isEmpty();
    assertThat(cases).isGreaterThanOrEqualTo(CASES);
    assertThat(casesOverSeveral).isGreaterThan(CASES / 2);
  }

  private void compare(Session session) {
    sessions++;
    var document = new TextDocument(session.document());
    var log = new ArrayList<ChangeSet>();
    for (Edit edit : session.edits()) {
      List<ChangeSet> sinceBase = List.copyOf(log.subList(edit.base(), log.size()));
      count(sinceBase);
      Rebase.Outcome outcome = Rebase.onto(document, changes(edit.updates()), sinceBase);

      // The log goes on as the editors believe, so that one divergence does not become many.
      List<ChangeSet> committed = changes(edit.committed());
      for (ChangeSet change : committed) {
        document = document.apply(change);
      }
      if (!outcome.equals(new Rebase.Outcome.Rebased(committed, document))) {
        diverged(session, "an edit from %d, committed at %d".formatted(edit.base(), log.size()));
      }
      log.addAll(committed);
    }
    for (String shown : session.documents()) {
      if (!shown.equals(document.text())) {
        diverged(session, "an editor shows another document at the end");
      }
    }
  }

  private void count(List<ChangeSet> sinceBase) {
    if (!sinceBase.isEmpty()) {
      cases++;
    }
    if (sinceBase.size() > 1) {
      casesOverSeveral++;
    }
  }

  private void diverged(Session session, String what) {
    divergences.add("node sessions.js %d 0 %d: %s".formatted(SEED, session.session(), what));
  }

  private static List<ChangeSet> changes(List<TextChange> changes) {
    return changes.stream().map(ChangeSet::of).toList();
  }

  private record Session(int session, String document, List<Edit> edits, List<String> documents) {}

  private record Edit(int base, List<TextChange> updates, List<TextChange> committed) {}
}
