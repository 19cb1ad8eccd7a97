package greenroom.server.room;

import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.server.room.Decision.NOTHING;
import static greenroom.server.room.Decision.refused;

import greenroom.protocol.Change;
import greenroom.protocol.Clock;
import greenroom.protocol.ClockBy;
import greenroom.protocol.Command;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Http;
import greenroom.protocol.Item;
import greenroom.protocol.ItemKey;
import greenroom.protocol.ItemKind;
import greenroom.protocol.Limits;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.Preset;
import greenroom.protocol.Rejection;
import greenroom.protocol.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides what a room is: how it begins and ends, who is in it, what it is set to, and what the
/// interview is about.
final class RoomDecisions {
  private RoomDecisions() {}

  static List<Event> create(Http.CreateRoom request, long now) {
    var room =
        new Item.Room(
            1,
            request.title(),
            request.clockBy() == null ? ClockBy.INTERVIEWERS : request.clockBy(),
            request.autoAdvance(),
            request.spectators() == null || request.spectators(),
            now);
    var framework = new Item.Framework(1, phases(request.framework()));
    var draft = new Item.ProblemDraft(1, or(request.problem(), ""), request.guide());
    return List.of(
        Event.of(
            now,
            null,
            EventType.ROOM_CREATED,
            List.of(
                new Change.Put(room),
                new Change.Put(framework),
                new Change.Put(inLobby(framework)))),
        Event.of(now, null, EventType.PROBLEM_DRAFTED, List.of(new Change.Put(draft))));
  }

  private static List<Item.Phase> phases(Http.@Nullable FrameworkChoice choice) {
    return switch (choice) {
      case null -> Preset.MINUTES_45.phases();
      case Http.FrameworkChoice.Named(Preset preset) -> preset.phases();
      case Http.FrameworkChoice.Own(List<Item.Phase> phases) -> phases;
    };
  }

  private static Item.Timer inLobby(Item.Framework framework) {
    return new Item.Timer(new Clock.Lobby(), Budgets.planned(framework).phases());
  }

  static Decision join(Room room, ParticipantId id, String name, Role role, long now) {
    if (participant(room, id) != null) {
      return NOTHING;
    }
    int others =
        Math.toIntExact(
            room.shared().items().keySet().stream()
                .filter(key -> key.kind() == ItemKind.PARTICIPANT)
                .count());
    if (others >= Limits.PARTICIPANTS) {
      return refused(
          LIMIT, "participants: %d (expected: at most %1$d)".formatted(Limits.PARTICIPANTS));
    }
    var joined = new Item.Participant(id, name, role, others % Item.Participant.COLORS);
    return new Situation(room, id, Math.max(now, room.time()))
        .put(EventType.PARTICIPANT_JOINED, joined);
  }

  static Decision rename(Situation now, Command.ParticipantRename rename) {
    Item.Participant was = participant(now.room(), now.by());
    if (was == null) {
      return refused(NOT_FOUND, "participant: " + now.by() + " (expected: joined before)");
    }
    return rename.name().equals(was.name())
        ? NOTHING
        : now.put(
            EventType.PARTICIPANT_RENAMED,
            new Item.Participant(was.id(), rename.name(), was.role(), was.color()));
  }

  private static Item.@Nullable Participant participant(Room room, ParticipantId id) {
    return room.item(new ItemKey(ItemKind.PARTICIPANT, id.value()), Item.Participant.class);
  }

  static Decision configure(Situation now, Command.RoomConfigure configure) {
    Item.Room was = now.settings();
    var wanted =
        new Item.Room(
            was.rev(),
            or(configure.title(), was.title()),
            or(configure.clockBy(), was.clockBy()),
            or(configure.autoAdvance(), was.autoAdvance()),
            or(configure.spectators(), was.spectators()),
            was.created());
    return wanted.equals(was)
        ? NOTHING
        : now.put(
            EventType.ROOM_CONFIGURED,
            new Item.Room(
                was.rev() + 1,
                wanted.title(),
                wanted.clockBy(),
                wanted.autoAdvance(),
                wanted.spectators(),
                wanted.created()));
  }

  /// Lets spectators in or sends them away.
  static Decision gallery(Situation now, boolean open) {
    Item.Room was = now.settings();
    return was.spectators() == open
        ? NOTHING
        : now.put(
            open ? EventType.GALLERY_OPENED : EventType.GALLERY_CLOSED,
            new Item.Room(
                was.rev() + 1, was.title(), was.clockBy(), was.autoAdvance(), open, was.created()));
  }

  private static <T> T or(@Nullable T given, T was) {
    return given == null ? was : given;
  }

  static Decision editFramework(Situation now, Command.FrameworkEdit edit) {
    Item.Framework was = now.framework();
    if (edit.rev() != was.rev()) {
      return outdated(was, edit.rev());
    }
    if (edit.phases().equals(was.phases())) {
      return NOTHING;
    }
    var framework = new Item.Framework(was.rev() + 1, edit.phases());
    return now.put(EventType.FRAMEWORK_EDITED, framework, inLobby(framework));
  }

  /// Before the start the problem is the interviewers' draft, then everybody's text.
  static Decision editProblem(Situation now, Command.ProblemEdit edit) {
    if (now.timer().clock() instanceof Clock.Lobby) {
      Item.ProblemDraft was = draft(now);
      if (edit.rev() != was.rev()) {
        return outdated(was, edit.rev());
      }
      return edit.text().equals(was.text()) && Objects.equals(edit.guide(), was.guide())
          ? NOTHING
          : now.put(
              EventType.PROBLEM_DRAFTED,
              new Item.ProblemDraft(was.rev() + 1, edit.text(), edit.guide()));
    }
    Item.Problem was = now.room().required(Item.Problem.KEY, Item.Problem.class);
    if (edit.rev() != was.rev()) {
      return outdated(was, edit.rev());
    }
    return edit.text().equals(was.text()) && Objects.equals(edit.guide(), was.guide())
        ? NOTHING
        : now.put(
            EventType.PROBLEM_EDITED, new Item.Problem(was.rev() + 1, edit.text(), edit.guide()));
  }

  private static Item.ProblemDraft draft(Situation now) {
    return or(
        now.room().item(Item.ProblemDraft.KEY, Item.ProblemDraft.class),
        new Item.ProblemDraft(1, "", null));
  }

  /// Shows the problem to everybody and starts the clock. The problem's revision starts anew:
  /// counting on from the draft's would tell candidates how often that was edited.
  static Decision start(Situation now) {
    PhaseClock clock = PhaseClock.starting(new Budgets(now.timer().phases()), now.time());
    Item.ProblemDraft draft = draft(now);
    List<Event> events = new ArrayList<>();
    events.add(
        now.event(
            EventType.INTERVIEW_STARTED,
            new Change.Put(clock.timer()),
            new Change.Put(new Item.Problem(1, draft.text(), draft.guide()))));
    if (now.room().item(Item.ProblemDraft.KEY) != null) {
      events.add(now.event(EventType.PROBLEM_RELEASED, new Change.Remove(Item.ProblemDraft.KEY)));
    }
    return new Decision.Accepted(events);
  }

  static Decision end(Situation now) {
    return now.put(EventType.INTERVIEW_ENDED, now.clock().ended(now.time()));
  }

  private static Decision outdated(Item current, long rev) {
    return new Decision.Refused(Rejection.outdated(current, rev));
  }
}
