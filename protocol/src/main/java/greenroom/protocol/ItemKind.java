package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// The kinds of item, each with the log that it lives in.
public enum ItemKind {
  ROOM("room", LogName.SHARED),
  FRAMEWORK("framework", LogName.SHARED),
  TIMER("timer", LogName.SHARED),
  PROBLEM("problem", LogName.SHARED),
  /// The problem before the start: only interviewers may know it then.
  PROBLEM_DRAFT("problem-draft", LogName.PRIVATE),
  PARTICIPANT("participant", LogName.SHARED),
  REQUIREMENT("requirement", LogName.SHARED),
  ENTITY("entity", LogName.SHARED),
  ENDPOINT("endpoint", LogName.SHARED),
  STEP("step", LogName.SHARED),
  ELEMENT("element", LogName.SHARED),
  WALK("walk", LogName.SHARED),
  DIVE("dive", LogName.SHARED),
  FINDING("finding", LogName.SHARED),
  PROBE("probe", LogName.SHARED),
  /// A probe before it is pushed, and what only interviewers may know of it after.
  PROBE_PLAN("probe-plan", LogName.PRIVATE),
  PRIVATE_NOTE("private-note", LogName.PRIVATE),
  BOOKMARK("bookmark", LogName.PRIVATE),
  /// What became of a role's link.
  LINK("link", LogName.PRIVATE);

  private final String wire;
  private final LogName log;

  ItemKind(String wire, LogName log) {
    this.wire = wire;
    this.log = log;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  public LogName log() {
    return log;
  }
}
