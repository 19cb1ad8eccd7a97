package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// Whether the design deals with a finding.
public enum FindingStatus {
  OPEN("open"),
  HANDLED("handled");

  private final String wire;

  FindingStatus(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
