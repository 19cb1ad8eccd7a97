package greenroom.server.ws;

import greenroom.server.http.Guard;
import greenroom.server.live.RoomService;
import greenroom.server.outbox.Clients;
import greenroom.server.outbox.Encoding;

/// What all WebSocket connections of a server share. Safe for use by many threads.
public final class WsSite {
  private final RoomService rooms;
  private final Guard guard;
  private final Clients clients;
  private final WsLimits limits;
  private final Encoding encoding = new WsEncoding();

  public WsSite(RoomService rooms, Guard guard, Clients clients, WsLimits limits) {
    this.rooms = rooms;
    this.guard = guard;
    this.clients = clients;
    this.limits = limits;
  }

  RoomService rooms() {
    return rooms;
  }

  Guard guard() {
    return guard;
  }

  Clients clients() {
    return clients;
  }

  WsLimits limits() {
    return limits;
  }

  Encoding encoding() {
    return encoding;
  }
}
