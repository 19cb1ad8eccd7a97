package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// The logs of a room, one per audience. A reader is fed from the logs that their role may read and
/// from no other, which is what keeps private things private.
public enum LogName {
  /// Read by everybody in the room.
  SHARED("shared"),
  /// Read by interviewers only.
  PRIVATE("private");

  private final String wire;

  LogName(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
