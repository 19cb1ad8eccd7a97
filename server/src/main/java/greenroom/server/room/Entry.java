package greenroom.server.room;

import greenroom.protocol.Event;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Wire;
import org.jspecify.annotations.Nullable;

/// One event as a log holds it.
///
/// @param log which log
/// @param position the log's position after this entry
/// @param sharedSeq how many entries of the shared log come before the end of this one: its own seq
///   in the shared log, and what puts a private entry into the merged order: after the shared entry
///   of that seq
/// @param payload the stored bytes, which the position's digest covers; never changed
/// @param event what the bytes say
/// @param origin the command that made it, absent for what the room did by itself and for the
///   further entries of one command
// The bytes are written to many sockets as they are; two entries are compared by position.
@SuppressWarnings("ArrayRecordComponent")
public record Entry(
    LogName log,
    LogPosition position,
    long sharedSeq,
    byte[] payload,
    Event event,
    @Nullable Origin origin) {

  /// The entry that appends `event` to a room that stands at `heads`.
  public static Entry after(Heads heads, Event event, @Nullable Origin origin) {
    byte[] payload = Wire.bytes(event);
    LogPosition position = heads.of(event.log()).next(payload);
    long sharedSeq = event.log() == LogName.SHARED ? position.seq() : heads.shared().seq();
    return new Entry(event.log(), position, sharedSeq, payload, event, origin);
  }

  /// Reads an entry back from what a log stored.
  ///
  /// @throws IllegalArgumentException if the payload is no event of that log
  public static Entry stored(
      LogName log, LogPosition position, long sharedSeq, byte[] payload, @Nullable Origin origin) {
    Event event = Wire.read(payload, Event.class);
    if (event.log() != log) {
      throw new IllegalArgumentException(
          "event: of the %s log (expected: %s)".formatted(event.log().wire(), log.wire()));
    }
    return new Entry(log, position, sharedSeq, payload, event, origin);
  }

  /// Whether this is the next entry of a room that stands at `heads`, in the merged order.
  public boolean follows(Heads heads) {
    return position.equals(heads.of(log).next(payload))
        && (log == LogName.SHARED || sharedSeq == heads.shared().seq());
  }

  /// The heads after this entry.
  public Heads onto(Heads heads) {
    return heads.with(log, position);
  }
}
