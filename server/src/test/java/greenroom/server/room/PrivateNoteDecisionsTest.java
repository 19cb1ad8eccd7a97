package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.protocol.RejectCode.ID_USED;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.happened;
import static greenroom.server.room.Rooms.id;
import static greenroom.server.room.Rooms.lobby;
import static greenroom.server.room.Rooms.paused;
import static greenroom.server.room.Rooms.requirement;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Rooms.second;
import static greenroom.server.room.Scenario.CARL;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.SAM;
import static greenroom.server.room.Scenario.given;
import static greenroom.server.room.Scenario.idOf;
import static greenroom.server.room.Scenario.put;
import static greenroom.server.room.Scenario.remove;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Command;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.Limits;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.PhaseId;
import greenroom.protocol.Position;
import greenroom.protocol.Role;
import greenroom.protocol.Stamp;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PrivateNoteDecisionsTest {
  private static final Actor IAN =
      new Actor(new ParticipantId("p4444444444444444"), Role.INTERVIEWER);
  private static final Event NOTED =
      happened(EventType.PRIVATE_NOTE_ADDED, note(1, 2, "Slow to start"));

  private static Item.PrivateNote note(int number, long rev, String text) {
    return new Item.PrivateNote(
        id(number), rev, idOf(IVY), text, stamp(running(), 1, new PhaseId("intro")));
  }

  private static Stamp stamp(Room room, double at, @Nullable PhaseId phase) {
    return new Stamp(second(at), phase, new Position(room.shared().position(), null));
  }

  private static Command.PrivateNoteAdd add(int number) {
    return new Command.PrivateNoteAdd(id(number), "Asks good questions");
  }

  static Stream<Room> rooms() {
    return Stream.of(lobby(), running(), paused(), ended());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  @DisplayName("[PN1] [PN3] [PN5] a new note is stamped with time, phase and shared position")
  void adding_stamps_the_note_with_time_phase_and_shared_position(Room room) {
    boolean underWay = room.equals(running()) || room.equals(paused());
    given(room)
        .at(5)
        .when(IVY, add(2))
        .then(
            put(
                EventType.PRIVATE_NOTE_ADDED,
                new Item.PrivateNote(
                    id(2),
                    1,
                    idOf(IVY),
                    "Asks good questions",
                    stamp(room, 5, underWay ? new PhaseId("intro") : null))));
  }

  @Test
  @DisplayName("[PN3] the stamped position is the one that was decided on")
  void the_stamped_position_is_the_one_that_was_decided_on() {
    Scenario after =
        given(
                running(),
                happened(EventType.REQUIREMENT_ADDED, requirement(7, 1, "a0", "Users can post")),
                NOTED)
            .at(5);
    Item.PrivateNote added =
        (Item.PrivateNote)
            after.when(IVY, add(2)).accepted().room().item(Item.PrivateNote.keyOf(id(2)));

    assertThat(added).isNotNull();
    assertThat(added.stamp())
        .isEqualTo(stamp(after.room(), 5, new PhaseId("intro")))
        .isNotEqualTo(stamp(running(), 5, new PhaseId("intro")));
  }

  @Test
  @DisplayName("[PN2] an id that a private note has is refused")
  void adding_under_a_used_id_is_refused() {
    given(running(), NOTED).at(5).when(IVY, add(1)).rejected(ID_USED);
  }

  @Test
  @DisplayName("[PN1] a room has at most so many private notes")
  void adding_one_too_many_is_refused() {
    Event[] full =
        IntStream.range(0, Limits.PRIVATE_NOTES)
            .mapToObj(i -> happened(EventType.PRIVATE_NOTE_ADDED, note(i, 1, "Note " + i)))
            .toArray(Event[]::new);
    given(running(), full)
        .at(5)
        .when(IVY, add(7_000))
        .rejected(LIMIT, "privateNotes: 1000 (expected: at most 1000)")
        .when(IVY, add(7))
        .rejected(ID_USED)
        .when(IVY, new Command.PrivateNoteRemove(id(7), 1))
        .accepted()
        .when(IVY, add(7_000))
        .accepted();
  }

  @Test
  @DisplayName("[PN4] [PN5] an edit replaces the text and keeps author and stamp")
  void editing_replaces_the_text_and_keeps_author_and_stamp() {
    given(ended(), NOTED)
        .at(5)
        .when(IAN, new Command.PrivateNoteEdit(id(1), 2, "Slow to start,\nquick to finish"))
        .then(put(EventType.PRIVATE_NOTE_EDITED, note(1, 3, "Slow to start,\nquick to finish")));
  }

  @Test
  @DisplayName("[PN4] [CM15] an edit of an outdated revision gets the present note")
  void editing_an_outdated_revision_is_refused() {
    given(running(), NOTED)
        .at(5)
        .when(IVY, new Command.PrivateNoteEdit(id(1), 1, "Mine"))
        .outdated(note(1, 2, "Slow to start"))
        .when(IVY, new Command.PrivateNoteEdit(id(1), 3, "Slow to start"))
        .outdated(note(1, 2, "Slow to start"));
  }

  @Test
  @DisplayName("[PN4] an edit to the same text is nothing to do")
  void editing_to_the_same_text_is_nothing() {
    given(running(), NOTED)
        .at(5)
        .when(IVY, new Command.PrivateNoteEdit(id(1), 2, "Slow to start"))
        .nothing();
  }

  @Test
  void editing_what_is_not_there_is_refused() {
    given(running(), NOTED)
        .at(5)
        .when(IVY, new Command.PrivateNoteEdit(id(2), 1, "x"))
        .rejected(NOT_FOUND);
  }

  @Test
  @DisplayName("[PN5] removing takes a note away, after the end too")
  void removing_takes_a_note_away() {
    given(ended(), NOTED)
        .at(5)
        .when(IAN, new Command.PrivateNoteRemove(id(1), 2))
        .then(remove(EventType.PRIVATE_NOTE_REMOVED, Item.PrivateNote.keyOf(id(1))))
        .when(IVY, new Command.PrivateNoteRemove(id(1), 2))
        .rejected(NOT_FOUND);
  }

  @Test
  @DisplayName("[PN4] removing an outdated revision is refused")
  void removing_an_outdated_revision_is_refused() {
    given(running(), NOTED)
        .at(5)
        .when(IVY, new Command.PrivateNoteRemove(id(1), 1))
        .outdated(note(1, 2, "Slow to start"));
  }

  static Stream<Command> commands() {
    return Stream.of(1, 9)
        .flatMap(number ->
            Stream.of(
                add(number),
                new Command.PrivateNoteEdit(id(number), 2, "x"),
                new Command.PrivateNoteRemove(id(number), 2)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  @DisplayName("[CM14] [SC2] others are told the same whatever they name")
  void others_are_told_the_same_whatever_they_name(Command command) {
    String message = "role: candidate (expected: interviewer)";
    given(running(), NOTED).at(5).when(CARL, command).rejected(FORBIDDEN, message);
    given(ended(), NOTED).at(5).when(CARL, command).rejected(FORBIDDEN, message);
    given(running(), NOTED).at(5).when(SAM, command).rejected(FORBIDDEN);
  }
}
