package greenroom.protocol;

/// What can happen in a room. Readers apply events of a type that they do not know by their changes
/// alone, so an event carries the wire name and this enum is only what this version writes.
public enum EventType {
  ROOM_CREATED("room.created"),
  ROOM_CONFIGURED("room.configured"),
  FRAMEWORK_EDITED("framework.edited"),
  PROBLEM_DRAFTED("problem.drafted"),
  PROBLEM_EDITED("problem.edited"),
  PROBLEM_RELEASED("problem.released"),
  PARTICIPANT_JOINED("participant.joined"),
  PARTICIPANT_RENAMED("participant.renamed"),
  INTERVIEW_STARTED("interview.started"),
  INTERVIEW_ENDED("interview.ended"),
  TIMER_PAUSED("timer.paused"),
  TIMER_RESUMED("timer.resumed"),
  PHASE_ENTERED("phase.entered"),
  PHASE_EXPIRED("phase.expired"),
  PHASE_EXTENDED("phase.extended"),
  PHASE_SHORTENED("phase.shortened"),
  PHASE_SKIPPED("phase.skipped"),
  PHASE_RESTORED("phase.restored"),
  REQUIREMENT_ADDED("requirement.added"),
  REQUIREMENT_EDITED("requirement.edited"),
  REQUIREMENT_MOVED("requirement.moved"),
  REQUIREMENT_REMOVED("requirement.removed"),
  NOTES_EDITED("notes.edited");

  private final String wire;

  EventType(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }
}
