package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// What a refused client may do about it.
public enum Retry {
  /// The same thing will be refused again.
  NEVER("never"),
  /// The same thing, under a new number, may succeed after a while.
  LATER("later"),
  /// The client's state is not the room's: take the state anew, then decide again.
  RESYNC("resync");

  private final String wire;

  Retry(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
