package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// What a link lets its holder do in a room.
public enum Role {
  INTERVIEWER("interviewer"),
  CANDIDATE("candidate"),
  SPECTATOR("spectator");

  private final String wire;

  Role(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /// Whether this role is fed from `log`.
  public boolean reads(LogName log) {
    return switch (log) {
      case SHARED -> true;
      case PRIVATE -> this == INTERVIEWER;
    };
  }
}
