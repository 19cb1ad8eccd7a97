package greenroom.server.room;

import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Position;
import greenroom.protocol.Role;

/// Where both logs of a room stand.
public record Heads(LogPosition shared, LogPosition privately) {
  public static final Heads START = new Heads(LogPosition.START, LogPosition.START);

  public LogPosition of(LogName log) {
    return switch (log) {
      case SHARED -> shared;
      case PRIVATE -> privately;
    };
  }

  public Heads with(LogName log, LogPosition position) {
    return switch (log) {
      case SHARED -> new Heads(position, privately);
      case PRIVATE -> new Heads(shared, position);
    };
  }

  /// The position as a reader of this role is told it.
  public Position seenBy(Role role) {
    return new Position(shared, role.reads(LogName.PRIVATE) ? privately : null);
  }
}
