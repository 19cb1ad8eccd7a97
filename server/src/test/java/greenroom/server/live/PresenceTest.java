package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.ClientFrame.Hello;
import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.DocId;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.PhaseId;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.ServerFrame.Here;
import greenroom.protocol.ServerFrame.Presence;
import greenroom.protocol.Signal;
import greenroom.server.live.TroubledCalls.Trouble;
import greenroom.server.live.Venue.Tab;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who is in a room, as everybody in it is told.
final class PresenceTest {
  private static final Tab GRACE = Tab.interviewer(1);
  private static final Tab CARL = Tab.candidate(2);
  private static final Tab SAM = Tab.spectator(3);
  private static final PhaseId API = new PhaseId("api");

  /// Within which everybody is told of who comes, goes or looks elsewhere.
  private static final long SOON_MILLIS = 1_000;

  private final Venue venue = new Venue();
  private final Rooms one = venue.first();
  private final Rooms two = venue.another();

  private Presence presence(int spectators, Tab... tabs) {
    return presence(spectators, Stream.of(tabs).map(venue::here).toList());
  }

  private static Presence presence(int spectators, List<Here> people) {
    return new Presence(
        people.stream()
            .sorted(
                Comparator.comparing((Here here) -> here.participant().value())
                    .thenComparing(here -> here.tab().value()))
            .toList(),
        spectators);
  }

  @Test
  @DisplayName("[PR1] all tabs of people are named in order, on whichever server, and no streams")
  void allTabsOfPeopleAreNamed() {
    List<Tab> tabs = new ArrayList<>();
    List<Visit> all = new ArrayList<>();
    for (int number = 10; number < 20; number++) {
      tabs.add(new Tab(number % 3 == 0 ? Role.CANDIDATE : Role.INTERVIEWER, number % 5, number));
      all.add(venue.visit(number % 2 == 0 ? one : two, tabs.getLast()));
    }
    all.add(venue.watch(one, Role.CANDIDATE));
    all.add(venue.watch(two, Role.INTERVIEWER));
    venue.pass(SOON_MILLIS);

    assertThat(all).extracting(Visit::presence).containsOnly(presence(0, tabs.toArray(Tab[]::new)));
  }

  @Test
  @DisplayName(
      "[PR1] spectators are counted, by whatever they watch, and those turned away are not")
  void spectatorsAreCounted() {
    Visit grace = venue.visit(GRACE);
    venue.visit(SAM);
    venue.visit(two, Tab.spectator(4));
    venue.watch(two, Role.SPECTATOR);
    Visit late = venue.watch(one, Role.SPECTATOR);
    venue.pass(SOON_MILLIS);
    assertThat(List.of(grace.presence(), late.presence())).containsOnly(presence(4, GRACE));

    grace.command(1, new Command.GalleryClose());
    venue.settle();
    venue.visit(two, Tab.spectator(5));
    venue.pass(SOON_MILLIS);

    assertThat(grace.presence()).isEqualTo(presence(0, GRACE));
  }

  @Test
  @DisplayName("[PR3] presence follows the welcome before any event, whoever comes")
  void presenceFollowsTheWelcome() {
    Visit grace = venue.visit(GRACE);
    for (Tab tab : List.of(CARL, SAM, Tab.interviewer(4))) {
      Visit visit = venue.arrive(tab);
      grace.adds(tab.number(), "" + tab.number());
      venue.settle();

      assertThat(visit.told())
          .extracting(ServerFrame::getClass)
          .startsWith(ServerFrame.Welcome.class, Presence.class);
    }
    Visit stream = venue.watch(one, Role.SPECTATOR);
    assertThat(stream.told())
        .extracting(ServerFrame::getClass)
        .containsExactly(ServerFrame.Welcome.class, Presence.class);
  }

  @Test
  @DisplayName(
      "[PR3] presence comes whole when it changes, changes at once come once, and no other")
  void presenceComesWhenItChanges() {
    Visit grace = venue.visit(GRACE);
    venue.pass(SOON_MILLIS);
    int before = grace.told(Presence.class).size();
    List<Tab> tabs = new ArrayList<>(List.of(GRACE));
    for (int number = 10; number < 30; number++) {
      tabs.add(Tab.candidate(number));
      venue.arrive(tabs.getLast());
    }
    venue.pass(SOON_MILLIS);

    assertThat(grace.told(Presence.class)).hasSize(before + 1);
    assertThat(grace.presence()).isEqualTo(presence(0, tabs.toArray(Tab[]::new)));
    venue.pass(20_000);
    assertThat(grace.told(Presence.class)).hasSize(before + 1);
  }

  @Test
  @DisplayName("[HE9] the older connection of a tab is closed on another server, though it is idle")
  void theOlderConnectionOfATabIsClosed() {
    Visit older = venue.visit(one, CARL);
    Visit newer = venue.visit(two, CARL);
    venue.pass(SOON_MILLIS);

    assertThat(older.closed()).containsExactly(CloseCode.SUPERSEDED);
    assertThat(newer.closed()).isEmpty();
    assertThat(newer.presence()).isEqualTo(presence(0, CARL));
  }

  @Test
  @DisplayName("[PR4] who comes, looks elsewhere and leaves shows on all servers within a second")
  void whoComesAndLeavesShowsSoon() {
    Visit grace = venue.visit(GRACE);
    Visit stream = venue.watch(two, Role.SPECTATOR);
    venue.pass(SOON_MILLIS);

    Visit carl = venue.visit(CARL);
    venue.pass(SOON_MILLIS);
    assertThat(List.of(grace.presence(), stream.presence())).containsOnly(presence(1, GRACE, CARL));

    carl.signal(new Signal.Look(API));
    venue.pass(SOON_MILLIS);
    assertThat(List.of(grace.presence(), stream.presence()))
        .containsOnly(presence(1, List.of(venue.here(GRACE), venue.here(CARL, API))));

    carl.leave();
    venue.pass(SOON_MILLIS);
    assertThat(List.of(grace.presence(), stream.presence())).containsOnly(presence(1, GRACE));
  }

  @Test
  @DisplayName("[PR4] a session that connects again is never there twice, on another server either")
  void aSessionIsNeverThereTwice() {
    Visit grace = venue.visit(GRACE);
    venue.visit(CARL);
    venue.pass(SOON_MILLIS);
    for (Rooms server : List.of(one, two, one)) {
      venue.visit(server, CARL);
      venue.pass(SOON_MILLIS);
    }

    assertThat(grace.told(Presence.class))
        .allMatch(told -> told.people().stream().distinct().count() == told.people().size());
    assertThat(grace.presence()).isEqualTo(presence(0, GRACE, CARL));
  }

  @Test
  @DisplayName("[PR4] who was on a server that crashed is gone within ten seconds")
  void whoWasOnACrashedServerIsGone() {
    venue.saysAtLast("three", CARL);
    Visit grace = venue.visit(GRACE);
    venue.pass(SOON_MILLIS);
    assertThat(grace.presence()).isEqualTo(presence(1, GRACE, CARL));

    venue.pass(10_000 - SOON_MILLIS);

    assertThat(grace.presence()).isEqualTo(presence(0, GRACE));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  @DisplayName("[PR4] [PR1] who reads a stream on a server where nobody else is hears who is here")
  void aLoneStreamHearsWhoIsHere(Role role) {
    venue.visit(GRACE);
    venue.visit(CARL);
    venue.pass(SOON_MILLIS);

    Visit stream = venue.watch(two, role);
    venue.pass(SOON_MILLIS);

    assertThat(stream.presence()).isEqualTo(presence(role == Role.SPECTATOR ? 1 : 0, GRACE, CARL));
    venue.visit(Tab.interviewer(4));
    venue.pass(SOON_MILLIS);
    assertThat(stream.presence().people()).hasSize(3);
  }

  @Test
  @DisplayName("[PR5] presence and signals move nobody and are in no log")
  void presenceAndSignalsAreInNoLog() {
    Visit carl = venue.visit(CARL);
    Visit grace = venue.visit(GRACE);
    venue.pass(SOON_MILLIS);
    int shared = venue.log(LogName.SHARED).size();
    int privately = venue.log(LogName.PRIVATE).size();

    PhaseId looked = new PhaseId("marker-phase");
    grace.signal(new Signal.Look(looked)).signal(new Signal.Typing(DocId.NOTES, null));
    venue.pass(SOON_MILLIS);

    assertThat(carl.signals()).hasSize(1);
    assertThat(venue.log(LogName.SHARED)).hasSize(shared);
    assertThat(venue.log(LogName.PRIVATE)).hasSize(privately);
    for (int i = 0; i < carl.told().size(); i++) {
      if (carl.told().get(i) instanceof Presence
          || carl.told().get(i) instanceof ServerFrame.Signalled) {
        assertThat(carl.frames().get(i).position()).isNull();
      }
    }
    assertThat(carl.heard()).contains(looked.value());
    assertThat(venue.visit(Tab.candidate(4)).welcome().toString()).doesNotContain(looked.value());
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"HELD", "NOT_DONE"})
  @DisplayName("[PR5] events and answers do not wait for presence and signals")
  void eventsDoNotWaitForPresence(Trouble trouble) {
    for (String call : List.of("renew", "publish", "leave with all")) {
      venue.calls().trouble(call, trouble);
    }
    Visit grace = venue.visit(GRACE);
    Visit carl = venue.visit(two, CARL);
    grace.signal(new Signal.Look(API)).signal(new Signal.Typing(DocId.NOTES, null));
    venue.pass(SOON_MILLIS);
    grace.adds(1, "a");
    venue.settle();

    assertThat(grace.answers(1)).singleElement().isInstanceOf(ServerFrame.Ack.class);
    assertThat(carl.events()).containsExactly("requirement.added");
    assertThat(carl.presence()).isEqualTo(presence(0, CARL));
    assertThat(carl.signals()).isEmpty();

    venue.calls().relieve();
    venue.pass(2 * SOON_MILLIS);
    assertThat(carl.presence())
        .isEqualTo(presence(0, List.of(venue.here(GRACE, API), venue.here(CARL))));
  }

  @Test
  @DisplayName("[PR7] [SC2] all roles are told the same, and nothing of the private side")
  void allRolesAreToldTheSame() {
    Visit grace = venue.visit(GRACE);
    List<Visit> others = new ArrayList<>(List.of(venue.visit(CARL), venue.visit(SAM)));
    for (Role role : Role.values()) {
      others.add(venue.watch(two, role));
    }
    grace.signal(new Signal.Look(API));
    venue.pass(SOON_MILLIS);
    int before = grace.told(Presence.class).size();

    grace
        .signal(new Signal.Typing(DocId.PRIVATE, null))
        .signal(new Signal.Selection(DocId.PRIVATE, LogPosition.START, List.of()))
        .command(1, new Command.ProblemEdit(1, "Another problem", null));
    venue.pass(SOON_MILLIS);

    assertThat(grace.told(Presence.class)).hasSize(before);
    assertThat(others).extracting(Visit::presence).containsOnly(grace.presence());
    assertThat(grace.presence())
        .isEqualTo(presence(2, List.of(venue.here(GRACE, API), venue.here(CARL))));
  }

  @Test
  @DisplayName("[SC7] nobody learns a session, a person's secret or a spectator's name")
  void nobodyLearnsSecrets() {
    List<Tab> tabs = List.of(GRACE, CARL, SAM, new Tab(Role.INTERVIEWER, 4, 4));
    List<Visit> visits = new ArrayList<>();
    tabs.forEach(tab -> visits.add(venue.visit(tab.number() % 2 == 0 ? one : two, tab)));
    visits.add(venue.watch(one, Role.INTERVIEWER));
    visits.forEach(visit ->
        visit
            .signal(new Signal.Look(API))
            .signal(new Signal.Typing(DocId.NOTES, null))
            .signal(new Signal.Selection(DocId.NOTES, LogPosition.START, List.of())));
    venue.pass(SOON_MILLIS);

    List<String> secrets = new ArrayList<>(List.of("SPECTATOR 3"));
    secrets.add(venue.here(SAM).tab().value());
    secrets.add(venue.here(SAM).participant().value());
    tabs.forEach(tab -> secrets.addAll(List.of(tab.session().value(), tab.secret())));
    for (Visit visit : visits) {
      assertThat(visit.signals()).isNotEmpty();
      assertThat(visit.presence().people()).hasSize(3);
      assertThat(visit.heard()).doesNotContain(secrets);
    }
  }

  @Test
  @DisplayName("[HE18] [PR2] people are told what others see them and their tab as, all others not")
  void peopleAreToldWhatOthersSeeThemAs() {
    Map<Tab, Visit> people = Map.of(GRACE, venue.visit(GRACE), CARL, venue.visit(two, CARL));
    venue.pass(SOON_MILLIS);

    people.forEach((tab, visit) -> {
      ServerFrame.You you = visit.welcome().you();
      assertThat(you.role()).isEqualTo(tab.role());
      assertThat(visit.presence().people())
          .filteredOn(here -> here.tab().equals(you.tab()))
          .singleElement()
          .isEqualTo(venue.here(tab))
          .extracting(Here::participant)
          .isEqualTo(you.participant());
    });
    assertThat(venue.visit(SAM).welcome().you())
        .isEqualTo(new ServerFrame.You(null, null, Role.SPECTATOR));
    for (Role role : Role.values()) {
      Visit stream = venue.watch(two, role);
      assertThat(stream.welcome().you()).isEqualTo(new ServerFrame.You(null, null, role));
      assertThat(stream.heard()).contains("\"you\":{\"role\":\"" + role.wire() + "\"}");
    }
  }

  @Test
  @DisplayName("[PR1] who is not welcomed is not there")
  void whoIsNotWelcomedIsNotThere() {
    Visit grace = venue.visit(GRACE);
    Visit nameless = new Visit();
    nameless.come(
        one.connect(
            venue.room().id(),
            new Hello(venue.token(CARL.role()), CARL.secret(), CARL.session(), null, null, 0),
            nameless));
    venue.pass(SOON_MILLIS);

    assertThat(nameless.closed()).hasSize(1);
    assertThat(grace.presence()).isEqualTo(presence(0, GRACE));
  }
}
