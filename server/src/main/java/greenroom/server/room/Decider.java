package greenroom.server.room;

import static greenroom.server.room.ListDecisions.ENDPOINTS;
import static greenroom.server.room.ListDecisions.ENTITIES;
import static greenroom.server.room.ListDecisions.FINDINGS;
import static greenroom.server.room.ListDecisions.REQUIREMENTS;
import static greenroom.server.room.ListDecisions.STEPS;

import greenroom.protocol.Command;
import greenroom.protocol.Event;
import greenroom.protocol.Http;
import greenroom.protocol.Item;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.Rejection;
import greenroom.protocol.Role;
import java.util.List;
import java.util.OptionalLong;

/// Decides what happens. Pure: the same room, command and time give the same decision.
///
/// Times are milliseconds since 1970. No event is dated before what happened in the room, whatever
/// `now` says, so a clock that goes back a little does no harm.
///
/// A room whose items cannot be what this program wrote makes an `IllegalStateException`.
public final class Decider {
  private Decider() {}

  /// What becomes of a command. Checked in this order: the role, the state of the interview, that
  /// what it names is there, its revision, the limits.
  ///
  /// @param actor if not a spectator, somebody who joined
  public static Decision decide(Room room, Actor actor, Command command, long now) {
    Rejection refusal =
        Permissions.refusal(
            actor.role(),
            room.required(Item.Room.KEY, Item.Room.class).clockBy(),
            room.required(Item.Timer.KEY, Item.Timer.class).clock(),
            command);
    if (refusal != null) {
      return new Decision.Refused(refusal);
    }
    ParticipantId by = actor.participant();
    if (by == null) {
      throw new IllegalArgumentException(
          "participant: missing (expected: one, for role " + actor.role().wire() + ")");
    }
    return decide(new Situation(room, by, Math.max(now, room.time())), actor.role(), command);
  }

  private static Decision decide(Situation now, Role role, Command command) {
    return switch (command) {
      case Command.InterviewStart _ -> RoomDecisions.start(now);
      case Command.InterviewEnd _ -> RoomDecisions.end(now);
      case Command.TimerPause _ -> TimerDecisions.pause(now);
      case Command.TimerResume _ -> TimerDecisions.resume(now);
      case Command.PhaseNext next -> TimerDecisions.next(now, next);
      case Command.PhaseGo go -> TimerDecisions.go(now, go);
      case Command.PhaseExtend extend -> BudgetDecisions.extend(now, extend);
      case Command.PhaseShorten shorten -> BudgetDecisions.shorten(now, shorten);
      case Command.PhaseSkip skip -> BudgetDecisions.skip(now, skip);
      case Command.PhaseRestore restore -> BudgetDecisions.restore(now, restore);
      case Command.PhaseAdd add -> BudgetDecisions.add(now, add);
      case Command.RoomConfigure configure -> RoomDecisions.configure(now, configure);
      case Command.FrameworkEdit edit -> RoomDecisions.editFramework(now, edit);
      case Command.ProblemEdit edit -> RoomDecisions.editProblem(now, edit);
      case Command.ParticipantRename rename -> RoomDecisions.rename(now, rename);
      case Command.RequirementAdd(var id, var order, var content) ->
          REQUIREMENTS.add(now, id, order, content);
      case Command.RequirementEdit(var id, var rev, var content) ->
          REQUIREMENTS.edit(now, id, rev, content);
      case Command.RequirementMove(var id, var order) -> REQUIREMENTS.move(now, id, order);
      case Command.RequirementRemove(var id, var rev) -> REQUIREMENTS.remove(now, id, rev);
      case Command.EntityAdd(var id, var order, var content) ->
          ENTITIES.add(now, id, order, content);
      case Command.EntityEdit(var id, var rev, var content) -> ENTITIES.edit(now, id, rev, content);
      case Command.EntityMove(var id, var order) -> ENTITIES.move(now, id, order);
      case Command.EntityRemove(var id, var rev) -> ENTITIES.remove(now, id, rev);
      case Command.EndpointAdd(var id, var order, var content) ->
          ENDPOINTS.add(now, id, order, content);
      case Command.EndpointEdit(var id, var rev, var content) ->
          ENDPOINTS.edit(now, id, rev, content);
      case Command.EndpointMove(var id, var order) -> ENDPOINTS.move(now, id, order);
      case Command.EndpointRemove(var id, var rev) -> ENDPOINTS.remove(now, id, rev);
      case Command.StepAdd(var id, var order, var content) -> STEPS.add(now, id, order, content);
      case Command.StepEdit(var id, var rev, var content) -> STEPS.edit(now, id, rev, content);
      case Command.StepMove(var id, var order) -> STEPS.move(now, id, order);
      case Command.StepRemove(var id, var rev) -> STEPS.remove(now, id, rev);
      case Command.BoardPut put -> BoardDecisions.put(now, put);
      case Command.BoardRemove remove -> BoardDecisions.remove(now, remove);
      case Command.WalkSet set -> WalkDecisions.set(now, set);
      case Command.WalkClear clear -> WalkDecisions.clear(now, clear);
      case Command.DiveWrite write -> DiveDecisions.write(now, write);
      case Command.DiveMark mark -> DiveDecisions.mark(now, mark);
      case Command.FindingAdd(var id, var order, var content) ->
          FINDINGS.add(now, id, order, content);
      case Command.FindingEdit(var id, var rev, var content) ->
          FINDINGS.edit(now, id, rev, content);
      case Command.FindingMove(var id, var order) -> FINDINGS.move(now, id, order);
      case Command.FindingRemove(var id, var rev) -> FINDINGS.remove(now, id, rev);
      case Command.FindingMark mark -> FindingDecisions.mark(now, mark);
      case Command.NotesEdit edit -> NotesDecisions.edit(now, edit);
      case Command.GalleryOpen _ -> RoomDecisions.gallery(now, true);
      case Command.GalleryClose _ -> RoomDecisions.gallery(now, false);
      case Command.ProbeQueue queue -> PlanDecisions.queue(now, queue);
      case Command.ProbeEdit edit -> PlanDecisions.edit(now, edit);
      case Command.ProbeMove move -> PlanDecisions.move(now, move);
      case Command.ProbeRemove remove -> PlanDecisions.remove(now, remove);
      case Command.ProbePush push -> PlanDecisions.push(now, push);
      case Command.ProbeTakeBack back -> PlanDecisions.takeBack(now, back);
      case Command.ProbeHint hint -> PlanDecisions.hint(now, hint);
      case Command.ProbeAnswer answer -> ProbeDecisions.answer(now, answer);
      case Command.ProbePin pin -> ProbeDecisions.pin(now, pin);
      case Command.ProbeMark mark -> ProbeDecisions.mark(now, role, mark);
      case Command.PrivateNoteAdd add -> PrivateNoteDecisions.add(now, add);
      case Command.PrivateNoteEdit edit -> PrivateNoteDecisions.edit(now, edit);
      case Command.PrivateNoteRemove remove -> PrivateNoteDecisions.remove(now, remove);
      case Command.BookmarkAdd add -> BookmarkDecisions.add(now, add);
      case Command.BookmarkEdit edit -> BookmarkDecisions.edit(now, edit);
      case Command.BookmarkRemove remove -> BookmarkDecisions.remove(now, remove);
    };
  }

  /// Lets somebody in for the first time; nothing to do if they are in already.
  ///
  /// @param role interviewer or candidate
  public static Decision join(Room room, ParticipantId id, String name, Role role, long now) {
    return RoomDecisions.join(room, id, name, role, now);
  }

  /// Gives a role's link another token, or takes the link away; nothing to do if it is taken away
  /// already. Asked over HTTP, so the actor need not have joined.
  ///
  /// @param role whose link
  /// @param active true to rotate it, false to revoke it
  public static Decision link(Room room, Actor actor, Role role, boolean active, long now) {
    return LinkDecisions.change(room, actor, role, active, now);
  }

  /// When the room has something to do by itself, if nothing happens before.
  public static OptionalLong deadline(Room room) {
    return TimerDecisions.deadline(room);
  }

  /// What the room does by itself at `now`: nothing before its deadline, and nothing twice. The one
  /// decision that may make two events of one log.
  public static List<Event> wake(Room room, long now) {
    return TimerDecisions.wake(room, now);
  }

  /// The first events of a new room, in order: one to each log.
  public static List<Event> create(Http.CreateRoom request, long now) {
    return RoomDecisions.create(request, now);
  }
}
