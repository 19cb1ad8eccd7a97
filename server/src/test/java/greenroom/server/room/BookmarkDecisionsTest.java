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
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Rooms.second;
import static greenroom.server.room.Scenario.CARL;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.SAM;
import static greenroom.server.room.Scenario.given;
import static greenroom.server.room.Scenario.idOf;
import static greenroom.server.room.Scenario.put;
import static greenroom.server.room.Scenario.remove;

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

final class BookmarkDecisionsTest {
  private static final Actor IAN =
      new Actor(new ParticipantId("p4444444444444444"), Role.INTERVIEWER);
  private static final Event MARKED =
      happened(EventType.BOOKMARK_ADDED, bookmark(1, 2, "Found the bottleneck"));

  private static Item.Bookmark bookmark(int number, long rev, @Nullable String label) {
    return new Item.Bookmark(
        id(number), rev, idOf(IVY), label, stamp(running(), 1, new PhaseId("intro")));
  }

  private static Stamp stamp(Room room, double at, @Nullable PhaseId phase) {
    return new Stamp(second(at), phase, new Position(room.shared().position(), null));
  }

  static Stream<Room> rooms() {
    return Stream.of(lobby(), running(), paused(), ended());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  @DisplayName("[PN2] [PN3] [PN5] a new bookmark marks this moment")
  void adding_marks_this_moment(Room room) {
    boolean underWay = room.equals(running()) || room.equals(paused());
    Stamp stamp = stamp(room, 5, underWay ? new PhaseId("intro") : null);
    given(room)
        .at(5)
        .when(IVY, new Command.BookmarkAdd(id(2), "Good point"))
        .then(
            put(
                EventType.BOOKMARK_ADDED,
                new Item.Bookmark(id(2), 1, idOf(IVY), "Good point", stamp)))
        .when(IVY, new Command.BookmarkAdd(id(3), null))
        .then(put(EventType.BOOKMARK_ADDED, new Item.Bookmark(id(3), 1, idOf(IVY), null, stamp)));
  }

  @Test
  @DisplayName("[PN2] an id that a bookmark has is refused")
  void adding_under_a_used_id_is_refused() {
    given(running(), MARKED)
        .at(5)
        .when(IVY, new Command.BookmarkAdd(id(1), null))
        .rejected(ID_USED);
  }

  @Test
  @DisplayName("[PN2] a room has at most so many bookmarks")
  void adding_one_too_many_is_refused() {
    Event[] full =
        IntStream.range(0, Limits.BOOKMARKS)
            .mapToObj(i -> happened(EventType.BOOKMARK_ADDED, bookmark(i, 1, null)))
            .toArray(Event[]::new);
    given(running(), full)
        .at(5)
        .when(IVY, new Command.BookmarkAdd(id(7_000), null))
        .rejected(LIMIT, "bookmarks: 500 (expected: at most 500)")
        .when(IVY, new Command.BookmarkAdd(id(7), null))
        .rejected(ID_USED)
        .when(IVY, new Command.BookmarkRemove(id(7), 1))
        .accepted()
        .when(IVY, new Command.BookmarkAdd(id(7_000), null))
        .accepted();
  }

  @Test
  @DisplayName("[PN4] [PN5] an edit replaces the label or takes it away")
  void editing_replaces_the_label_or_takes_it_away() {
    given(ended(), MARKED)
        .at(5)
        .when(IAN, new Command.BookmarkEdit(id(1), 2, "The bottleneck"))
        .then(put(EventType.BOOKMARK_EDITED, bookmark(1, 3, "The bottleneck")))
        .when(IAN, new Command.BookmarkEdit(id(1), 3, null))
        .then(put(EventType.BOOKMARK_EDITED, bookmark(1, 4, null)))
        .when(IAN, new Command.BookmarkEdit(id(1), 4, null))
        .nothing();
  }

  @Test
  @DisplayName("[PN4] [CM15] an edit of an outdated revision gets the present bookmark")
  void editing_an_outdated_revision_is_refused() {
    given(running(), MARKED)
        .at(5)
        .when(IVY, new Command.BookmarkEdit(id(1), 1, "Mine"))
        .outdated(bookmark(1, 2, "Found the bottleneck"))
        .when(IVY, new Command.BookmarkEdit(id(1), 3, "Found the bottleneck"))
        .outdated(bookmark(1, 2, "Found the bottleneck"));
  }

  @Test
  @DisplayName("[PN4] an edit to the same label is nothing to do")
  void editing_to_the_same_label_is_nothing() {
    given(running(), MARKED)
        .at(5)
        .when(IVY, new Command.BookmarkEdit(id(1), 2, "Found the bottleneck"))
        .nothing();
  }

  @Test
  void editing_what_is_not_there_is_refused() {
    given(running(), MARKED)
        .at(5)
        .when(IVY, new Command.BookmarkEdit(id(2), 1, "x"))
        .rejected(NOT_FOUND);
  }

  @Test
  @DisplayName("[PN5] removing takes a bookmark away, after the end too")
  void removing_takes_a_bookmark_away() {
    given(ended(), MARKED)
        .at(5)
        .when(IAN, new Command.BookmarkRemove(id(1), 2))
        .then(remove(EventType.BOOKMARK_REMOVED, Item.Bookmark.keyOf(id(1))))
        .when(IVY, new Command.BookmarkRemove(id(1), 2))
        .rejected(NOT_FOUND);
  }

  @Test
  @DisplayName("[PN4] removing an outdated revision is refused")
  void removing_an_outdated_revision_is_refused() {
    given(running(), MARKED)
        .at(5)
        .when(IVY, new Command.BookmarkRemove(id(1), 1))
        .outdated(bookmark(1, 2, "Found the bottleneck"));
  }

  static Stream<Command> commands() {
    return Stream.of(1, 9)
        .flatMap(number ->
            Stream.of(
                new Command.BookmarkAdd(id(number), null),
                new Command.BookmarkEdit(id(number), 2, "x"),
                new Command.BookmarkRemove(id(number), 2)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  @DisplayName("[CM14] [SC2] others are told the same whatever they name")
  void others_are_told_the_same_whatever_they_name(Command command) {
    String message = "role: candidate (expected: interviewer)";
    given(running(), MARKED).at(5).when(CARL, command).rejected(FORBIDDEN, message);
    given(ended(), MARKED).at(5).when(CARL, command).rejected(FORBIDDEN, message);
    given(running(), MARKED).at(5).when(SAM, command).rejected(FORBIDDEN);
  }
}
