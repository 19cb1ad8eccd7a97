package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// Whether a probe was shown yet.
public enum PlanState {
  QUEUED("queued"),
  PUSHED("pushed");

  private final String wire;

  PlanState(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
