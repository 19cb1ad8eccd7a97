package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.protocol.RejectCode.ID_USED;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.happened;
import static greenroom.server.room.Rooms.id;
import static greenroom.server.room.Rooms.lobby;
import static greenroom.server.room.Rooms.queued;
import static greenroom.server.room.Rooms.requirement;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Rooms.says;
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
import greenroom.protocol.OrderKey;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RequirementDecisionsTest {
  private static final Event POSTS = added(requirement(1, 1, "a0", "Users can post"));
  private static final Event READS = added(requirement(2, 4, "a1", "Users can read"));

  private static Event added(Item.Requirement requirement) {
    return happened(EventType.REQUIREMENT_ADDED, requirement);
  }

  @Test
  @DisplayName("[RQ2] [RQ7] a new requirement has revision 1 and goes to the end")
  void adding_puts_it_at_the_end() {
    given(running(), READS, POSTS)
        .at(5)
        .when(CARL, new Command.RequirementAdd(id(3), null, says("Users can follow")))
        .then(
            put(
                EventType.REQUIREMENT_ADDED,
                new Item.Requirement(
                    id(3), 1, new OrderKey("a2"), idOf(CARL), says("Users can follow"))));
  }

  @Test
  @DisplayName("[RQ7] the first requirement of a room gets the first key")
  void adding_the_first_puts_it_at_the_first_key() {
    given(lobby())
        .at(5)
        .when(IVY, new Command.RequirementAdd(id(1), null, says("Users can post")))
        .then(put(EventType.REQUIREMENT_ADDED, requirement(1, 1, "a0", "Users can post")));
  }

  @Test
  void adding_with_an_order_puts_it_there() {
    given(running(), POSTS, READS)
        .at(5)
        .when(IVY, new Command.RequirementAdd(id(3), new OrderKey("a0V"), says("Between")))
        .then(put(EventType.REQUIREMENT_ADDED, requirement(3, 1, "a0V", "Between")));
  }

  @Test
  @DisplayName("[RQ2] a used id is refused")
  void adding_under_a_used_id_is_refused() {
    given(running(), POSTS)
        .at(5)
        .when(CARL, new Command.RequirementAdd(id(1), null, says("Another")))
        .rejected(ID_USED);
  }

  @Test
  @DisplayName("[SC2] a candidate's refusal does not tell of an id that only private items have")
  void adding_under_the_id_of_a_private_item_is_allowed() {
    given(running(), happened(EventType.PROBE_QUEUED, queued(3, 1, "a0", "How does it scale?")))
        .at(5)
        .when(CARL, new Command.RequirementAdd(id(3), null, says("Users can follow")))
        .accepted();
  }

  @Test
  @DisplayName("[LM2] a room has at most so many requirements")
  void adding_one_too_many_is_refused() {
    Event[] full =
        IntStream.range(0, Limits.REQUIREMENTS)
            .mapToObj(i -> added(requirement(i, 1, "a0", "Requirement " + i)))
            .toArray(Event[]::new);
    given(running(), full)
        .at(5)
        .when(IVY, new Command.RequirementAdd(id(900), null, says("One more")))
        .rejected(LIMIT, "requirements: 500 (expected: at most 500)")
        .when(IVY, new Command.RequirementAdd(id(7), null, says("One more")))
        .rejected(ID_USED)
        .when(IVY, new Command.RequirementRemove(id(7), 1))
        .accepted()
        .when(IVY, new Command.RequirementAdd(id(900), null, says("One more")))
        .accepted();
  }

  @Test
  @DisplayName("[RQ7] a key at the end that would be too long is refused")
  void adding_behind_the_longest_key_is_refused() {
    String longest = "z".repeat(128);
    given(running(), added(requirement(1, 1, longest, "Last")))
        .at(5)
        .when(IVY, new Command.RequirementAdd(id(2), null, says("Laster")))
        .rejected(LIMIT)
        .when(IVY, new Command.RequirementAdd(id(2), new OrderKey("a0"), says("First")))
        .accepted();
  }

  @Test
  void adding_is_refused_to_spectators_and_after_the_end() {
    var add = new Command.RequirementAdd(id(1), null, says("Users can post"));
    given(running()).at(5).when(SAM, add).rejected(FORBIDDEN);
    given(ended()).at(5).when(IVY, add).rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[RQ4] an edit replaces the content, raises the revision, and keeps the author")
  void editing_replaces_the_content() {
    given(running(), READS)
        .at(5)
        .when(CARL, new Command.RequirementEdit(id(2), 4, says("Users can read a feed")))
        .then(put(EventType.REQUIREMENT_EDITED, requirement(2, 5, "a1", "Users can read a feed")));
  }

  @Test
  @DisplayName("[RQ4] [CM15] an edit of an outdated revision gets the present requirement")
  void editing_an_outdated_revision_is_refused() {
    given(running(), READS)
        .at(5)
        .when(CARL, new Command.RequirementEdit(id(2), 3, says("Mine")))
        .outdated(requirement(2, 4, "a1", "Users can read"))
        .when(CARL, new Command.RequirementEdit(id(2), 5, says("Mine")))
        .outdated(requirement(2, 4, "a1", "Users can read"));
  }

  @Test
  @DisplayName("[CM16] of two edits of one revision, the second is refused")
  void the_second_of_two_edits_is_refused() {
    given(running(), READS)
        .at(5)
        .when(CARL, new Command.RequirementEdit(id(2), 4, says("Carl's")))
        .accepted()
        .when(IVY, new Command.RequirementEdit(id(2), 4, says("Ivy's")))
        .outdated(requirement(2, 5, "a1", "Carl's"));
  }

  @Test
  @DisplayName("[RQ4] an edit to the same content is nothing to do")
  void editing_to_the_same_content_is_nothing() {
    given(running(), READS)
        .at(5)
        .when(CARL, new Command.RequirementEdit(id(2), 4, says("Users can read")))
        .nothing();
  }

  @Test
  void editing_what_is_not_there_is_refused() {
    given(running(), READS)
        .at(5)
        .when(CARL, new Command.RequirementEdit(id(1), 1, says("x")))
        .rejected(NOT_FOUND);
  }

  @Test
  void editing_is_refused_to_spectators_and_after_the_end() {
    var edit = new Command.RequirementEdit(id(2), 4, says("x"));
    given(running(), READS).at(5).when(SAM, edit).rejected(FORBIDDEN);
    given(ended(), READS).at(5).when(IVY, edit).rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[RQ5] moving sets the order and leaves the revision")
  void moving_sets_the_order() {
    given(running(), READS)
        .at(5)
        .when(CARL, new Command.RequirementMove(id(2), new OrderKey("Zz")))
        .then(put(EventType.REQUIREMENT_MOVED, requirement(2, 4, "Zz", "Users can read")));
  }

  @Test
  @DisplayName("[RQ5] moving to the same order is nothing to do")
  void moving_to_the_same_place_is_nothing() {
    given(running(), READS)
        .at(5)
        .when(CARL, new Command.RequirementMove(id(2), new OrderKey("a1")))
        .nothing();
  }

  @Test
  @DisplayName("[RQ7] two requirements may have one order: their ids tell them apart")
  void moving_to_an_order_that_another_has_is_allowed() {
    given(running(), POSTS, READS)
        .at(5)
        .when(CARL, new Command.RequirementMove(id(2), new OrderKey("a0")))
        .accepted();
  }

  @Test
  void moving_what_is_not_there_is_refused() {
    given(running())
        .at(5)
        .when(CARL, new Command.RequirementMove(id(2), new OrderKey("a0")))
        .rejected(NOT_FOUND);
  }

  @Test
  void moving_is_refused_to_spectators_and_after_the_end() {
    var move = new Command.RequirementMove(id(2), new OrderKey("a0"));
    given(running(), READS).at(5).when(SAM, move).rejected(FORBIDDEN);
    given(ended(), READS).at(5).when(IVY, move).rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[RQ6] removing takes a requirement away")
  void removing_takes_it_away() {
    given(running(), READS)
        .at(5)
        .when(CARL, new Command.RequirementRemove(id(2), 4))
        .then(remove(EventType.REQUIREMENT_REMOVED, Item.Requirement.keyOf(id(2))));
  }

  @Test
  @DisplayName("[RQ6] removing an outdated revision is refused, so that no newer words vanish")
  void removing_an_outdated_revision_is_refused() {
    given(running(), READS)
        .at(5)
        .when(CARL, new Command.RequirementRemove(id(2), 3))
        .outdated(requirement(2, 4, "a1", "Users can read"));
  }

  @Test
  @DisplayName("[RQ6] removing what is not there is refused")
  void removing_what_is_not_there_is_refused() {
    given(running(), READS)
        .at(5)
        .when(CARL, new Command.RequirementRemove(id(2), 4))
        .accepted()
        .when(IVY, new Command.RequirementRemove(id(2), 4))
        .rejected(NOT_FOUND);
  }

  @Test
  void removing_is_refused_to_spectators_and_after_the_end() {
    var remove = new Command.RequirementRemove(id(2), 4);
    given(running(), READS).at(5).when(SAM, remove).rejected(FORBIDDEN);
    given(ended(), READS).at(5).when(IVY, remove).rejected(WRONG_STATE);
  }
}
