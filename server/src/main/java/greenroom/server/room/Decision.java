package greenroom.server.room;

import greenroom.protocol.Event;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.RejectCode;
import greenroom.protocol.Rejection;
import java.util.List;

/// What becomes of a command.
public sealed interface Decision {

  /// There is nothing to do.
  Decision NOTHING = new Accepted(List.of());

  /// It is done by these events, at most one to a log, the shared one first; none if there is
  /// nothing to do.
  record Accepted(List<Event> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  record Refused(Rejection why) implements Decision {}

  /// It cannot be told before the room's history reaches back to `base`; ask again then.
  record NeedsHistory(LogName log, LogPosition base) implements Decision {}

  static Decision refused(RejectCode code, String message) {
    return new Refused(Rejection.of(code, message));
  }
}
