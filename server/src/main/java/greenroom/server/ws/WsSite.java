package greenroom.server.ws;

import greenroom.server.http.Guard;
import greenroom.server.live.RoomService;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What all WebSocket connections of a server share. Safe for use by many threads.
public final class WsSite {
  private final RoomService rooms;
  private final Guard guard;
  private final WsLimits limits;
  private final Set<WsConnection> open = ConcurrentHashMap.newKeySet();

  public WsSite(RoomService rooms, Guard guard, WsLimits limits) {
    this.rooms = rooms;
    this.guard = guard;
    this.limits = limits;
  }

  RoomService rooms() {
    return rooms;
  }

  Guard guard() {
    return guard;
  }

  WsLimits limits() {
    return limits;
  }

  void opened(WsConnection connection) {
    open.add(connection);
  }

  void closed(WsConnection connection) {
    open.remove(connection);
  }

  /// The connections there are at this moment.
  public List<WsConnection> open() {
    return List.copyOf(open);
  }
}
