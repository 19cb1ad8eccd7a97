package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// How much a hint gives away, from least to most.
public enum HintLevel {
  /// Says where to look again.
  NUDGE("nudge"),
  /// Names what is missing.
  POINTER("pointer"),
  /// Gives a part of the answer.
  PARTIAL("partial"),
  /// Gives the answer.
  REVEAL("reveal");

  private final String wire;

  HintLevel(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
