package greenroom.server.room;

import static greenroom.protocol.RejectCode.INVALID;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.RESYNC;
import static greenroom.server.room.Decision.refused;

import greenroom.protocol.Change;
import greenroom.protocol.Command;
import greenroom.protocol.DocId;
import greenroom.protocol.EventType;
import greenroom.protocol.Limits;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Position;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.Rebase;
import greenroom.server.text.TextDocument;
import greenroom.server.text.TextProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides about edits of documents.
final class NotesDecisions {
  /// How many sections may be mapped over sections for one edit, about a tenth of a second's work:
  /// a frame of thousands of sections with an old base must not keep a room's thread for long.
  private static final long MAX_REBASE_WORK = 2_000_000;

  private NotesDecisions() {}

  static Decision edit(Situation now, Command.NotesEdit edit) {
    DocId doc = edit.doc();
    LogPosition base = part(edit.base(), doc);
    if (base == null) {
      return refused(
          INVALID, "base: no private part (expected: a position as interviewers see it)");
    }
    History history = now.room().log(doc.log()).history();
    return switch (history.since(base, doc)) {
      case History.Since.Edits(List<ChangeSet> committed) -> rebased(now, edit, committed);
      case History.Since.Earlier _ ->
          history.edits(doc) > Limits.REBASE_EDITS
              ? tooFarBack()
              : new Decision.NeedsHistory(doc.log(), base);
      case History.Since.Foreign _ ->
          refused(RESYNC, "base: of another history (expected: a position of this room)");
    };
  }

  private static @Nullable LogPosition part(Position base, DocId doc) {
    return switch (doc.log()) {
      case SHARED -> base.shared();
      case PRIVATE -> base.privately();
    };
  }

  private static Decision rebased(
      Situation now, Command.NotesEdit edit, List<ChangeSet> committed) {
    List<ChangeSet> updates = edit.updates().stream().map(ChangeSet::of).toList();
    if (committed.size() > Limits.REBASE_EDITS || work(updates, committed) > MAX_REBASE_WORK) {
      return tooFarBack();
    }
    TextDocument before = now.room().doc(edit.doc());
    return switch (Rebase.onto(before, updates, committed)) {
      case Rebase.Outcome.Unfit(int index, TextProblem problem) ->
          refused(INVALID, "updates[%d]: %s".formatted(index, problem.detail()));
      case Rebase.Outcome.Rebased(List<ChangeSet> rebased, TextDocument after) ->
          after.length() > Math.max(Limits.DOC_LENGTH, before.length())
              ? refused(
                  LIMIT,
                  "%s: %d UTF-16 units (expected: 0..%d)"
                      .formatted(edit.doc().wire(), after.length(), Limits.DOC_LENGTH))
              : new Decision.Accepted(
                  List.of(now.event(EventType.NOTES_EDITED, changes(edit.doc(), rebased))));
    };
  }

  /// Every update is mapped over every committed change, section by section.
  private static long work(List<ChangeSet> updates, List<ChangeSet> committed) {
    return sections(updates) * committed.size() + sections(committed) * updates.size();
  }

  private static long sections(List<ChangeSet> changes) {
    return changes.stream().mapToLong(ChangeSet::sectionCount).sum();
  }

  private static Change[] changes(DocId doc, List<ChangeSet> updates) {
    return updates.stream()
        .map(update -> new Change.Edit(new Change.TextEdit(doc, update.toTextChange())))
        .toArray(Change[]::new);
  }

  private static Decision tooFarBack() {
    return refused(
        RESYNC, "base: too far back (expected: at most %d edits)".formatted(Limits.REBASE_EDITS));
  }
}
