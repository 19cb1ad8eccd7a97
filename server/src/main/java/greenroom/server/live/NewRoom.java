package greenroom.server.live;

import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import java.util.Map;

/// A room that was just made.
///
/// @param tokens what opens it, for each role
/// @param expires when the room goes if nothing happens in it, in milliseconds since 1970
public record NewRoom(RoomId id, Map<Role, String> tokens, long expires) {
  public NewRoom {
    tokens = Map.copyOf(tokens);
  }

  @Override
  public String toString() {
    return "NewRoom[id=" + id + ", expires=" + expires + "]";
  }
}
