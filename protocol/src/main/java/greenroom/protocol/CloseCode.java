package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// Why a WebSocket was closed. The range says what a client does next: 4000 to 4099, connect again
/// with `since`, after a jittered delay; 4100 to 4199, do not connect again as you are.
public enum CloseCode {
  /// The server is going away.
  GOING_AWAY("going-away", 4000),
  /// The connection did not take its bytes fast enough.
  SLOW_READER("slow-reader", 4001),
  /// The room's storage did not answer.
  UNAVAILABLE("unavailable", 4002),
  /// Something in the server or in the room's data is broken.
  INTERNAL("internal", 4003),
  /// Too many messages that were no frames, or too many pings.
  RATE_LIMITED("rate-limited", 4004),
  /// Nothing was heard for too long.
  IDLE("idle", 4005),

  /// No hello came in time, or too many bytes before it.
  NO_HELLO("no-hello", 4100),
  /// The first frame was not a hello of the form that is asked for.
  BAD_HELLO("bad-hello", 4101),
  /// The token opens nothing here: wrong, rotated or revoked.
  DENIED("denied", 4102),
  /// There is no such room: never created, deleted or expired.
  ROOM_GONE("room-gone", 4103),
  /// As many participants or sessions as a room may have.
  ROOM_FULL("room-full", 4104),
  /// A newer connection of the same session took over.
  SUPERSEDED("superseded", 4105),
  /// The session belongs to another person or role.
  SESSION_TAKEN("session-taken", 4106),
  /// The room no longer remembers the session: start a new one.
  SESSION_FORGOTTEN("session-forgotten", 4107),
  /// A frame larger than the limit.
  FRAME_TOO_LARGE("frame-too-large", 4108),
  /// More commands unanswered than the limit.
  TOO_MANY_UNANSWERED("too-many-unanswered", 4109),
  /// The room does not let spectators in.
  NO_SPECTATORS("no-spectators", 4110);

  private final String wire;
  private final int number;

  CloseCode(String wire, int number) {
    this.wire = wire;
    this.number = number;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /// The WebSocket close code.
  public int number() {
    return number;
  }

  /// Whether a client may connect again with what it has.
  public boolean reconnect() {
    return number < 4100;
  }
}
