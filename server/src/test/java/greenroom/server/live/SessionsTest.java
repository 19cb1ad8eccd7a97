package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Item;
import greenroom.protocol.LogName;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.server.live.Venue.Tab;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Persons, their tabs and the tabs' connections.
final class SessionsTest {
  private static final Tab GRACE = Tab.interviewer(1);

  private final Venue venue = new Venue();

  @Test
  @DisplayName("[HE4] [HE5] the tabs of a person are one participant, and two in two roles")
  void thePersonAndTheRoleDecideWhoItIs() {
    Visit one = venue.visit(GRACE);
    Visit two = venue.visit(Tab.interviewer(2));
    Visit asCandidate = venue.visit(new Tab(Role.CANDIDATE, GRACE.person(), 3));
    Visit other = venue.visit(new Tab(Role.INTERVIEWER, 77, 4));

    ParticipantId grace = participant(one);
    assertThat(participant(two)).isEqualTo(grace);
    assertThat(participant(asCandidate)).isNotEqualTo(grace);
    assertThat(participant(other)).isNotEqualTo(grace);
    assertThat(
            Objects.requireNonNull(other.welcome().state()).items().stream()
                .filter(Item.Participant.class::isInstance))
        .hasSize(3);
  }

  private static ParticipantId participant(Visit visit) {
    return Objects.requireNonNull(visit.welcome().you().participant());
  }

  @Test
  @DisplayName(
      "[HE7] a session that sent something, and of which the room knows nothing, is closed")
  void aSessionThatTheRoomDoesNotKnowIsForgotten() {
    Visit visit = venue.visit(venue.first(), GRACE, null, 1).adds(1, "a");
    venue.settle();

    assertThat(visit.closed()).containsExactly(CloseCode.SESSION_FORGOTTEN);
    assertThat(visit.told()).isEmpty();
    assertThat(venue.log(LogName.SHARED)).hasSize(1);
  }

  @Test
  @DisplayName("[HE8] another person's hello with a session is closed")
  void aSessionOfAnotherPersonIsTaken() {
    venue.visit(GRACE).leave();

    Visit visit = venue.visit(new Tab(Role.INTERVIEWER, 77, GRACE.number()));

    assertThat(visit.closed()).containsExactly(CloseCode.SESSION_TAKEN);
    assertThat(visit.told()).isEmpty();
  }

  @Test
  @DisplayName("[HE8] the same person's hello with a session in another role is closed")
  void aSessionOfAnotherRoleIsTaken() {
    Visit grace = venue.visit(GRACE);

    Visit visit = venue.visit(new Tab(Role.CANDIDATE, GRACE.person(), GRACE.number()));

    assertThat(visit.closed()).containsExactly(CloseCode.SESSION_TAKEN);
    assertThat(grace.closed()).isEmpty();
  }

  @Test
  @DisplayName("[HE9] a new connection of a session wins, and the earlier one changes nothing")
  void aNewConnectionWins() {
    Visit older = venue.visit(GRACE);
    Visit newer = venue.visit(GRACE);
    int size = venue.log(LogName.SHARED).size();

    older.adds(1, "late");
    older.leave();
    newer.adds(1, "new");
    venue.settle();

    assertOnlyTheNewerCounts(older, newer, size);
  }

  @Test
  @DisplayName("[HE9] what the earlier connection still sends changes nothing on another server")
  void aNewConnectionOnAnotherServerWins() {
    Visit older = venue.visit(GRACE);
    Visit newer = venue.visit(venue.another(), GRACE, null, 0);
    int size = venue.log(LogName.SHARED).size();

    older.adds(1, "late");
    venue.settle();
    newer.adds(1, "new");
    venue.settle();

    assertOnlyTheNewerCounts(older, newer, size);
  }

  /// @param size of the shared log before both sent a command
  private void assertOnlyTheNewerCounts(Visit older, Visit newer, int size) {
    assertThat(older.closed()).containsExactly(CloseCode.SUPERSEDED);
    assertThat(older.answers(1)).isEmpty();
    assertThat(newer.closed()).isEmpty();
    assertThat(newer.answers(1)).allMatch(ServerFrame.Ack.class::isInstance);
    assertThat(venue.log(LogName.SHARED)).hasSize(size + 1);
  }

  @Test
  @DisplayName("[RM1] a room has an id of 80 bits and a token of 128 bits for each role")
  void aRoomHasAnIdAndThreeTokens() {
    assertThat(venue.room().id().value()).matches("[a-z2-7]{16}");
    assertThat(venue.room().tokens()).containsOnlyKeys(Role.values());
    assertThat(venue.room().tokens().values())
        .doesNotHaveDuplicates()
        .allMatch(token -> token.matches("[A-Za-z0-9_-]{22}"));
  }
}
