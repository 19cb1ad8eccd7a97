package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.server.room.Rooms.SETTINGS;
import static greenroom.server.room.Rooms.T0;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.lobby;
import static greenroom.server.room.Rooms.paused;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Scenario.CARL;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.SAM;
import static greenroom.server.room.Scenario.given;
import static greenroom.server.room.Scenario.put;

import greenroom.protocol.ClockBy;
import greenroom.protocol.Command;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GalleryTest {
  private static final Command OPEN = new Command.GalleryOpen();
  private static final Command CLOSE = new Command.GalleryClose();

  private static Scenario.Expected settings(EventType type, long rev, boolean spectators) {
    return put(type, new Item.Room(rev, "A feed", ClockBy.INTERVIEWERS, false, spectators, T0));
  }

  static Stream<Room> rooms() {
    return Stream.of(lobby(), running(), paused(), ended());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  @DisplayName("[RM11] candidates and interviewers close and open the gallery at any time")
  void candidates_and_interviewers_close_and_open_the_gallery_at_any_time(Room room) {
    given(room)
        .at(5)
        .when(CARL, CLOSE)
        .then(settings(EventType.GALLERY_CLOSED, SETTINGS.rev() + 1, false))
        .when(IVY, OPEN)
        .then(settings(EventType.GALLERY_OPENED, SETTINGS.rev() + 2, true))
        .when(IVY, CLOSE)
        .then(settings(EventType.GALLERY_CLOSED, SETTINGS.rev() + 3, false))
        .when(CARL, OPEN)
        .then(settings(EventType.GALLERY_OPENED, SETTINGS.rev() + 4, true));
  }

  @Test
  @DisplayName("[RM11] what is open or closed already stays so")
  void what_is_open_or_closed_already_stays_so() {
    given(running())
        .at(5)
        .when(CARL, OPEN)
        .nothing()
        .when(CARL, CLOSE)
        .accepted()
        .when(IVY, CLOSE)
        .nothing();
  }

  @Test
  void the_setting_of_the_room_is_the_same_gallery() {
    given(running())
        .at(5)
        .when(IVY, new Command.RoomConfigure(null, null, null, false))
        .accepted()
        .when(CARL, CLOSE)
        .nothing()
        .when(CARL, OPEN)
        .accepted();
  }

  @Test
  @DisplayName("[RM5] spectators do not let themselves in")
  void spectators_do_not_let_themselves_in() {
    given(running())
        .at(5)
        .when(SAM, OPEN)
        .rejected(FORBIDDEN)
        .when(SAM, CLOSE)
        .rejected(FORBIDDEN, "role: spectator (expected: interviewer or candidate)");
  }
}
