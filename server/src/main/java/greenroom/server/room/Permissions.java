package greenroom.server.room;

import greenroom.protocol.Clock;
import greenroom.protocol.ClockBy;
import greenroom.protocol.Command;
import greenroom.protocol.DocId;
import greenroom.protocol.ProbeStatus;
import greenroom.protocol.RejectCode;
import greenroom.protocol.Rejection;
import greenroom.protocol.Role;
import org.jspecify.annotations.Nullable;

/// Who may send a command, and while the interview is in which state. What a command needs beyond
/// that is its own decision's business.
public final class Permissions {
  private Permissions() {}

  /// Whether this role may send the command.
  ///
  /// @param clockBy who may run the clock in this room
  public static boolean allows(Role role, ClockBy clockBy, Command command) {
    return rule(command).who().includes(role, clockBy);
  }

  /// Whether the command fits what the interview is doing.
  public static boolean fits(Clock clock, Command command) {
    return rule(command).during().includes(clock);
  }

  /// Why the command is refused whatever it says, or null if it is not.
  static @Nullable Rejection refusal(Role role, ClockBy clockBy, Clock clock, Command command) {
    Rule rule = rule(command);
    if (!rule.who().includes(role, clockBy)) {
      return Rejection.of(
          RejectCode.FORBIDDEN,
          "role: %s (expected: %s)".formatted(role.wire(), rule.who().expected(clockBy)));
    }
    if (!rule.during().includes(clock)) {
      return Rejection.of(
          RejectCode.WRONG_STATE,
          "interview: %s (expected: %s)".formatted(name(clock), rule.during().expected()));
    }
    return null;
  }

  private record Rule(Who who, During during) {}

  private static Rule rule(Command command) {
    return switch (command) {
      case Command.InterviewStart _ -> new Rule(Who.CLOCK, During.LOBBY);
      case Command.InterviewEnd _ -> new Rule(Who.INTERVIEWERS, During.UNDER_WAY);
      case Command.TimerPause _,
          Command.TimerResume _,
          Command.PhaseNext _,
          Command.PhaseGo _,
          Command.PhaseExtend _,
          Command.PhaseShorten _,
          Command.PhaseSkip _,
          Command.PhaseRestore _,
          Command.PhaseAdd _ ->
          new Rule(Who.CLOCK, During.UNDER_WAY);
      case Command.RoomConfigure _, Command.ProblemEdit _ ->
          new Rule(Who.INTERVIEWERS, During.NOT_ENDED);
      case Command.FrameworkEdit _ -> new Rule(Who.INTERVIEWERS, During.LOBBY);
      case Command.ParticipantRename _ -> new Rule(Who.PARTICIPANTS, During.ALWAYS);
      case Command.RequirementAdd _,
          Command.RequirementEdit _,
          Command.RequirementMove _,
          Command.RequirementRemove _,
          Command.EntityAdd _,
          Command.EntityEdit _,
          Command.EntityMove _,
          Command.EntityRemove _,
          Command.EndpointAdd _,
          Command.EndpointEdit _,
          Command.EndpointMove _,
          Command.EndpointRemove _,
          Command.StepAdd _,
          Command.StepEdit _,
          Command.StepMove _,
          Command.StepRemove _,
          Command.BoardPut _,
          Command.BoardRemove _,
          Command.WalkSet _,
          Command.WalkClear _,
          Command.DiveWrite _,
          Command.DiveMark _,
          Command.FindingAdd _,
          Command.FindingEdit _,
          Command.FindingMove _,
          Command.FindingRemove _,
          Command.FindingMark _ ->
          new Rule(Who.PARTICIPANTS, During.NOT_ENDED);
      case Command.NotesEdit edit -> rule(edit.doc());
      case Command.GalleryOpen _, Command.GalleryClose _ ->
          new Rule(Who.PARTICIPANTS, During.ALWAYS);
      case Command.ProbeQueue _,
          Command.ProbeEdit _,
          Command.ProbeMove _,
          Command.ProbeRemove _,
          Command.ProbeTakeBack _,
          Command.ProbeHint _ ->
          new Rule(Who.INTERVIEWERS, During.NOT_ENDED);
      case Command.ProbePush _ -> new Rule(Who.INTERVIEWERS, During.UNDER_WAY);
      case Command.ProbeAnswer _, Command.ProbePin _ ->
          new Rule(Who.PARTICIPANTS, During.NOT_ENDED);
      case Command.ProbeMark mark -> rule(mark.status());
      case Command.PrivateNoteAdd _,
          Command.PrivateNoteEdit _,
          Command.PrivateNoteRemove _,
          Command.BookmarkAdd _,
          Command.BookmarkEdit _,
          Command.BookmarkRemove _ ->
          new Rule(Who.INTERVIEWERS, During.ALWAYS);
    };
  }

  private static Rule rule(DocId doc) {
    return switch (doc) {
      case NOTES -> new Rule(Who.PARTICIPANTS, During.NOT_ENDED);
      case PRIVATE -> new Rule(Who.INTERVIEWERS, During.ALWAYS);
    };
  }

  /// Who may take a probe to this status; who may take it from its present one is decided with it.
  private static Rule rule(ProbeStatus status) {
    return switch (status) {
      case OPEN, PARKED -> new Rule(Who.PARTICIPANTS, During.NOT_ENDED);
      case CLOSED -> new Rule(Who.INTERVIEWERS, During.NOT_ENDED);
    };
  }

  private enum Who {
    INTERVIEWERS,
    PARTICIPANTS,
    /// Whoever the room lets run the clock.
    CLOCK;

    boolean includes(Role role, ClockBy clockBy) {
      return switch (role) {
        case INTERVIEWER -> true;
        case CANDIDATE -> candidates(clockBy);
        case SPECTATOR -> false;
      };
    }

    String expected(ClockBy clockBy) {
      return candidates(clockBy) ? "interviewer or candidate" : "interviewer";
    }

    private boolean candidates(ClockBy clockBy) {
      return switch (this) {
        case INTERVIEWERS -> false;
        case PARTICIPANTS -> true;
        case CLOCK -> clockBy == ClockBy.EVERYONE;
      };
    }
  }

  private enum During {
    LOBBY("lobby"),
    UNDER_WAY("running or paused"),
    NOT_ENDED("not ended"),
    ALWAYS("any state");

    private final String expected;

    During(String expected) {
      this.expected = expected;
    }

    String expected() {
      return expected;
    }

    boolean includes(Clock clock) {
      return switch (clock) {
        case Clock.Lobby _ -> this != UNDER_WAY;
        case Clock.Running _, Clock.Paused _ -> this != LOBBY;
        case Clock.Ended _ -> this == ALWAYS;
      };
    }
  }

  private static String name(Clock clock) {
    return switch (clock) {
      case Clock.Lobby _ -> "lobby";
      case Clock.Running _ -> "running";
      case Clock.Paused _ -> "paused";
      case Clock.Ended _ -> "ended";
    };
  }
}
