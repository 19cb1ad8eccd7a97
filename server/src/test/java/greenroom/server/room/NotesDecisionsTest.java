package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.protocol.RejectCode.INVALID;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.RESYNC;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Rooms.T0;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.fold;
import static greenroom.server.room.Rooms.happened;
import static greenroom.server.room.Rooms.lobby;
import static greenroom.server.room.Rooms.requirement;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Scenario.CARL;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.SAM;
import static greenroom.server.room.Scenario.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Change;
import greenroom.protocol.Command;
import greenroom.protocol.DocId;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Limits;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Position;
import greenroom.protocol.RejectCode;
import greenroom.protocol.Role;
import greenroom.protocol.TextChange;
import greenroom.protocol.Wire;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.Replacement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Edits of documents: what they are rebased over and when they are refused.
final class NotesDecisionsTest {
  private static final String TEXT = "Reads: 50k\nWrites: 5k";

  private static TextChange change(int length, Replacement... replacements) {
    return ChangeSet.of(List.of(replacements), length).toTextChange();
  }

  private static TextChange insert(int length, int at, String text) {
    return change(length, Replacement.insert(at, text));
  }

  private static TextChange delete(int length, int from, int to) {
    return change(length, Replacement.delete(from, to));
  }

  private static Command edit(Position base, TextChange... updates) {
    return new Command.NotesEdit(DocId.NOTES, base, List.of(updates));
  }

  private static Command editPrivately(Position base, TextChange... updates) {
    return new Command.NotesEdit(DocId.PRIVATE, base, List.of(updates));
  }

  private static Event edited(DocId doc, TextChange... updates) {
    return Event.of(
        T0, null, EventType.NOTES_EDITED, List.copyOf(Arrays.asList(edits(doc, updates))));
  }

  private static Change[] edits(DocId doc, TextChange... updates) {
    return Arrays.stream(updates)
        .map(update -> new Change.Edit(new Change.TextEdit(doc, update)))
        .toArray(Change[]::new);
  }

  private static Scenario.Expected notesEdited(DocId doc, TextChange... updates) {
    return new Scenario.Expected(EventType.NOTES_EDITED, List.of(edits(doc, updates)));
  }

  private static Position seenBy(Role role, Room room) {
    return room.heads().seenBy(role);
  }

  private static Room withNotes(String text) {
    return fold(running(), edited(DocId.NOTES, insert(0, 0, text)));
  }

  @Test
  @DisplayName("[NT3] [NT4] each update becomes its own edit, in one event")
  void each_update_becomes_its_own_edit() {
    Room room = withNotes("ab");
    Scenario after =
        given(room)
            .at(5)
            .when(CARL, edit(seenBy(Role.CANDIDATE, room), insert(2, 2, "c"), insert(3, 3, "d")))
            .then(notesEdited(DocId.NOTES, insert(2, 2, "c"), insert(3, 3, "d")));

    assertThat(after.room().doc(DocId.NOTES).text()).isEqualTo("abcd");
  }

  @Test
  @DisplayName("[NT4] [NT5] an edit is rebased over what was committed after its base")
  void an_edit_is_rebased_over_what_came_after_its_base() {
    Room base = withNotes("ab");
    Scenario after =
        given(base, edited(DocId.NOTES, insert(2, 0, "Ivy ")))
            .at(5)
            .when(
                CARL, edit(seenBy(Role.CANDIDATE, base), insert(2, 2, "!"), insert(3, 0, "Carl ")))
            .then(notesEdited(DocId.NOTES, insert(6, 6, "!"), insert(7, 4, "Carl ")));

    assertThat(after.room().doc(DocId.NOTES).text()).isEqualTo("Ivy Carl ab!");
  }

  @Test
  @DisplayName("[NT6] it is rebased over every committed change by itself, not over a composition")
  void an_edit_is_rebased_over_every_change_by_itself() {
    Room base = withNotes("ab");
    Scenario after =
        given(base, edited(DocId.NOTES, delete(2, 0, 1)), edited(DocId.NOTES, insert(1, 0, "Z")))
            .at(5)
            .when(CARL, edit(seenBy(Role.CANDIDATE, base), insert(2, 0, "X")))
            .accepted();

    assertThat(after.room().doc(DocId.NOTES).text()).isEqualTo("ZXb");
  }

  @Test
  @DisplayName("[NT6] several edits of one event count one by one as well")
  void an_edit_is_rebased_over_the_edits_of_one_event_by_itself() {
    Room base = withNotes("ab");
    Scenario after =
        given(base, edited(DocId.NOTES, delete(2, 0, 1), insert(1, 0, "Z")))
            .at(5)
            .when(CARL, edit(seenBy(Role.CANDIDATE, base), insert(2, 0, "X")))
            .accepted();

    assertThat(after.room().doc(DocId.NOTES).text()).isEqualTo("ZXb");
  }

  @Test
  void what_else_happened_since_the_base_does_not_matter() {
    Room base = withNotes("ab");
    given(
            base,
            happened(EventType.REQUIREMENT_ADDED, requirement(1, 1, "a0", "Users can post")),
            edited(DocId.PRIVATE, insert(0, 0, "weak on caching")))
        .at(5)
        .when(CARL, edit(seenBy(Role.CANDIDATE, base), insert(2, 1, "x")))
        .then(notesEdited(DocId.NOTES, insert(2, 1, "x")));
  }

  @Test
  @DisplayName("[NT4] an update of which nothing is left is committed, because the client counts")
  void an_update_of_which_nothing_is_left_is_committed() {
    Room base = withNotes("ab");
    given(base, edited(DocId.NOTES, delete(2, 0, 2)))
        .at(5)
        .when(CARL, edit(seenBy(Role.CANDIDATE, base), delete(2, 1, 2)))
        .then(notesEdited(DocId.NOTES, TextChange.of(new int[0], "")));
  }

  @Test
  void an_edit_of_the_empty_document_can_start_from_any_place_of_the_history() {
    Room room = running();
    given(room)
        .at(5)
        .when(CARL, edit(new Position(LogPosition.START, null), insert(0, 0, "a")))
        .then(notesEdited(DocId.NOTES, insert(0, 0, "a")));
  }

  @Test
  @DisplayName("[NT7] a client may go on from the event of its own edit")
  void a_client_goes_on_from_its_own_edit() {
    Room base = withNotes("ab");
    Scenario first =
        given(base, edited(DocId.NOTES, insert(2, 0, "1")))
            .at(5)
            .when(CARL, edit(seenBy(Role.CANDIDATE, base), insert(2, 2, "c")))
            .accepted();
    Scenario second =
        first
            .when(CARL, edit(seenBy(Role.CANDIDATE, first.room()), insert(4, 4, "d")))
            .then(notesEdited(DocId.NOTES, insert(4, 4, "d")));

    assertThat(second.room().doc(DocId.NOTES).text()).isEqualTo("1abcd");
  }

  @Test
  @DisplayName("[NT9] an update of another length than its document is refused")
  void an_update_of_another_length_is_refused() {
    Room room = withNotes("ab");
    Position base = seenBy(Role.CANDIDATE, room);
    given(room)
        .at(5)
        .when(CARL, edit(base, insert(3, 3, "c")))
        .rejected(INVALID, "updates[0]: length of the changed document: 3 (expected: 2)")
        .when(CARL, edit(base, insert(2, 2, "c"), insert(2, 2, "d")))
        .rejected(INVALID, "updates[1]: length of the changed document: 2 (expected: 3)");
  }

  @Test
  @DisplayName("[NT9] a boundary inside a surrogate pair is refused")
  void a_boundary_inside_a_surrogate_pair_is_refused() {
    Room room = withNotes("a😀b");
    Position base = seenBy(Role.CANDIDATE, room);
    given(room)
        .at(5)
        .when(CARL, edit(base, insert(4, 2, "x")))
        .rejected(INVALID, "updates[0]: position: 2 (expected: not inside a surrogate pair)")
        .when(CARL, edit(base, delete(4, 0, 2)))
        .rejected(INVALID)
        .when(CARL, edit(base, insert(4, 0, "😀"), delete(6, 1, 2)))
        .rejected(INVALID)
        .when(CARL, edit(base, delete(4, 1, 3)))
        .accepted();
  }

  @Test
  @DisplayName("[NT9] a boundary inside a surrogate pair is refused after rebasing too")
  void a_boundary_inside_a_surrogate_pair_is_refused_after_rebasing() {
    Room base = withNotes("a😀b");
    given(base, edited(DocId.NOTES, insert(4, 0, "12")))
        .at(5)
        .when(CARL, edit(seenBy(Role.CANDIDATE, base), insert(4, 2, "x")))
        .rejected(INVALID, "updates[0]: position: 4 (expected: not inside a surrogate pair)");
  }

  @Test
  void a_boundary_inside_a_pair_that_is_gone_by_now_does_no_harm() {
    Room base = withNotes("a😀b");
    Scenario after =
        given(base, edited(DocId.NOTES, delete(4, 1, 3)))
            .at(5)
            .when(CARL, edit(seenBy(Role.CANDIDATE, base), insert(4, 2, "x")))
            .accepted();

    assertThat(after.room().doc(DocId.NOTES).text()).isEqualTo("axb");
  }

  @Test
  @DisplayName("[NT9] a carriage return, a line feed in a line or a lone surrogate is no update")
  void what_is_no_text_never_reaches_a_decision() {
    for (String line : List.of("x\\r", "x\\n", "\\ud83d", "\\ude00x", "\\r\\n")) {
      String frame =
          """
          {"type":"command","n":1,"command":{"type":"notes.edit","doc":"notes",
           "base":"1.0123456789abcdef","updates":[[[0,"%s"]]]}}\
          """
              .formatted(line);

      assertThat(Wire.decode(frame.getBytes(UTF_8)))
          .isInstanceOfSatisfying(
              Wire.Decoded.BadCommand.class,
              bad -> assertThat(bad.why().code()).isEqualTo(RejectCode.INVALID));
    }
  }

  @Test
  @DisplayName("[NT10] a document may be as long as the limit and no longer")
  void a_document_has_a_limit() {
    Room room = withNotes("x".repeat(Limits.DOC_LENGTH - 2));
    int length = Limits.DOC_LENGTH - 2;
    Position base = seenBy(Role.CANDIDATE, room);
    given(room)
        .at(5)
        .when(CARL, edit(base, insert(length, 0, "abc")))
        .rejected(LIMIT, "notes: 65537 UTF-16 units (expected: 0..65536)")
        .when(CARL, edit(base, insert(length, 0, "😀")))
        .accepted();
  }

  @Test
  @DisplayName("[NT10] the limit holds for what two people wrote together")
  void the_limit_holds_after_rebasing() {
    int length = Limits.DOC_LENGTH - 2;
    Room base = withNotes("x".repeat(length));
    given(base, edited(DocId.NOTES, insert(length, 0, "ab")))
        .at(5)
        .when(CARL, edit(seenBy(Role.CANDIDATE, base), insert(length, 0, "c")))
        .rejected(LIMIT)
        .when(CARL, edit(seenBy(Role.CANDIDATE, base), change(length, new Replacement(0, 1, "c"))))
        .accepted();
  }

  @Test
  @DisplayName("[NT10] an edit that shrinks a document is never refused")
  void a_document_over_the_limit_may_shrink() {
    int length = Limits.DOC_LENGTH + 10;
    Room room = withNotes("x".repeat(length));
    given(room)
        .at(5)
        .when(CARL, edit(seenBy(Role.CANDIDATE, room), delete(length, 0, 1)))
        .accepted();
  }

  @Test
  void a_base_that_the_room_no_longer_holds_asks_for_history() {
    Room base = withNotes("ab");
    Room trimmed = fold(base, edited(DocId.NOTES, insert(2, 0, "1"))).trimmed(0, Long.MAX_VALUE);
    given(trimmed)
        .at(5)
        .when(CARL, edit(seenBy(Role.CANDIDATE, base), insert(2, 2, "c")))
        .needsHistory(LogName.SHARED, base.heads().shared());
  }

  @Test
  void a_decision_is_the_same_once_the_history_reaches_back() {
    Room base = withNotes("ab");
    Entry later = Entry.after(base.heads(), edited(DocId.NOTES, insert(2, 0, "1")), null);
    Room whole = Evolution.evolve(base, later);
    Room trimmed = whole.trimmed(0, Long.MAX_VALUE);
    Room again =
        trimmed.reachingBack(LogName.SHARED, base.heads().shared(), List.of(Evolution.step(later)));

    given(again)
        .at(5)
        .when(CARL, edit(seenBy(Role.CANDIDATE, base), insert(2, 2, "c")))
        .then(notesEdited(DocId.NOTES, insert(3, 3, "c")));
  }

  @Test
  @DisplayName("[NT8] a base of another history is answered by resync")
  void a_base_of_another_history_is_refused() {
    Room room = withNotes("ab");
    LogPosition head = room.heads().shared();
    for (LogPosition foreign :
        List.of(
            new LogPosition(head.seq(), head.digest() + 1),
            new LogPosition(head.seq() - 1, 7),
            new LogPosition(head.seq() + 1, head.digest()),
            new LogPosition(Limits.MAX_SAFE_INTEGER, 0),
            new LogPosition(0, 1))) {
      given(room)
          .at(5)
          .when(CARL, edit(new Position(foreign, null), insert(2, 2, "c")))
          .rejected(RESYNC);
    }
  }

  @Test
  @DisplayName("[NT8] a base more than so many edits back is answered by resync")
  void a_base_too_far_back_is_refused() {
    Room base = running();
    Room room = base;
    int length = 0;
    while (length < Limits.REBASE_EDITS) {
      List<TextChange> updates = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        updates.add(insert(length, length, "x"));
        length++;
      }
      room = fold(room, edited(DocId.NOTES, updates.toArray(TextChange[]::new)));
    }
    Command edit = edit(seenBy(Role.CANDIDATE, base), insert(0, 0, "c"));

    given(room).at(5).when(CARL, edit).accepted();
    Room oneMore = fold(room, edited(DocId.NOTES, insert(length, 0, "x")));
    given(oneMore)
        .at(5)
        .when(CARL, edit)
        .rejected(RESYNC, "base: too far back (expected: at most 10000 edits)");
    // Reading on in the log would not help, so it is not asked for.
    Position earlier = new Position(LogPosition.START, null);
    int kept = oneMore.shared().history().steps().size() - 1;
    given(oneMore.trimmed(kept, Long.MAX_VALUE))
        .at(5)
        .when(CARL, edit(earlier, insert(0, 0, "c")))
        .rejected(RESYNC);
    given(room.trimmed(kept - 1, Long.MAX_VALUE))
        .at(5)
        .when(CARL, edit(earlier, insert(0, 0, "c")))
        .needsHistory(LogName.SHARED, LogPosition.START);
  }

  @Test
  @DisplayName("[NT1] [RM6] interviewers write private notes, after the end too")
  void private_notes_are_edited_in_the_private_log() {
    for (Room room : List.of(lobby(), running(), ended())) {
      Scenario after =
          given(room)
              .at(5)
              .when(IVY, editPrivately(seenBy(Role.INTERVIEWER, room), insert(0, 0, TEXT)))
              .then(notesEdited(DocId.PRIVATE, insert(0, 0, TEXT)));

      assertThat(after.room().doc(DocId.PRIVATE).text()).isEqualTo(TEXT);
      assertThat(after.room().heads().shared()).isEqualTo(room.heads().shared());
      assertThat(after.room().seenBy(Role.CANDIDATE)).isEqualTo(room.seenBy(Role.CANDIDATE));
    }
  }

  @Test
  void private_notes_are_rebased_over_the_private_log() {
    Room base = fold(running(), edited(DocId.PRIVATE, insert(0, 0, "ab")));
    given(
            base,
            edited(DocId.NOTES, insert(0, 0, "shared")),
            edited(DocId.PRIVATE, insert(2, 0, "1")))
        .at(5)
        .when(IVY, editPrivately(seenBy(Role.INTERVIEWER, base), insert(2, 2, "c")))
        .then(notesEdited(DocId.PRIVATE, insert(3, 3, "c")));
  }

  @Test
  @DisplayName("[NT11] an edit of the private notes needs a private base")
  void private_notes_need_a_private_base() {
    Room room = running();
    given(room)
        .at(5)
        .when(IVY, editPrivately(seenBy(Role.CANDIDATE, room), insert(0, 0, "x")))
        .rejected(INVALID);
  }

  @Test
  @DisplayName("[NT11] a candidate cannot edit the private notes, whatever the base")
  void private_notes_are_forbidden_to_candidates() {
    Room room = running();
    for (Role base : List.of(Role.CANDIDATE, Role.INTERVIEWER)) {
      given(room)
          .at(5)
          .when(CARL, editPrivately(seenBy(base, room), insert(0, 0, "x")))
          .rejected(FORBIDDEN);
    }
  }

  @Test
  void notes_are_refused_to_spectators_and_after_the_end() {
    for (Room room : List.of(lobby(), running())) {
      Command edit = edit(seenBy(Role.CANDIDATE, room), insert(0, 0, "x"));
      given(room).at(5).when(SAM, edit).rejected(FORBIDDEN).when(CARL, edit).accepted();
    }
    given(ended())
        .at(5)
        .when(CARL, edit(seenBy(Role.CANDIDATE, ended()), insert(0, 0, "x")))
        .rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[NT5] two people who type without waiting come to one text")
  void many_edits_from_old_bases_come_to_one_text() {
    Room start = withNotes("");
    List<Position> bases = new ArrayList<>(List.of(seenBy(Role.CANDIDATE, start)));
    Scenario scenario = given(start).at(5);
    for (int i = 0; i < 40; i++) {
      // Everybody types at the start of a document that they still believe to be empty.
      scenario =
          scenario.when(CARL, edit(bases.getFirst(), insert(0, 0, "<" + i + ">"))).accepted();
      bases.add(seenBy(Role.CANDIDATE, scenario.room()));
    }

    assertThat(scenario.room().doc(DocId.NOTES).text())
        .isEqualTo(String.join("", IntStream.range(0, 40).mapToObj(i -> "<" + i + ">").toList()));
  }
}
