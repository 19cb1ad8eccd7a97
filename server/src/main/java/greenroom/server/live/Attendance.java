package greenroom.server.live;

import greenroom.protocol.RoomId;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Which nodes have people in a room, and whom. Each node says so itself, again and again: what it
/// said counts while it is alive, so a node that dies takes its people along.
///
/// Fails as [EventLog] does. Nothing is said in a room that is gone.
public interface Attendance {

  /// The most bytes that a node may say.
  int MAX_BYTES = 64 * 1024;

  /// Says that a node is alive, for the next [EventLog#LEASE_MILLIS], which its sessions depend on
  /// too, and whom it has.
  ///
  /// @param here in whatever form the nodes agree on, at most [#MAX_BYTES]
  /// @return what every node that is alive said last, by its name, this one included; nothing if
  ///   the room is gone
  CompletionStage<Map<String, byte[]>> renew(RoomId room, String node, byte[] here);

  /// Takes back what a node said. It counts as alive as before: sessions leave by themselves.
  CompletionStage<Void> leave(RoomId room, String node);
}
