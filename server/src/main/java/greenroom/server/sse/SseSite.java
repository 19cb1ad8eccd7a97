package greenroom.server.sse;

import greenroom.server.http.Guard;
import greenroom.server.http.Response;
import greenroom.server.http.ResponseWriter;
import greenroom.server.live.RoomService;
import greenroom.server.outbox.Clients;
import greenroom.server.outbox.Encoding;
import java.io.ByteArrayOutputStream;

/// What all streams of a server share. Safe for use by many threads.
final class SseSite {
  private final RoomService rooms;
  private final Guard guard;
  private final Clients clients;
  private final SseLimits limits;
  private final Encoding encoding = new SseEncoding();
  private final byte[] head = head();

  SseSite(RoomService rooms, Guard guard, Clients clients, SseLimits limits) {
    this.rooms = rooms;
    this.guard = guard;
    this.clients = clients;
    this.limits = limits;
  }

  private static byte[] head() {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    // The second keeps the proxy nginx from holding events back.
    head.writeBytes(
        ResponseWriter.openEnded(
            Response.empty(200)
                .with("content-type", "text/event-stream")
                .with("x-accel-buffering", "no")));
    head.writeBytes(SseEncoding.START);
    return head.toByteArray();
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

  SseLimits limits() {
    return limits;
  }

  Encoding encoding() {
    return encoding;
  }

  /// What every stream begins with; never changed.
  byte[] beginning() {
    return head;
  }
}
