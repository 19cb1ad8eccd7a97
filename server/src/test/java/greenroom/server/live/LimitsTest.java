package greenroom.server.live;

import static greenroom.protocol.RejectCode.INVALID;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.RATE_LIMITED;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.Limits;
import greenroom.protocol.Rejection;
import greenroom.protocol.ServerFrame;
import greenroom.server.live.Venue.Tab;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How much a connection, a room and its sessions may do.
final class LimitsTest {
  private static final Tab GRACE = Tab.interviewer(1);
  private static final Tab CARL = Tab.candidate(9_001);

  private final Venue venue = new Venue();

  // Unanswered commands.

  @Test
  @DisplayName("[CM12] [LM2] as many commands may be unanswered as the limit says")
  void asManyMayBeUnanswered() {
    Visit visit = venue.visit(GRACE);
    for (int round = 0; round < 2; round++) {
      for (long i = 1; i <= Limits.UNANSWERED_COMMANDS; i++) {
        long n = (long) round * Limits.UNANSWERED_COMMANDS + i;
        visit.adds(n, "" + n);
      }
      venue.settle();
    }

    assertThat(visit.closed()).isEmpty();
    assertThat(visit.told(ServerFrame.Ack.class)).hasSize(2 * Limits.UNANSWERED_COMMANDS);
  }

  @Test
  @DisplayName("[CM12] one more closes the connection and no other")
  void oneMoreClosesTheConnection() {
    Visit carl = venue.visit(CARL);
    Visit visit = venue.visit(GRACE);
    for (long n = 1; n <= Limits.UNANSWERED_COMMANDS; n++) {
      visit.adds(n, "" + n);
    }

    visit.refused(99, Rejection.of(INVALID, "command: no (expected: yes)"));
    venue.settle();
    carl.adds(1, "c");
    venue.settle();

    assertThat(visit.closed()).containsExactly(CloseCode.TOO_MANY_UNANSWERED);
    assertThat(carl.closed()).isEmpty();
    assertThat(carl.answers(1)).hasSize(1);
  }

  // Rates.

  @Test
  @DisplayName("[CM13] [LM2] a connection may send a burst, and then so many commands a second")
  void aConnectionHasARate() {
    Visit carl = venue.visit(CARL);
    Visit visit = venue.visit(GRACE);
    long n = burst(visit);
    visit.adds(n + 1, "late");
    carl.adds(1, "c");
    venue.settle();

    assertThat(visit.told(ServerFrame.Ack.class)).hasSize(Limits.COMMAND_BURST);
    ServerFrame.Reject reject = visit.rejected(n + 1);
    assertThat(reject.code()).isEqualTo(RATE_LIMITED);
    assertThat(reject.retryAfterMillis()).isEqualTo(1_000 / Limits.COMMANDS_PER_SECOND);
    assertThat(carl.answers(1)).allMatch(ServerFrame.Ack.class::isInstance);

    venue.pass(Objects.requireNonNull(reject.retryAfterMillis()));
    visit.adds(n + 2, "late").adds(n + 3, "more");
    venue.settle();

    assertThat(visit.answers(n + 2)).allMatch(ServerFrame.Ack.class::isInstance);
    assertThat(visit.rejected(n + 3).code()).isEqualTo(RATE_LIMITED);
  }

  @Test
  @DisplayName("[CM13] [LM2] all connections of a room share a burst and a rate")
  void aRoomHasARate() {
    int full = Limits.ROOM_COMMAND_BURST / Limits.COMMAND_BURST;
    for (int tab = 1; tab <= full; tab++) {
      burst(venue.visit(Tab.interviewer(tab)));
    }

    Visit visit = venue.visit(CARL).adds(1, "c");
    venue.settle();

    assertThat(visit.rejected(1).code()).isEqualTo(RATE_LIMITED);
    assertThat(visit.rejected(1).retryAfterMillis()).isEqualTo(1);
    venue.pass(1);
    visit.adds(2, "c");
    venue.settle();
    assertThat(visit.answers(2)).allMatch(ServerFrame.Ack.class::isInstance);
  }

  /// As many commands as a connection may send at once, each answered before the next.
  private long burst(Visit visit) {
    for (long n = 1; n <= Limits.COMMAND_BURST; n++) {
      visit.command(n, new Command.ParticipantRename("Name " + n));
      venue.settle();
    }
    return Limits.COMMAND_BURST;
  }

  // Sessions.

  @Test
  @DisplayName("[LM3] [HE7] of too many sessions, the least recently used idle one is forgotten")
  void theLeastRecentlyUsedIdleSessionIsForgotten() {
    Visit connected = venue.visit(tab(1)).adds(1, "1");
    venue.settle();
    for (int number = 2; number <= Limits.SESSIONS; number++) {
      use(number, 1);
    }
    use(2, 2);

    use(Limits.SESSIONS + 1, 1);

    assertThat(comesBack(3)).as("the least recently used").contains(CloseCode.SESSION_FORGOTTEN);
    assertThat(comesBack(2)).as("one that was used since").isEmpty();
    assertThat(comesBack(4)).as("the next").isEmpty();
    connected.adds(2, "2");
    venue.settle();
    assertThat(connected.answers(2)).allMatch(ServerFrame.Ack.class::isInstance);
  }

  @Test
  @DisplayName("[LM3] a session that is connected to another server is not forgotten")
  void aSessionOnAnotherServerIsConnected() {
    Rooms another = venue.another();
    Visit elsewhere = venue.visit(another, tab(1), null, 0).adds(1, "1");
    venue.settle();
    for (int number = 2; number <= Limits.SESSIONS; number++) {
      use(number, 1);
    }

    use(Limits.SESSIONS + 1, 1);

    assertThat(comesBack(2)).contains(CloseCode.SESSION_FORGOTTEN);
    elsewhere.adds(2, "2");
    venue.settle();
    assertThat(elsewhere.answers(2)).allMatch(ServerFrame.Ack.class::isInstance);
  }

  @Test
  @DisplayName("[LM3] if all sessions are connected, a new one's commands are refused")
  void ifAllAreConnectedANewOneIsRefused() {
    List<Visit> visits = new ArrayList<>();
    for (int number = 1; number <= Limits.SESSIONS; number++) {
      visits.add(venue.visit(tab(number)).adds(1, "" + number));
      venue.pass(10);
    }
    Visit late = venue.visit(tab(Limits.SESSIONS + 1)).adds(1, "late");
    venue.settle();
    assertThat(late.rejected(1).code()).isEqualTo(LIMIT);
    assertThat(late.closed()).isEmpty();

    visits.get(6).leave();
    late.adds(2, "late");
    venue.settle();

    assertThat(late.answers(2)).allMatch(ServerFrame.Ack.class::isInstance);
    assertThat(comesBack(7)).contains(CloseCode.SESSION_FORGOTTEN);
    assertThat(visits).allMatch(visit -> visit.closed().isEmpty());
  }

  private static Tab tab(int number) {
    return Tab.interviewer(number);
  }

  /// A session comes, has its n-th command committed, and leaves.
  private void use(int number, long n) {
    Visit visit =
        venue.visit(venue.first(), tab(number), null, n - 1).adds(n, "%d%03d".formatted(n, number));
    venue.pass(10);
    assertThat(visit.answers(n)).hasSize(1).allMatch(ServerFrame.Ack.class::isInstance);
    visit.leave();
    venue.settle();
  }

  /// What a session that has sent something before is closed with, if it is.
  private List<CloseCode> comesBack(int number) {
    Visit visit = venue.visit(venue.first(), tab(number), null, 2);
    visit.leave();
    venue.settle();
    return visit.closed();
  }
}
