package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.Item;
import greenroom.protocol.LogName;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.server.live.Venue.Tab;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of those who came by a link that is replaced, taken away or lost.
final class LinksTest {
  private static final Tab GRACE = Tab.interviewer(1);
  private static final Tab CARL = Tab.candidate(2);
  private static final Tab SAM = Tab.spectator(3);

  /// Within which everybody who came by an old link is sent away.
  private static final long SOON_MILLIS = 1_000;

  private final Venue venue = new Venue();
  private final Rooms one = venue.first();
  private final Rooms two = venue.another();

  /// Two connections and two streams of each role, on two servers.
  private Map<Role, List<Visit>> all() {
    Map<Role, List<Visit>> all = new EnumMap<>(Role.class);
    for (Tab tab : List.of(GRACE, CARL, SAM)) {
      List<Visit> visits = new ArrayList<>();
      for (Rooms server : List.of(one, two)) {
        int number = tab.number() + (server == one ? 0 : 10);
        visits.add(venue.visit(server, new Tab(tab.role(), tab.person(), number)));
        visits.add(venue.watch(server, tab.role()));
      }
      all.put(tab.role(), visits);
    }
    venue.pass(SOON_MILLIS);
    return all;
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  @DisplayName("[LK4] [SE14] whoever came by a link that is replaced is sent away, on every server")
  void whoCameByAReplacedLinkIsSentAway(Role role) {
    Map<Role, List<Visit>> all = all();

    venue.rotate(role);
    venue.pass(SOON_MILLIS);

    assertSentAway(all, role);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  @DisplayName("[LK4] [SE14] whoever came by a link that is taken away is sent away too")
  void whoCameByARevokedLinkIsSentAway(Role role) {
    Map<Role, List<Visit>> all = all();

    venue.answer(one.revoke(venue.room().id(), venue.token(Role.INTERVIEWER), role));
    venue.pass(SOON_MILLIS);

    assertSentAway(all, role);
    assertThat(venue.visit(two, new Tab(role, 9, 9)).closed()).containsExactly(CloseCode.DENIED);
  }

  private static void assertSentAway(Map<Role, List<Visit>> all, Role role) {
    all.forEach((other, visits) ->
        assertThat(visits)
            .as(other.wire())
            .allSatisfy(visit ->
                assertThat(visit.closed())
                    .isEqualTo(other == role ? List.of(CloseCode.DENIED) : List.of())));
  }

  @Test
  @DisplayName("[LK4] [LK5] nobody else notices but by presence, and interviewers by their event")
  void nobodyElseNotices() {
    Map<Role, List<Visit>> all = all();
    List<Visit> spectators = Objects.requireNonNull(all.get(Role.SPECTATOR));
    List<Visit> interviewers = Objects.requireNonNull(all.get(Role.INTERVIEWER));
    List<Integer> before = spectators.stream().map(visit -> visit.told().size()).toList();

    venue.rotate(Role.CANDIDATE);
    venue.pass(SOON_MILLIS);

    for (int i = 0; i < spectators.size(); i++) {
      List<ServerFrame> told = spectators.get(i).told();
      assertThat(told.subList(before.get(i), told.size()))
          .isNotEmpty()
          .allMatch(ServerFrame.Presence.class::isInstance);
    }
    assertThat(interviewers).allMatch(visit -> visit.events().getLast().equals("link.rotated"));
    assertThat(interviewers.getFirst().presence().people()).hasSize(2);
  }

  @Test
  @DisplayName("[LK6] by the new link, the same person and session are the participant they were")
  void byTheNewLinkTheyAreWhoTheyWere() {
    Visit carl = venue.visit(CARL).adds(1, "a");
    venue.settle();
    int shared = venue.log(LogName.SHARED).size();
    String old = venue.rotate(Role.CANDIDATE);

    Visit again =
        venue.visit(two, CARL, carl.told(ServerFrame.Happened.class).getLast().position(), 1);
    again.adds(1, "a").adds(2, "b");
    venue.settle();

    assertThat(again.welcome().you()).isEqualTo(carl.welcome().you());
    assertThat(again.welcome().mine()).containsExactly(new ServerFrame.Mine(1, carl.acked(1)));
    assertThat(again.acked(1)).isEqualTo(carl.acked(1));
    assertThat(again.told(ServerFrame.Happened.class))
        .singleElement()
        .extracting(ServerFrame.Happened::by)
        .isEqualTo(carl.welcome().you().participant());
    assertThat(venue.log(LogName.SHARED)).hasSize(shared + 1);
    venue.use(Role.CANDIDATE, old);
    assertThat(venue.visit(two, CARL, null, 2).closed()).containsExactly(CloseCode.DENIED);
  }

  // History that is cut back.

  @Test
  @DisplayName(
      "[RS6] [LK1] who came by a link that is lost is sent away and not let in by it again")
  void whoCameByALostLinkIsSentAway() {
    Visit grace = venue.visit(GRACE);
    Visit sam = venue.visit(SAM);
    String old = venue.rotate(Role.CANDIDATE);
    Visit carl = venue.visit(CARL);
    Visit stream = venue.watch(one, Role.CANDIDATE);
    venue.cutTail(LogName.PRIVATE, 1);

    grace.adds(1, "a");
    venue.pass(5_000);

    assertThat(carl.closed()).containsExactly(CloseCode.GOING_AWAY);
    assertThat(stream.closed()).containsExactly(CloseCode.GOING_AWAY);
    assertThat(grace.closed()).isEmpty();
    assertThat(sam.closed()).isEmpty();
    assertThat(grace.told(ServerFrame.Reset.class)).hasSize(1);
    assertThat(sam.told(ServerFrame.Reset.class)).isEmpty();
    assertThat(venue.visit(CARL).closed()).containsExactly(CloseCode.DENIED);
    venue.use(Role.CANDIDATE, old);
    assertThat(venue.visit(CARL).closed()).isEmpty();
  }

  @Test
  @DisplayName("[RS6] [LK1] who came by a link that may be lost shows it again and goes on")
  void whoCameByALinkThatStaysShowsItAgain() {
    venue.rotate(Role.CANDIDATE);
    Visit grace = venue.visit(GRACE);
    Visit carl = venue.visit(CARL);
    grace.command(1, new Command.ProblemEdit(1, "Another problem", null));
    venue.settle();
    venue.cutTail(LogName.PRIVATE, 1);

    grace.adds(2, "a");
    venue.pass(5_000);

    assertThat(carl.closed()).containsExactly(CloseCode.GOING_AWAY);
    assertThat(grace.closed()).isEmpty();
    Visit again = venue.visit(CARL);
    assertThat(again.closed()).isEmpty();
    assertThat(again.welcome().you()).isEqualTo(carl.welcome().you());
    assertThat(Objects.requireNonNull(again.welcome().state()).items())
        .filteredOn(Item.Requirement.class::isInstance)
        .hasSize(1);
  }

  @Test
  @DisplayName("[LK4] [RS6] a rotation that was lost and comes again sends everybody away again")
  void aLostRotationThatComesAgainCountsAgain() {
    Visit grace = venue.visit(GRACE);
    Visit carl = venue.visit(CARL);
    String old = venue.rotate(Role.CANDIDATE);
    venue.settle();
    assertThat(carl.closed()).containsExactly(CloseCode.DENIED);
    venue.cutTail(LogName.PRIVATE, 1);
    grace.adds(1, "a");
    venue.pass(5_000);
    venue.use(Role.CANDIDATE, old);

    Visit again = venue.visit(CARL);
    assertThat(again.closed()).isEmpty();
    venue.rotate(Role.CANDIDATE);
    venue.settle();

    assertThat(again.closed()).containsExactly(CloseCode.DENIED);
  }
}
