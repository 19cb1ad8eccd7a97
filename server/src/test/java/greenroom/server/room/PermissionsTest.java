package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.protocol.RejectCode.ID_USED;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.NO_TIME;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Rooms.T0;
import static greenroom.server.room.Rooms.asks;
import static greenroom.server.room.Rooms.bottleneck;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.fold;
import static greenroom.server.room.Rooms.framework;
import static greenroom.server.room.Rooms.get;
import static greenroom.server.room.Rooms.happened;
import static greenroom.server.room.Rooms.id;
import static greenroom.server.room.Rooms.lobby;
import static greenroom.server.room.Rooms.paused;
import static greenroom.server.room.Rooms.requirement;
import static greenroom.server.room.Rooms.resource;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Rooms.says;
import static greenroom.server.room.Scenario.CARL;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.SAM;
import static greenroom.server.room.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.ClockBy;
import greenroom.protocol.Command;
import greenroom.protocol.DocId;
import greenroom.protocol.ElementId;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.FindingStatus;
import greenroom.protocol.HintLevel;
import greenroom.protocol.Item;
import greenroom.protocol.Limits;
import greenroom.protocol.OrderKey;
import greenroom.protocol.PhaseId;
import greenroom.protocol.ProbeStatus;
import greenroom.protocol.RejectCode;
import greenroom.protocol.Role;
import greenroom.protocol.ShapeProperties;
import greenroom.protocol.StepContent;
import greenroom.protocol.TextChange;
import greenroom.server.text.ChangeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Who may send which command when, and what is looked at first.
final class PermissionsTest {
  private static final PhaseId NOWHERE = new PhaseId("nowhere");
  private static final TextChange NOTHING = ChangeSet.of(List.of(), 0).toTextChange();

  /// Commands that name what is not there, so that nothing but the sender is right about them.
  private static final List<Command> UNDER_WAY =
      List.of(
          new Command.TimerPause(),
          new Command.TimerResume(),
          new Command.PhaseNext(NOWHERE),
          new Command.PhaseGo(NOWHERE),
          new Command.PhaseExtend(NOWHERE, 1, false),
          new Command.PhaseShorten(NOWHERE, 1),
          new Command.PhaseSkip(NOWHERE),
          new Command.PhaseRestore(NOWHERE),
          new Command.PhaseAdd(new Item.Phase(NOWHERE, "Nowhere", 60), NOWHERE, false));

  private static final List<Command> OF_THE_CLOCK =
      Stream.concat(Stream.of(new Command.InterviewStart()), UNDER_WAY.stream()).toList();

  private static final List<Command> OF_INTERVIEWERS_UNDER_WAY =
      List.of(new Command.InterviewEnd(), new Command.ProbePush(id(1)));

  private static final List<Command> OF_INTERVIEWERS_ALWAYS =
      List.of(
          notes(DocId.PRIVATE),
          new Command.PrivateNoteAdd(id(1), "a"),
          new Command.PrivateNoteEdit(id(1), 99, "a"),
          new Command.PrivateNoteRemove(id(1), 99),
          new Command.BookmarkAdd(id(1), null),
          new Command.BookmarkEdit(id(1), 99, null),
          new Command.BookmarkRemove(id(1), 99));

  private static final List<Command> OF_INTERVIEWERS =
      all(
          List.of(
              OF_INTERVIEWERS_UNDER_WAY,
              OF_INTERVIEWERS_ALWAYS,
              List.of(
                  new Command.RoomConfigure("A chat", null, null, null),
                  new Command.FrameworkEdit(99, framework(1, "req 600").phases()),
                  new Command.ProblemEdit(99, "A chat", null),
                  new Command.ProbeQueue(id(1), null, asks("a"), null),
                  new Command.ProbeEdit(id(1), 99, asks("a")),
                  new Command.ProbeMove(id(1), new OrderKey("a0")),
                  new Command.ProbeRemove(id(1), 99),
                  new Command.ProbeTakeBack(id(1)),
                  new Command.ProbeHint(id(1), HintLevel.NUDGE, null),
                  new Command.ProbeMark(id(1), ProbeStatus.CLOSED))));

  private static final List<Command> OF_PARTICIPANTS_ALWAYS =
      List.of(
          new Command.ParticipantRename("Karl"),
          new Command.GalleryOpen(),
          new Command.GalleryClose());

  private static final List<Command> OF_PARTICIPANTS =
      all(
          List.of(
              OF_PARTICIPANTS_ALWAYS,
              List.of(
                  new Command.RequirementAdd(id(1), null, says("a")),
                  new Command.RequirementEdit(id(1), 99, says("a")),
                  new Command.RequirementMove(id(1), new OrderKey("a0")),
                  new Command.RequirementRemove(id(1), 99),
                  new Command.EntityAdd(id(1), null, resource("a")),
                  new Command.EntityEdit(id(1), 99, resource("a")),
                  new Command.EntityMove(id(1), new OrderKey("a0")),
                  new Command.EntityRemove(id(1), 99),
                  new Command.EndpointAdd(id(1), null, get("/a")),
                  new Command.EndpointEdit(id(1), 99, get("/a")),
                  new Command.EndpointMove(id(1), new OrderKey("a0")),
                  new Command.EndpointRemove(id(1), 99),
                  new Command.StepAdd(id(1), null, new StepContent("a")),
                  new Command.StepEdit(id(1), 99, new StepContent("a")),
                  new Command.StepMove(id(1), new OrderKey("a0")),
                  new Command.StepRemove(id(1), 99),
                  new Command.FindingAdd(id(1), null, bottleneck("a")),
                  new Command.FindingEdit(id(1), 99, bottleneck("a")),
                  new Command.FindingMove(id(1), new OrderKey("a0")),
                  new Command.FindingRemove(id(1), 99),
                  new Command.FindingMark(id(1), FindingStatus.HANDLED),
                  new Command.BoardPut(
                      List.of(
                          new Command.Drawn(
                              new ElementId("box"),
                              1,
                              0,
                              new ShapeProperties(new TreeMap<>()),
                              null))),
                  new Command.BoardRemove(List.of(new Command.Erased(new ElementId("box"), 1))),
                  new Command.WalkSet(id(1), 0, List.of(new ElementId("box"))),
                  new Command.WalkClear(id(1), 99),
                  new Command.DiveWrite(id(1), 0, "a"),
                  new Command.DiveMark(id(1), true),
                  notes(DocId.NOTES),
                  new Command.ProbeAnswer(id(1), 99, "a"),
                  new Command.ProbePin(id(1), true),
                  new Command.ProbeMark(id(1), ProbeStatus.OPEN),
                  new Command.ProbeMark(id(1), ProbeStatus.PARKED))));

  private static final List<Command> ALL =
      all(List.of(OF_THE_CLOCK, OF_INTERVIEWERS, OF_PARTICIPANTS));

  private static List<Command> all(List<List<Command>> lists) {
    return lists.stream().flatMap(List::stream).toList();
  }

  private static Command notes(DocId doc) {
    return new Command.NotesEdit(doc, lobby().heads().seenBy(Role.INTERVIEWER), List.of(NOTHING));
  }

  private static @Nullable RejectCode refusal(Room room, Actor actor, Command command) {
    return Decider.decide(room, actor, command, T0) instanceof Decision.Refused refused
        ? refused.why().code()
        : null;
  }

  private static List<Command> refusedWith(RejectCode code, Room room, Actor actor) {
    return ALL.stream().filter(command -> refusal(room, actor, command) == code).toList();
  }

  private static Room runByEveryone(Room room) {
    return fold(
        room,
        happened(
            EventType.ROOM_CONFIGURED,
            new Item.Room(2, "A feed", ClockBy.EVERYONE, false, true, T0)));
  }

  @Test
  void every_command_is_looked_at_here() {
    assertThat(ALL.stream().<Class<?>>map(Command::getClass).distinct())
        .containsExactlyInAnyOrder(Command.class.getPermittedSubclasses());
  }

  @Test
  @DisplayName(
      "[RM5] the sender's role alone decides who may send what, whatever the command names")
  void the_role_decides_who_may_send_what() {
    List<Command> forCandidates = new ArrayList<>(OF_THE_CLOCK);
    forCandidates.addAll(OF_INTERVIEWERS);
    for (Room room : List.of(lobby(), running(), paused(), ended())) {
      assertThat(refusedWith(FORBIDDEN, room, IVY)).isEmpty();
      assertThat(refusedWith(FORBIDDEN, room, SAM)).isEqualTo(ALL);
      assertThat(refusedWith(FORBIDDEN, room, CARL)).isEqualTo(forCandidates);

      Room byEveryone = runByEveryone(room);
      assertThat(refusedWith(FORBIDDEN, byEveryone, IVY)).isEmpty();
      assertThat(refusedWith(FORBIDDEN, byEveryone, SAM)).isEqualTo(ALL);
      assertThat(refusedWith(FORBIDDEN, byEveryone, CARL)).isEqualTo(OF_INTERVIEWERS);
    }
  }

  @Test
  @DisplayName("[CM17] in the lobby nothing can be stopped, entered, ended or pushed")
  void in_the_lobby_nothing_runs() {
    List<Command> wrong = new ArrayList<>(UNDER_WAY);
    wrong.addAll(OF_INTERVIEWERS_UNDER_WAY);

    assertThat(refusedWith(WRONG_STATE, lobby(), IVY)).isEqualTo(wrong);
  }

  @Test
  @DisplayName(
      "[CM17] [RM6] after the end nothing goes on but what is private, names and the gallery")
  void after_the_end_what_is_private_names_and_the_gallery_go_on() {
    List<Command> wrong = new ArrayList<>(ALL);
    wrong.removeAll(OF_INTERVIEWERS_ALWAYS);
    wrong.removeAll(OF_PARTICIPANTS_ALWAYS);

    assertThat(refusedWith(WRONG_STATE, ended(), IVY)).isEqualTo(wrong);
  }

  @Test
  @DisplayName("[CM14] the role is looked at before the state of the interview")
  void the_role_comes_before_the_state() {
    given(lobby()).at(5).when(CARL, new Command.InterviewEnd()).rejected(FORBIDDEN);
    given(ended()).at(5).when(SAM, new Command.InterviewStart()).rejected(FORBIDDEN);
  }

  @Test
  @DisplayName("[CM14] the state is looked at before what the command names and its revision")
  void the_state_comes_before_what_is_named() {
    given(lobby()).at(5).when(IVY, new Command.PhaseGo(NOWHERE)).rejected(WRONG_STATE);
    given(ended())
        .at(5)
        .when(IVY, new Command.RequirementEdit(id(1), 1, says("a")))
        .rejected(WRONG_STATE);
    given(running())
        .at(5)
        .when(IVY, new Command.FrameworkEdit(99, framework(1, "req 600").phases()))
        .rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[CM14] what the command names is looked at before time and limits")
  void what_is_named_comes_before_time_and_limits() {
    given(running())
        .at(5)
        .when(IVY, new Command.PhaseExtend(NOWHERE, Limits.PHASE_SECONDS, false))
        .rejected(NOT_FOUND);
    given(running(), manyRequirements())
        .at(5)
        .when(IVY, new Command.RequirementAdd(id(1), null, says("again")))
        .rejected(ID_USED);
  }

  private static Event[] manyRequirements() {
    return IntStream.rangeClosed(1, Limits.REQUIREMENTS)
        .mapToObj(
            i -> happened(EventType.REQUIREMENT_ADDED, requirement(i, 1, "a0", "Requirement " + i)))
        .toArray(Event[]::new);
  }

  @Test
  @DisplayName("[CM14] time is looked at before limits")
  void time_comes_before_limits() {
    Item.Timer full =
        Rooms.running(
            0,
            ">intro 14400/0 x1 | "
                + String.join(
                    " | ",
                    IntStream.range(1, Limits.PHASES)
                        .mapToObj(i -> "p" + i + " 14400/0 x1")
                        .toList()));
    PhaseId intro = new PhaseId("intro");

    given(Rooms.with(full))
        .at(0)
        .when(IVY, new Command.PhaseExtend(intro, 1, false))
        .rejected(NO_TIME)
        .when(IVY, new Command.PhaseExtend(intro, 1, true))
        .rejected(RejectCode.LIMIT);
  }
}
