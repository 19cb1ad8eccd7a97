package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.lobby;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Rooms.second;
import static greenroom.server.room.Scenario.CARL;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.SAM;
import static greenroom.server.room.Scenario.given;
import static greenroom.server.room.Scenario.put;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LinkDecisionsTest {
  /// An interviewer's token over HTTP: no person came with it.
  private static final Actor NOBODY_IN_PARTICULAR = new Actor(null, Role.INTERVIEWER);

  private static Scenario.Expected rotated(Role role, long rev, double at) {
    return put(EventType.LINK_ROTATED, new Item.Link(role, rev, true, second(at)));
  }

  private static Scenario.Expected revoked(Role role, long rev, double at) {
    return put(EventType.LINK_REVOKED, new Item.Link(role, rev, false, second(at)));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  @DisplayName("[LK5] the first change of a link is revision 2")
  void the_first_change_of_a_link_is_revision_2(Role role) {
    given(running()).at(5).rotates(NOBODY_IN_PARTICULAR, role).then(rotated(role, 2, 5));
    given(running()).at(5).revokes(NOBODY_IN_PARTICULAR, role).then(revoked(role, 2, 5));
  }

  @Test
  @DisplayName("[LK1] [LK5] every rotation counts, and a revoked link can be rotated")
  void every_rotation_counts_and_a_revoked_link_can_be_rotated() {
    given(running())
        .at(5)
        .rotates(IVY, Role.CANDIDATE)
        .then(rotated(Role.CANDIDATE, 2, 5))
        .at(6)
        .rotates(IVY, Role.CANDIDATE)
        .then(rotated(Role.CANDIDATE, 3, 6))
        .at(7)
        .revokes(IVY, Role.CANDIDATE)
        .then(revoked(Role.CANDIDATE, 4, 7))
        .at(8)
        .rotates(IVY, Role.CANDIDATE)
        .then(rotated(Role.CANDIDATE, 5, 8));
  }

  @Test
  @DisplayName("[LK2] revoking what is revoked is nothing to do")
  void revoking_what_is_revoked_is_nothing_and_other_links_are_others() {
    given(running())
        .at(5)
        .revokes(IVY, Role.SPECTATOR)
        .accepted()
        .at(6)
        .revokes(IVY, Role.SPECTATOR)
        .nothing()
        .revokes(IVY, Role.CANDIDATE)
        .then(revoked(Role.CANDIDATE, 2, 6));
  }

  @Test
  @DisplayName("[RM6] links change after the end too")
  void links_change_in_the_lobby_and_after_the_end_too() {
    given(lobby()).at(5).rotates(IVY, Role.SPECTATOR).accepted();
    given(ended()).at(5).rotates(IVY, Role.SPECTATOR).accepted();
    given(ended()).at(5).revokes(IVY, Role.SPECTATOR).accepted();
  }

  @Test
  @DisplayName("[LK3] others may not")
  void others_may_not() {
    given(running())
        .at(5)
        .rotates(CARL, Role.CANDIDATE)
        .rejected(FORBIDDEN)
        .revokes(CARL, Role.SPECTATOR)
        .rejected(FORBIDDEN)
        .rotates(SAM, Role.SPECTATOR)
        .rejected(FORBIDDEN);
  }

  @Test
  void a_change_is_not_dated_before_what_happened() {
    given(running()).at(-5).rotates(IVY, Role.CANDIDATE).then(rotated(Role.CANDIDATE, 2, 0));
  }

  @Test
  @DisplayName("[SC2] candidates do not see what became of links")
  void candidates_do_not_see_what_became_of_links() {
    Room before = running();
    Room after = given(before).at(5).rotates(IVY, Role.CANDIDATE).accepted().room();

    assertThat(after.seenBy(Role.CANDIDATE)).isEqualTo(before.seenBy(Role.CANDIDATE));
    assertThat(after.shared().position()).isEqualTo(before.shared().position());
  }
}
