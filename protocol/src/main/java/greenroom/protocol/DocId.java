package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// The text documents of a room, each with the log that its edits live in.
public enum DocId {
  /// The design notes that candidate and interviewers write together.
  NOTES("notes", LogName.SHARED),
  /// The interviewers' own notes.
  PRIVATE("private", LogName.PRIVATE);

  private final String wire;
  private final LogName log;

  DocId(String wire, LogName log) {
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
