package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Rooms.CARL_JOINED;
import static greenroom.server.room.Rooms.DRAFT;
import static greenroom.server.room.Rooms.FRAMEWORK;
import static greenroom.server.room.Rooms.IVY_JOINED;
import static greenroom.server.room.Rooms.PROBLEM;
import static greenroom.server.room.Rooms.SETTINGS;
import static greenroom.server.room.Rooms.T0;
import static greenroom.server.room.Rooms.ended;
import static greenroom.server.room.Rooms.framework;
import static greenroom.server.room.Rooms.lobby;
import static greenroom.server.room.Rooms.lobbyTimer;
import static greenroom.server.room.Rooms.participant;
import static greenroom.server.room.Rooms.participants;
import static greenroom.server.room.Rooms.removed;
import static greenroom.server.room.Rooms.running;
import static greenroom.server.room.Scenario.CARL;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.SAM;
import static greenroom.server.room.Scenario.given;
import static greenroom.server.room.Scenario.idOf;
import static greenroom.server.room.Scenario.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.protocol.Clock;
import greenroom.protocol.ClockBy;
import greenroom.protocol.Command;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.GuideId;
import greenroom.protocol.Http;
import greenroom.protocol.Item;
import greenroom.protocol.Limits;
import greenroom.protocol.LogName;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.Preset;
import greenroom.protocol.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Creating, joining, and what a room is set to.
final class RoomDecisionsTest {
  private static final Actor GUEST =
      new Actor(new ParticipantId("p3333333333333333"), Role.CANDIDATE);

  private static Room created(Http.CreateRoom request) {
    return Rooms.fold(Room.EMPTY, Decider.create(request, T0).toArray(Event[]::new));
  }

  @Test
  @DisplayName("[RM2] [TM1] a new room begins with one event to each log, in the lobby")
  void a_new_room_begins_in_the_lobby() {
    var request =
        new Http.CreateRoom(
            "A feed",
            "Design a feed",
            null,
            new Http.FrameworkChoice.Own(FRAMEWORK.phases()),
            null,
            false,
            null);

    assertThat(Decider.create(request, T0))
        .containsExactly(
            Rooms.happened(EventType.ROOM_CREATED, SETTINGS, FRAMEWORK, lobbyTimer(Rooms.PLAN)),
            Rooms.happened(EventType.PROBLEM_DRAFTED, DRAFT));
  }

  @Test
  @DisplayName("[HT4] what a creator leaves out is 45 minutes, run by interviewers, watchable")
  void what_a_creator_leaves_out_has_a_default() {
    Room room = created(new Http.CreateRoom("A feed", null, null, null, null, false, null));

    assertThat(room.item(Item.Room.KEY)).isEqualTo(SETTINGS);
    assertThat(room.item(Item.Framework.KEY))
        .isEqualTo(new Item.Framework(1, Preset.MINUTES_45.phases()));
    assertThat(room.item(Item.ProblemDraft.KEY)).isEqualTo(new Item.ProblemDraft(1, "", null));
  }

  @Test
  void a_creator_chooses_the_settings() {
    Room room =
        created(new Http.CreateRoom("A feed", null, null, null, ClockBy.EVERYONE, true, false));

    assertThat(room.item(Item.Room.KEY))
        .isEqualTo(new Item.Room(1, "A feed", ClockBy.EVERYONE, true, false, T0));
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  @DisplayName("[RM10] a preset's minutes become the timer's budgets")
  void a_presets_minutes_become_the_budgets(Preset preset) {
    Room room =
        created(
            new Http.CreateRoom(
                "A feed", null, null, new Http.FrameworkChoice.Named(preset), null, false, null));

    Item.Timer timer = room.required(Item.Timer.KEY, Item.Timer.class);
    assertThat(timer.clock()).isEqualTo(new Clock.Lobby());
    assertThat(timer.phases())
        .isEqualTo(
            preset.phases().stream()
                .map(phase -> new Item.PhaseTime(phase.id(), phase.seconds() * 1_000, 0, 0, false))
                .toList());
  }

  @Test
  @DisplayName("[RM3] before the start the problem is in the private log alone")
  void a_new_rooms_problem_is_private() {
    Room room = created(new Http.CreateRoom("A feed", "Secret", null, null, null, false, null));

    assertThat(room.privately().items().values())
        .containsExactly(new Item.ProblemDraft(1, "Secret", null));
    assertThat(room.seenBy(Role.CANDIDATE).toString()).doesNotContain("Secret");
    assertThat(room.seenBy(Role.SPECTATOR).toString()).doesNotContain("Secret");
    assertThat(room.seenBy(Role.INTERVIEWER).toString()).contains("Secret");
  }

  @Test
  @DisplayName("[HE11] the first hello of a person lets them in, with the next colour")
  void joining_puts_a_participant() {
    given(lobby())
        .at(5)
        .joins(GUEST, "Gil")
        .then(put(EventType.PARTICIPANT_JOINED, participant(GUEST, "Gil", 2)));
  }

  @Test
  @DisplayName("[HE10] joining again is nothing to do, whatever the name")
  void joining_again_is_nothing() {
    given(lobby()).at(5).joins(IVY, "Eve").nothing();
  }

  @Test
  @DisplayName("[LM2] a room has at most so many participants")
  void joining_a_full_room_is_refused() {
    given(lobby(), participants(Limits.PARTICIPANTS - 3))
        .at(5)
        .joins(GUEST, "Gil")
        .then(
            put(
                EventType.PARTICIPANT_JOINED,
                participant(GUEST, "Gil", (Limits.PARTICIPANTS - 1) % Item.Participant.COLORS)))
        .joins(new Actor(new ParticipantId("p4444444444444444"), Role.CANDIDATE), "Late")
        .rejected(LIMIT, "participants: 32 (expected: at most 32)")
        .joins(GUEST, "Gil")
        .nothing();
  }

  @Test
  void people_may_join_during_the_interview_and_after_its_end() {
    given(running()).at(5).joins(GUEST, "Gil").accepted();
    given(ended()).at(5).joins(GUEST, "Gil").accepted();
  }

  @Test
  @DisplayName("[HE12] a spectator is no participant")
  void a_spectator_cannot_join() {
    assertThatThrownBy(() -> Decider.join(lobby(), idOf(GUEST), "Sam", Role.SPECTATOR, T0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void renaming_changes_the_senders_own_name() {
    given(lobby())
        .at(5)
        .when(CARL, new Command.ParticipantRename("Karl"))
        .then(put(EventType.PARTICIPANT_RENAMED, participant(CARL, "Karl", CARL_JOINED.color())));
  }

  @Test
  void renaming_to_the_same_name_is_nothing() {
    given(lobby()).at(5).when(IVY, new Command.ParticipantRename(IVY_JOINED.name())).nothing();
  }

  @Test
  @DisplayName("[RM6] names go on after the end")
  void renaming_goes_on_after_the_end() {
    given(ended())
        .at(5)
        .when(CARL, new Command.ParticipantRename("Karl"))
        .then(put(EventType.PARTICIPANT_RENAMED, participant(CARL, "Karl", CARL_JOINED.color())));
  }

  @Test
  void renaming_is_refused_to_spectators_and_strangers() {
    given(lobby())
        .at(5)
        .when(SAM, new Command.ParticipantRename("Sam"))
        .rejected(FORBIDDEN, "role: spectator (expected: interviewer or candidate)")
        .when(GUEST, new Command.ParticipantRename("Gil"))
        .rejected(NOT_FOUND);
  }

  @Test
  @DisplayName("[RM8] configuring changes what it names and raises the revision by one")
  void configuring_changes_what_is_given() {
    given(lobby())
        .at(5)
        .when(IVY, new Command.RoomConfigure(null, ClockBy.EVERYONE, null, null))
        .then(
            put(
                EventType.ROOM_CONFIGURED,
                new Item.Room(2, "A feed", ClockBy.EVERYONE, false, true, T0)))
        .when(IVY, new Command.RoomConfigure("A chat", ClockBy.INTERVIEWERS, true, false))
        .then(
            put(
                EventType.ROOM_CONFIGURED,
                new Item.Room(3, "A chat", ClockBy.INTERVIEWERS, true, false, T0)));
  }

  @Test
  @DisplayName("[CM6] configuring what is so already is nothing to do")
  void configuring_the_same_is_nothing() {
    given(running())
        .at(5)
        .when(IVY, new Command.RoomConfigure("A feed", null, false, true))
        .nothing();
  }

  @Test
  void configuring_is_refused_to_candidates_and_after_the_end() {
    given(lobby())
        .at(5)
        .when(CARL, new Command.RoomConfigure(null, ClockBy.EVERYONE, null, null))
        .rejected(FORBIDDEN, "role: candidate (expected: interviewer)");
    given(ended())
        .at(5)
        .when(IVY, new Command.RoomConfigure("A chat", null, null, null))
        .rejected(WRONG_STATE, "interview: ended (expected: not ended)");
  }

  @Test
  @DisplayName("[RM8] editing the framework deals the timer anew")
  void editing_the_framework_deals_the_timer_anew() {
    String plan = "req 600 | deep 1200";
    given(lobby())
        .at(5)
        .when(IVY, new Command.FrameworkEdit(1, framework(1, plan).phases()))
        .then(put(EventType.FRAMEWORK_EDITED, framework(2, plan), lobbyTimer(plan)));
  }

  @Test
  @DisplayName("[CM15] [CM16] an edit of an outdated framework gets the present one")
  void editing_an_outdated_framework_is_refused() {
    given(lobby())
        .at(5)
        .when(IVY, new Command.FrameworkEdit(2, framework(1, "req 600").phases()))
        .outdated(FRAMEWORK);
  }

  @Test
  void editing_the_framework_to_what_it_is_is_nothing() {
    given(lobby()).at(5).when(IVY, new Command.FrameworkEdit(1, FRAMEWORK.phases())).nothing();
  }

  @Test
  void the_framework_is_fixed_from_the_start_on() {
    var edit = new Command.FrameworkEdit(1, framework(1, "req 600").phases());
    given(running()).at(5).when(IVY, edit).rejected(WRONG_STATE);
    given(ended()).at(5).when(IVY, edit).rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[RM3] before the start, editing the problem edits the private draft")
  void editing_the_problem_before_the_start_edits_the_draft() {
    Scenario after =
        given(lobby())
            .at(5)
            .when(IVY, new Command.ProblemEdit(1, "Design a chat", null))
            .then(put(EventType.PROBLEM_DRAFTED, new Item.ProblemDraft(2, "Design a chat", null)));

    assertThat(after.room().heads().shared()).isEqualTo(lobby().heads().shared());
  }

  @Test
  @DisplayName("[RM8] after the start, editing the problem edits what everybody reads")
  void editing_the_problem_after_the_start_edits_the_shared_one() {
    given(running())
        .at(5)
        .when(IVY, new Command.ProblemEdit(1, "Design a chat", null))
        .then(put(EventType.PROBLEM_EDITED, new Item.Problem(2, "Design a chat", null)));
  }

  @Test
  @DisplayName("[RM13] a problem can name the problem of the guide that it was taken from")
  void a_problem_names_the_guides() {
    GuideId feed = new GuideId("news-feed");
    Room room =
        created(new Http.CreateRoom("A feed", "Design a feed", feed, null, null, false, null));

    assertThat(room.item(Item.ProblemDraft.KEY))
        .isEqualTo(new Item.ProblemDraft(1, "Design a feed", feed));
    Scenario started = given(room).at(5).when(IVY, new Command.InterviewStart()).accepted();
    assertThat(started.room().item(Item.Problem.KEY))
        .isEqualTo(new Item.Problem(1, "Design a feed", feed));
  }

  @Test
  @DisplayName("[RM13] an edit gives the problem another guide's name, or takes it away")
  void editing_the_guides_name() {
    GuideId feed = new GuideId("news-feed");
    GuideId chat = new GuideId("chat");
    given(lobby())
        .at(5)
        .when(IVY, new Command.ProblemEdit(1, DRAFT.text(), feed))
        .then(put(EventType.PROBLEM_DRAFTED, new Item.ProblemDraft(2, DRAFT.text(), feed)))
        .when(IVY, new Command.ProblemEdit(2, DRAFT.text(), feed))
        .nothing();
    given(running())
        .at(5)
        .when(IVY, new Command.ProblemEdit(1, PROBLEM.text(), chat))
        .then(put(EventType.PROBLEM_EDITED, new Item.Problem(2, PROBLEM.text(), chat)))
        .when(IVY, new Command.ProblemEdit(2, PROBLEM.text(), chat))
        .nothing()
        .when(IVY, new Command.ProblemEdit(2, PROBLEM.text(), null))
        .then(put(EventType.PROBLEM_EDITED, new Item.Problem(3, PROBLEM.text(), null)));
  }

  @Test
  void a_missing_draft_counts_as_an_empty_one() {
    given(lobby(), removed(EventType.PROBLEM_RELEASED, DRAFT))
        .at(5)
        .when(IVY, new Command.ProblemEdit(1, "Design a chat", null))
        .then(put(EventType.PROBLEM_DRAFTED, new Item.ProblemDraft(2, "Design a chat", null)));
  }

  @Test
  @DisplayName("[CM15] an edit of an outdated problem gets the present one")
  void editing_an_outdated_problem_is_refused() {
    given(lobby()).at(5).when(IVY, new Command.ProblemEdit(2, "x", null)).outdated(DRAFT);
    given(running()).at(5).when(IVY, new Command.ProblemEdit(2, "x", null)).outdated(PROBLEM);
  }

  @Test
  void editing_the_problem_to_what_it_is_is_nothing() {
    given(lobby()).at(5).when(IVY, new Command.ProblemEdit(1, DRAFT.text(), null)).nothing();
    given(running()).at(5).when(IVY, new Command.ProblemEdit(1, PROBLEM.text(), null)).nothing();
  }

  @Test
  void editing_the_problem_is_refused_to_candidates_and_after_the_end() {
    given(running()).at(5).when(CARL, new Command.ProblemEdit(1, "x", null)).rejected(FORBIDDEN);
    given(ended()).at(5).when(IVY, new Command.ProblemEdit(1, "x", null)).rejected(WRONG_STATE);
  }

  @Test
  @DisplayName("[SC2] a candidate's refusal does not tell whether the draft was edited")
  void a_candidates_edit_is_forbidden_whatever_its_revision() {
    given(lobby())
        .at(5)
        .when(CARL, new Command.ProblemEdit(1, "x", null))
        .rejected(FORBIDDEN, "role: candidate (expected: interviewer)")
        .when(CARL, new Command.ProblemEdit(7, "x", null))
        .rejected(FORBIDDEN, "role: candidate (expected: interviewer)");
  }

  @Test
  void a_room_without_its_items_is_a_bug_with_a_name() {
    assertThatThrownBy(() -> Decider.decide(Room.EMPTY, IVY, new Command.TimerPause(), T0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("room: missing (expected: in every room)");
  }

  @Test
  void an_interviewer_who_is_nobody_is_a_bug_with_a_name() {
    var nobody = new Actor(null, Role.INTERVIEWER);

    assertThatThrownBy(() -> Decider.decide(lobby(), nobody, new Command.InterviewStart(), T0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("participant: missing (expected: one, for role interviewer)");
  }

  @Test
  @DisplayName("[EV3] each event is of one log")
  void the_two_events_of_a_new_room_are_of_the_two_logs() {
    assertThat(
            Decider.create(new Http.CreateRoom("A feed", null, null, null, null, false, null), T0))
        .extracting(Event::log)
        .containsExactly(LogName.SHARED, LogName.PRIVATE);
  }
}
