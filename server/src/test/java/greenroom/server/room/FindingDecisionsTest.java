package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Rooms.bottleneck;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.happened;
import static greenroom.server.room.Rooms.id;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Scenario.CARL;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.SAM;
import static greenroom.server.room.Scenario.given;
import static greenroom.server.room.Scenario.idOf;
import static greenroom.server.room.Scenario.put;

import greenroom.protocol.Command;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.FindingStatus;
import greenroom.protocol.Item;
import greenroom.protocol.OrderKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class FindingDecisionsTest {
  private static final Event HOT_KEY =
      happened(EventType.FINDING_ADDED, hotKey(FindingStatus.OPEN));

  private static Item.Finding hotKey(FindingStatus status) {
    return new Item.Finding(
        id(1), 4, new OrderKey("a0"), idOf(IVY), bottleneck("One hot key"), status);
  }

  private static Command mark(int number, FindingStatus status) {
    return new Command.FindingMark(id(number), status);
  }

  @Test
  @DisplayName("[DD4] marking sets the status and leaves the revision")
  void marking_sets_the_status() {
    given(running(), HOT_KEY)
        .at(5)
        .when(CARL, mark(1, FindingStatus.HANDLED))
        .then(put(EventType.FINDING_MARKED, hotKey(FindingStatus.HANDLED)))
        .when(IVY, mark(1, FindingStatus.HANDLED))
        .nothing()
        .when(IVY, mark(1, FindingStatus.OPEN))
        .then(put(EventType.FINDING_MARKED, hotKey(FindingStatus.OPEN)));
  }

  @Test
  void marking_what_is_not_there_is_refused() {
    given(running(), HOT_KEY).at(5).when(CARL, mark(2, FindingStatus.HANDLED)).rejected(NOT_FOUND);
  }

  @Test
  void marking_is_refused_to_spectators_and_after_the_end() {
    var mark = mark(1, FindingStatus.HANDLED);
    given(running(), HOT_KEY).at(5).when(SAM, mark).rejected(FORBIDDEN);
    given(ended(), HOT_KEY).at(5).when(IVY, mark).rejected(WRONG_STATE);
  }
}
