package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// Who may run the clock and the phases.
public enum ClockBy {
  INTERVIEWERS("interviewers"),
  /// Candidates too: for solo practice and for peers.
  EVERYONE("everyone");

  private final String wire;

  ClockBy(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
