package greenroom.server.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Command;
import greenroom.protocol.Coverage;
import greenroom.protocol.DocId;
import greenroom.protocol.ElementId;
import greenroom.protocol.Http;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.Limits;
import greenroom.protocol.LogName;
import greenroom.protocol.Position;
import greenroom.protocol.RoomState;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.ServerFrame.Durability;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.protocol.ShapeProperties;
import greenroom.protocol.TextChange;
import greenroom.protocol.Wire;
import greenroom.server.live.Venue.Tab;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a client is told when it comes or comes back, and when what it was shown is lost.
final class WelcomesTest {
  private static final Tab GRACE = Tab.interviewer(1);
  private static final Tab CARL = Tab.candidate(2);
  private static final Tab SAM = Tab.spectator(3);

  private final Venue venue = new Venue();

  @ParameterizedTest
  @EnumSource(Durability.class)
  @DisplayName("[HE16] a welcome says what an ack promises on this server")
  void aWelcomeSaysWhatAnAckPromises(Durability durability) {
    Visit visit = venue.visit(venue.server("two", durability), GRACE, null, 0);

    assertThat(visit.welcome().durability()).isEqualTo(durability);
  }

  @Test
  @DisplayName("[HE15] [RS3] a welcome's events lead to its position, and what follows comes next")
  void aWelcomesEventsLeadToItsPosition() {
    Visit carl = venue.visit(CARL);
    Position since = carl.welcome().position();
    carl.leave();
    Visit grace = venue.visit(GRACE).adds(1, "a").adds(2, "b");
    venue.settle();

    Visit again = venue.visit(venue.first(), CARL, since, 0);
    grace.adds(3, "c");
    venue.settle();

    List<ServerFrame.Happened> events = Objects.requireNonNull(again.welcome().events());
    assertThat(events)
        .extracting(ServerFrame.Happened::event)
        .containsExactly("participant.joined", "requirement.added", "requirement.added");
    assertThat(again.welcome().position()).isEqualTo(events.getLast().position());
    assertThat(again.told(ServerFrame.Happened.class))
        .singleElement()
        .satisfies(event ->
            assertThat(event.position().shared().seq())
                .isEqualTo(again.welcome().position().shared().seq() + 1));
  }

  @Test
  @DisplayName("[RS10] a welcome lists the session's committed numbers in order, with their places")
  void aWelcomeListsTheCommittedNumbers() {
    Visit visit = venue.visit(GRACE).adds(2, "a").adds(1, "b").adds(4, "c");
    visit.command(5, new Command.TimerPause());
    venue.visit(Tab.interviewer(9)).adds(3, "d");
    venue.settle();
    visit.leave();

    Visit again = venue.visit(venue.first(), GRACE, null, 6);

    assertThat(again.welcome().mine())
        .containsExactly(
            new ServerFrame.Mine(1, visit.acked(1)),
            new ServerFrame.Mine(2, visit.acked(2)),
            new ServerFrame.Mine(4, visit.acked(4)));
  }

  @Test
  @DisplayName("[RM4] [RS2] [SC2] candidates and spectators are told nothing of the private log")
  void thePrivateLogIsTheInterviewersOwn() {
    Visit grace = venue.visit(GRACE);
    Visit carl = venue.visit(CARL);
    Visit sam = venue.visit(SAM);
    String problem = "a hidden problem";
    grace.command(1, new Command.ProblemEdit(1, problem, null));
    grace.command(2, typing(DocId.PRIVATE, grace.welcome().position(), "", "a hidden note"));
    venue.settle();
    String more = venue.visit(Tab.candidate(12)).heard() + venue.visit(Tab.spectator(13)).heard();

    assertThat(grace.told(ServerFrame.Happened.class))
        .extracting(ServerFrame.Happened::event)
        .contains("problem.drafted", "notes.edited");
    assertThat(carl.heard() + sam.heard() + more)
        .doesNotContain("hidden", "~", "\"private\"", "problem-draft");
    assertThat(carl.told())
        .allMatch(
            frame -> frame instanceof ServerFrame.Welcome || frame instanceof ServerFrame.Presence);
  }

  @Test
  @DisplayName("[RS4] a position behind the end of the log is answered with a reset")
  void aLostPositionIsAnsweredWithAReset() {
    Position since = positionAfterOneMore();
    venue.cutTail(LogName.SHARED, 1);

    Visit again = venue.visit(venue.another(), CARL, since, 0);

    assertThat(again.welcome().reset()).isEqualTo(ResetReason.LOST_TAIL);
    assertThat(again.welcome().state()).isNotNull();
    assertThat(again.welcome().position().shared().seq()).isEqualTo(since.shared().seq() - 1);
  }

  @Test
  @DisplayName("[RS4] a position where the log has something else is answered with a reset")
  void aPositionOfAnotherHistoryIsAnsweredWithAReset() {
    Position since = positionAfterOneMore();
    venue.cutTail(LogName.SHARED, 1);
    Rooms another = venue.another();
    venue.visit(another, GRACE, null, 1).adds(2, "b");
    venue.settle();

    Visit again = venue.visit(another, CARL, since, 0);

    assertThat(again.welcome().reset()).isEqualTo(ResetReason.DIVERGED);
    assertThat(again.welcome().state()).isNotNull();
  }

  /// Where a candidate stands who is told of one command and leaves.
  private Position positionAfterOneMore() {
    Visit carl = venue.visit(CARL);
    Visit grace = venue.visit(GRACE).adds(1, "a");
    venue.settle();
    Position since = carl.told(ServerFrame.Happened.class).getLast().position();
    assertThat(since.shared()).isEqualTo(grace.acked(1).shared());
    carl.leave();
    grace.leave();
    venue.settle();
    return since;
  }

  @Test
  @DisplayName("[RS6] [RS7] who was shown what is lost gets one reset, and answers after it")
  void whoWasShownWhatIsLostGetsOneReset() {
    Visit carl = venue.visit(CARL);
    Visit grace = venue.visit(GRACE).adds(1, "a");
    venue.settle();
    venue.cutTail(LogName.SHARED, 1);

    grace.adds(2, "b").adds(3, "c");
    venue.pass(5_000);

    for (Visit visit : List.of(carl, grace)) {
      ServerFrame.Reset reset = visit.told(ServerFrame.Reset.class).getFirst();
      assertThat(visit.told(ServerFrame.Reset.class)).hasSize(1);
      assertThat(reset.reason()).isEqualTo(ResetReason.LOST_TAIL);
      assertThat(reset.state()).isNotNull();
      assertThat(
              visit.told(ServerFrame.Happened.class).stream()
                  .map(event -> event.position().shared().seq())
                  .filter(seq -> seq > reset.position().shared().seq()))
          .endsWith(reset.position().shared().seq() + 1, reset.position().shared().seq() + 2);
    }
    assertThat(grace.answers(2)).singleElement().isInstanceOf(ServerFrame.Ack.class);
    assertThat(grace.answers(3)).singleElement().isInstanceOf(ServerFrame.Ack.class);
  }

  @Test
  @DisplayName(
      "[LM5] [RS8] a state of more bytes than the limit is fetched, and no older than its frame")
  void aLargeStateIsFetched() {
    Visit grace = venue.visit(GRACE);
    RoomState small = Objects.requireNonNull(venue.visit(SAM).welcome().state());
    int room = Limits.INLINE_STATE_BYTES - Wire.bytes(small).length;

    type(grace, 1, "", "x".repeat(room));
    assertThat(bytes(venue.visit(SAM))).isEqualTo(Limits.INLINE_STATE_BYTES);

    type(grace, 2, "x".repeat(room), "y");
    ServerFrame.Welcome large = venue.visit(SAM).welcome();
    assertThat(large.state()).isNull();
    assertThat(large.stateAt()).isEqualTo("/api/rooms/" + venue.room().id() + "/state");

    Http.StateAt state = fetched(SAM);
    assertThat(state.position()).isEqualTo(large.position());
    assertThat(state.digest()).isEqualTo(state.state().digest());
    assertThat(state.state().docs().get(DocId.NOTES)).hasSize(room + 1);
  }

  @Test
  @DisplayName("[CV3] a fetched state says what the design covers, the same to every role")
  void aFetchedStateSaysWhatTheDesignCovers() {
    venue.visit(GRACE).adds(1, "a");
    venue.settle();

    assertThat(fetched(GRACE).coverage().requirements())
        .containsExactly(
            new Coverage.RequirementCoverage(
                new ItemId("requirement-000a"), false, List.of(), Coverage.DiveCoverage.NONE));
    assertThat(fetched(SAM).coverage()).isEqualTo(fetched(GRACE).coverage());
  }

  private Http.StateAt fetched(Tab tab) {
    return switch (venue.answer(venue.first().state(venue.room().id(), venue.token(tab.role())))) {
      case Answer.Ok<StateBody>(StateBody body) -> Wire.read(body.json(), Http.StateAt.class);
      case Answer.No<StateBody> no -> throw new AssertionError(no.toString());
    };
  }

  @Test
  @DisplayName("[RS8] [LM5] who joins a board of 2,000 elements is sent it once, compressed")
  void aLargeBoardIsSentOnce() {
    Visit grace = venue.visit(GRACE);
    for (int n = 1; n <= 2_000 / Limits.ELEMENTS_PER_PUT; n++) {
      grace.command(n, drawing(n));
    }
    venue.settle();

    Visit carl = venue.visit(CARL);
    assertThat(carl.welcome().stateAt()).isNotNull();
    assertThat(carl.frames()).allSatisfy(frame -> assertThat(frame.json()).hasSizeLessThan(8_192));

    Answer<StateBody> fetched =
        venue.answer(venue.first().state(venue.room().id(), venue.token(CARL.role())));
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Answer.Ok.class,
            ok -> {
              StateBody body = (StateBody) ok.value();
              assertThat(Wire.read(body.json(), Http.StateAt.class).state().items())
                  .filteredOn(Item.Element.class::isInstance)
                  .hasSize(2_000);
              assertThat(body.gzip()).hasSizeLessThan(body.json().length / 4);
            });
  }

  /// Boxes as Excalidraw draws them.
  private static Command drawing(int number) {
    List<Command.Drawn> elements = new ArrayList<>();
    for (int i = 0; i < Limits.ELEMENTS_PER_PUT; i++) {
      String id = "box-%d-%d".formatted(number, i);
      String shape =
          """
          {"type": "rectangle", "x": %d, "y": %d, "width": 160, "height": 80, "angle": 0,
           "strokeColor": "#1e1e1e", "backgroundColor": "#a5d8ff", "fillStyle": "solid",
           "strokeWidth": 2, "roughness": 1, "opacity": 100, "seed": %d, "index": "a%d"}
          """
              .formatted(number * 200, i * 100, number * 7_919 + i, 1 + i % 9);
      elements.add(
          new Command.Drawn(
              new ElementId(id),
              0,
              i,
              Wire.read(shape.getBytes(UTF_8), ShapeProperties.class),
              null));
    }
    return new Command.BoardPut(elements);
  }

  private static int bytes(Visit visit) {
    return Wire.bytes(Objects.requireNonNull(visit.welcome().state())).length;
  }

  /// Puts a text in front of the notes.
  private void type(Visit visit, long n, String notes, String text) {
    Position base =
        n == 1
            ? visit.welcome().position()
            : visit.told(ServerFrame.Happened.class).getLast().position();
    visit.command(n, typing(DocId.NOTES, base, notes, text));
    venue.settle();
    assertThat(visit.answers(n)).singleElement().isInstanceOf(ServerFrame.Ack.class);
  }

  private static Command typing(DocId doc, Position base, String there, String text) {
    TextChange change =
        ChangeSet.of(List.of(Replacement.insert(0, text)), there.length()).toTextChange();
    return new Command.NotesEdit(doc, base, List.of(change));
  }
}
