package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.DocId;
import greenroom.protocol.ElementId;
import greenroom.protocol.ItemKey;
import greenroom.protocol.ItemKind;
import greenroom.protocol.Limits;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.PhaseId;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.Signal;
import greenroom.protocol.Signal.Range;
import greenroom.server.live.Venue.Tab;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What people do right now, as others are told.
final class SignalsTest {
  private static final Tab GRACE = Tab.interviewer(1);
  private static final Tab CARL = Tab.candidate(2);
  private static final Tab SAM = Tab.spectator(3);
  private static final PhaseId API = new PhaseId("api");
  private static final Signal TYPING = new Signal.Typing(DocId.NOTES, null);

  /// Longer than a signal waits for a newer one.
  private static final long WAIT_MILLIS = 100;

  private final Venue venue = new Venue();
  private final Rooms one = venue.first();
  private final Rooms two = venue.another();
  private Visit grace;
  private Visit carl;

  @BeforeEach
  void come() {
    grace = venue.visit(GRACE);
    carl = venue.visit(two, CARL);
    venue.pass(1_000);
  }

  private static Signal.Selection cursor(DocId doc, int at) {
    return new Signal.Selection(doc, LogPosition.START, List.of(new Range(at, at)));
  }

  // Looks.

  @Test
  @DisplayName("[SG2] a look becomes the tab's phase in presence and is passed on in no other way")
  void aLookIsAPartOfPresence() {
    PhaseId nowhere = new PhaseId("no-phase-of-the-framework");
    for (PhaseId phase : List.of(API, nowhere)) {
      carl.signal(new Signal.Look(phase));
      venue.pass(WAIT_MILLIS);
      assertThat(grace.presence().people())
          .containsExactlyInAnyOrder(venue.here(GRACE), venue.here(CARL, phase));
    }
    carl.signal(new Signal.Look(null));
    venue.pass(WAIT_MILLIS);

    assertThat(grace.presence().people())
        .containsExactlyInAnyOrder(venue.here(GRACE), venue.here(CARL));
    assertThat(grace.signals()).isEmpty();
  }

  @Test
  @DisplayName("[SG2] [PR4] a new connection looks at no phase, wherever the earlier one was")
  void aNewConnectionLooksAtNone() {
    Visit earlier = carl;
    for (Rooms server : List.of(two, one, two)) {
      earlier.signal(new Signal.Look(API));
      venue.pass(WAIT_MILLIS);
      assertThat(grace.presence().people()).contains(venue.here(CARL, API));

      earlier = venue.visit(server, CARL);
      venue.pass(WAIT_MILLIS);
      assertThat(grace.presence().people())
          .containsExactlyInAnyOrder(venue.here(GRACE), venue.here(CARL));
    }
  }

  // What is passed on.

  static Stream<Signal> signals() {
    List<Range> most = Collections.nCopies(Limits.SELECTION_RANGES, new Range(0, 65_536));
    return Stream.of(
        TYPING,
        new Signal.Typing(null, new ItemKey(ItemKind.REQUIREMENT, "q83vEjRWeJASNFZ4")),
        new Signal.Typing(null, new ItemKey(ItemKind.PROBE, "not-there-at-all")),
        new Signal.Selection(DocId.NOTES, new LogPosition(99, 0x1234), most),
        new Signal.Selection(DocId.NOTES, LogPosition.START, List.of(new Range(9, 2))),
        new Signal.Selection(DocId.NOTES, LogPosition.START, List.of()),
        new Signal.Pointer(new Signal.Point(12, -7), List.of(new ElementId("box"))),
        new Signal.Pointer(null, null),
        new Signal.Drag(List.of(new Signal.Dragged(new ElementId("box"), 1, 2, 3, 4))),
        new Signal.Drag(List.of()));
  }

  @ParameterizedTest
  @MethodSource("signals")
  @DisplayName(
      "[SG3] [SG4] [SG6] [SG12] [SG13] what a tab does is passed on as it is, with its tab")
  void signalsArePassedOnAsTheyAre(Signal signal) {
    carl.signal(signal);
    venue.pass(WAIT_MILLIS);

    var from = new ServerFrame.Sender(venue.here(CARL).participant(), venue.here(CARL).tab());
    assertThat(grace.told(ServerFrame.Signalled.class))
        .containsExactly(new ServerFrame.Signalled(from, signal));
  }

  @Test
  @DisplayName("[SG6] everybody else who reads the notes is told, and never the tab itself")
  void everybodyElseIsTold() {
    List<Visit> others = new ArrayList<>(List.of(grace));
    for (Rooms server : List.of(one, two)) {
      int number = server == one ? 10 : 20;
      others.add(venue.visit(server, Tab.candidate(number)));
      others.add(venue.visit(server, Tab.spectator(number + 1)));
      Stream.of(Role.values()).forEach(role -> others.add(venue.watch(server, role)));
    }

    carl.signal(TYPING).signal(cursor(DocId.NOTES, 3));
    venue.pass(WAIT_MILLIS);

    assertThat(others)
        .allSatisfy(other ->
            assertThat(other.signals()).containsExactlyInAnyOrder(TYPING, cursor(DocId.NOTES, 3)));
    assertThat(carl.signals()).isEmpty();
  }

  static Stream<Signal> ofThePrivateSide() {
    return Stream.concat(
        Stream.of(new Signal.Typing(DocId.PRIVATE, null), cursor(DocId.PRIVATE, 3)),
        Stream.of(ItemKind.values())
            .filter(kind -> kind.log() == LogName.PRIVATE)
            .map(kind -> new Signal.Typing(null, new ItemKey(kind, "item0000item0000"))));
  }

  @ParameterizedTest
  @MethodSource("ofThePrivateSide")
  @DisplayName("[SG6] [SC2] what interviewers do in private, interviewers alone are told")
  void theInterviewersAreTheirOwn(Signal signal) {
    List<Visit> interviewers = new ArrayList<>();
    List<Visit> others = new ArrayList<>(List.of(carl));
    for (Rooms server : List.of(one, two)) {
      int number = server == one ? 10 : 20;
      interviewers.add(venue.visit(server, Tab.interviewer(number)));
      interviewers.add(venue.watch(server, Role.INTERVIEWER));
      others.add(venue.visit(server, Tab.candidate(number + 1)));
      others.add(venue.visit(server, Tab.spectator(number + 2)));
      others.add(venue.watch(server, Role.CANDIDATE));
      others.add(venue.watch(server, Role.SPECTATOR));
    }

    grace.signal(signal);
    venue.pass(WAIT_MILLIS);

    assertThat(interviewers).allSatisfy(told -> assertThat(told.signals()).containsExactly(signal));
    assertThat(others).allSatisfy(other -> assertThat(other.signals()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("ofThePrivateSide")
  @DisplayName("[SG6] of what the sender may not read, nobody is told")
  void whatTheSenderMayNotReadIsDropped(Signal signal) {
    carl.signal(signal);
    venue.pass(WAIT_MILLIS);

    assertThat(grace.signals()).isEmpty();
  }

  // How often.

  @Test
  @DisplayName("[SG7] of a tab's signals of one kind and place, one in 50 ms is passed on")
  void oneInAWhileIsPassedOn() {
    int sent = 0;
    for (long millis = 0; millis < 1_000; millis += 10) {
      carl.signal(cursor(DocId.NOTES, ++sent));
      venue.pass(10);
    }
    venue.pass(WAIT_MILLIS);

    assertThat(grace.signals()).hasSizeBetween(10, 1_000 / 50 + 1);
    assertThat(grace.signals().getLast()).isEqualTo(cursor(DocId.NOTES, sent));
  }

  @Test
  @DisplayName("[SG7] the newest is passed on, of each tab, kind and place its own")
  void theNewestOfEachIsPassedOn() {
    Visit second = venue.visit(Tab.candidate(4));
    Signal there = new Signal.Typing(null, new ItemKey(ItemKind.REQUIREMENT, "item0000item0000"));
    for (int i = 1; i <= 5; i++) {
      carl.signal(cursor(DocId.NOTES, i)).signal(TYPING).signal(there);
      second.signal(cursor(DocId.NOTES, 10 * i));
    }
    venue.pass(WAIT_MILLIS);

    assertThat(grace.signals())
        .containsExactlyInAnyOrder(cursor(DocId.NOTES, 5), TYPING, there, cursor(DocId.NOTES, 50));
  }

  @Test
  @DisplayName("[SG7] [SG12] [SG13] of a tab's pointers and of its drags the newest is passed on")
  void theNewestPointerAndDragArePassedOn() {
    for (int i = 1; i <= 5; i++) {
      carl.signal(pointer(i)).signal(drag(i));
    }
    venue.pass(WAIT_MILLIS);

    assertThat(grace.signals()).containsExactlyInAnyOrder(pointer(5), drag(5));
  }

  private static Signal pointer(int x) {
    return new Signal.Pointer(new Signal.Point(x, 0), null);
  }

  private static Signal drag(int x) {
    return new Signal.Drag(List.of(new Signal.Dragged(new ElementId("box"), x, 0, 10, 10)));
  }

  @Test
  @DisplayName("[SG7] a reader who does not keep up is told none, and events later")
  void aSlowReaderIsToldNone() {
    grace.stall();
    carl.signal(TYPING).adds(1, "a");
    venue.pass(WAIT_MILLIS);
    grace.drain();
    venue.pass(WAIT_MILLIS);

    assertThat(grace.signals()).isEmpty();
    assertThat(grace.events()).endsWith("requirement.added");
  }

  // Who says nothing.

  @Test
  @DisplayName("[SG9] a spectator's signals are ignored, without an answer")
  void aSpectatorsSignalsAreIgnored() {
    Visit sam = venue.visit(SAM);
    venue.pass(1_000);
    int told = sam.told().size();

    sam.signal(TYPING).signal(new Signal.Look(API)).signal(cursor(DocId.NOTES, 1));
    venue.pass(1_000);

    assertThat(sam.told()).hasSize(told);
    assertThat(sam.closed()).isEmpty();
    assertThat(grace.signals()).isEmpty();
    assertThat(grace.presence().people()).hasSize(2);
  }

  @Test
  @DisplayName("[SG9] signals before the welcome are ignored")
  void signalsBeforeTheWelcomeAreIgnored() {
    Tab tab = Tab.candidate(4);
    venue.arrive(tab).signal(TYPING).signal(new Signal.Look(API));
    venue.pass(1_000);

    assertThat(grace.signals()).isEmpty();
    assertThat(grace.presence().people()).contains(venue.here(tab));
  }

  // How long.

  @ParameterizedTest
  @EnumSource(DocId.class)
  @DisplayName("[SG10] what a tab did goes with it")
  void whatATabDidGoesWithIt(DocId doc) {
    Visit other = venue.visit(two, Tab.interviewer(4));
    venue.pass(WAIT_MILLIS);
    grace.signal(new Signal.Typing(doc, null)).signal(cursor(doc, 1));
    venue.settle();
    grace.leave();
    venue.pass(WAIT_MILLIS);

    assertThat(other.presence().people()).doesNotContain(venue.here(GRACE));
    assertThat(other.signals()).isEmpty();
  }

  @Test
  @DisplayName("[SG10] [SG6] no tab is told of signals of one that its presence does not have")
  void presenceComesBeforeSignals() {
    Visit late = venue.visit(Tab.interviewer(4));
    late.signal(TYPING);
    venue.pass(WAIT_MILLIS);

    for (Visit reader : List.of(grace, carl)) {
      List<ServerFrame> told = reader.told();
      int signal = told.indexOf(reader.told(ServerFrame.Signalled.class).getFirst());
      assertThat(told.subList(0, signal))
          .anyMatch(frame ->
              frame instanceof ServerFrame.Presence presence
                  && presence.people().contains(venue.here(Tab.interviewer(4))));
    }
  }

  @Test
  @DisplayName("[SG11] who comes later is told no earlier signal")
  void nobodyIsToldLater() {
    carl.signal(TYPING).signal(cursor(DocId.NOTES, 1));
    venue.pass(WAIT_MILLIS);

    Visit late = venue.visit(Tab.interviewer(4));
    Visit stream = venue.watch(two, Role.INTERVIEWER);
    venue.pass(5_000);

    assertThat(grace.signals()).hasSize(2);
    assertThat(late.signals()).isEmpty();
    assertThat(stream.signals()).isEmpty();
  }
}
