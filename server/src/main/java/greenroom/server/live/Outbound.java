package greenroom.server.live;

import greenroom.protocol.CloseCode;

/// The way to one client. Called on the room's turn, so calls never overlap; neither blocks. After
/// `close`, nothing arrives.
public interface Outbound {
  /// Sends one frame; the bytes are shared with other connections and never change.
  void send(byte[] frame);

  /// Sends a bye with this code, then closes.
  void close(CloseCode code, String message);
}
