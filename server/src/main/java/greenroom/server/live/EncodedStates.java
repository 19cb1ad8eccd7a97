package greenroom.server.live;

import greenroom.protocol.Http;
import greenroom.protocol.LogName;
import greenroom.protocol.Position;
import greenroom.protocol.Role;
import greenroom.protocol.RoomState;
import greenroom.protocol.Wire;
import greenroom.server.room.DesignCoverage;
import greenroom.server.room.Room;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The state of a room as it goes out, encoded once for each position and audience.
final class EncodedStates {
  private final Map<LogName, Encoded> newest = new EnumMap<>(LogName.class);

  /// One encoding.
  ///
  /// @param bytes of the state alone
  private record Encoded(Position position, RoomState state, int bytes, @Nullable StateBody body) {}

  /// The state of `room` for `role` if it is small enough to stand in a frame, else null.
  @Nullable RoomState inline(Room room, Role role, int maxBytes) {
    Encoded encoded = encoded(room, role);
    return encoded.bytes() <= maxBytes ? encoded.state() : null;
  }

  StateBody body(Room room, Role role) {
    Encoded encoded = encoded(room, role);
    if (encoded.body() != null) {
      return encoded.body();
    }
    byte[] json =
        Wire.bytes(
            new Http.StateAt(
                encoded.position(),
                encoded.state(),
                encoded.state().digest(),
                DesignCoverage.of(room)));
    StateBody body = new StateBody(encoded.position(), json, Wire.gzip(json));
    newest.put(
        audience(role), new Encoded(encoded.position(), encoded.state(), encoded.bytes(), body));
    return body;
  }

  private Encoded encoded(Room room, Role role) {
    Position position = room.heads().seenBy(role);
    Encoded known = newest.get(audience(role));
    if (known != null && known.position().equals(position)) {
      return known;
    }
    RoomState state = room.seenBy(role);
    Encoded encoded = new Encoded(position, state, Wire.bytes(state).length, null);
    newest.put(audience(role), encoded);
    return encoded;
  }

  /// The most private log that a role reads names its audience.
  private static LogName audience(Role role) {
    return role.reads(LogName.PRIVATE) ? LogName.PRIVATE : LogName.SHARED;
  }
}
