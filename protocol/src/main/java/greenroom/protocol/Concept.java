package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// What a probe is about: the guide has a card for each.
public enum Concept {
  SCALING("scaling"),
  WORK_DISTRIBUTION("work-distribution"),
  DATA_DISTRIBUTION("data-distribution"),
  CAP("cap"),
  LOCKING("locking"),
  INDEXING("indexing"),
  COMMUNICATION("communication"),
  SECURITY("security"),
  MONITORING("monitoring");

  private final String wire;

  Concept(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
