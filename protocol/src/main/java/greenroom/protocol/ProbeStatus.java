package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// Where the talk about a probe stands.
public enum ProbeStatus {
  OPEN("open"),
  /// To come back to.
  PARKED("parked"),
  /// Done with; interviewers decide that.
  CLOSED("closed");

  private final String wire;

  ProbeStatus(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
