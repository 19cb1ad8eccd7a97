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
  PHASE_ADDED("phase.added"),
  REQUIREMENT_ADDED("requirement.added"),
  REQUIREMENT_EDITED("requirement.edited"),
  REQUIREMENT_MOVED("requirement.moved"),
  REQUIREMENT_REMOVED("requirement.removed"),
  ENTITY_ADDED("entity.added"),
  ENTITY_EDITED("entity.edited"),
  ENTITY_MOVED("entity.moved"),
  ENTITY_REMOVED("entity.removed"),
  ENDPOINT_ADDED("endpoint.added"),
  ENDPOINT_EDITED("endpoint.edited"),
  ENDPOINT_MOVED("endpoint.moved"),
  ENDPOINT_REMOVED("endpoint.removed"),
  STEP_ADDED("step.added"),
  STEP_EDITED("step.edited"),
  STEP_MOVED("step.moved"),
  STEP_REMOVED("step.removed"),
  BOARD_DRAWN("board.drawn"),
  BOARD_ERASED("board.erased"),
  WALK_TRACED("walk.traced"),
  WALK_CLEARED("walk.cleared"),
  DIVE_WRITTEN("dive.written"),
  DIVE_MARKED("dive.marked"),
  FINDING_ADDED("finding.added"),
  FINDING_EDITED("finding.edited"),
  FINDING_MOVED("finding.moved"),
  FINDING_MARKED("finding.marked"),
  FINDING_REMOVED("finding.removed"),
  NOTES_EDITED("notes.edited"),
  PROBE_QUEUED("probe.queued"),
  PROBE_EDITED("probe.edited"),
  PROBE_MOVED("probe.moved"),
  PROBE_REMOVED("probe.removed"),
  /// The shared half of a push.
  PROBE_PUSHED("probe.pushed"),
  /// The private half of a push.
  PROBE_DELIVERED("probe.delivered"),
  /// The shared half of taking a probe back.
  PROBE_TAKEN_BACK("probe.taken-back"),
  /// The private half of taking a probe back.
  PROBE_RETURNED("probe.returned"),
  PROBE_HINTED("probe.hinted"),
  PROBE_ANSWERED("probe.answered"),
  PROBE_PINNED("probe.pinned"),
  PROBE_MARKED("probe.marked"),
  PRIVATE_NOTE_ADDED("private-note.added"),
  PRIVATE_NOTE_EDITED("private-note.edited"),
  PRIVATE_NOTE_REMOVED("private-note.removed"),
  BOOKMARK_ADDED("bookmark.added"),
  BOOKMARK_EDITED("bookmark.edited"),
  BOOKMARK_REMOVED("bookmark.removed"),
  GALLERY_OPENED("gallery.opened"),
  GALLERY_CLOSED("gallery.closed"),
  LINK_ROTATED("link.rotated"),
  LINK_REVOKED("link.revoked");

  private final String wire;

  EventType(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }
}
