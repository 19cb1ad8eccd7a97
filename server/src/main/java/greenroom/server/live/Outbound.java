package greenroom.server.live;

import greenroom.protocol.CloseCode;

/// The way to one client. Called on the room's turn, so calls never overlap; none blocks. After
/// `close`, nothing arrives.
public interface Outbound {
  /// Sends one frame.
  void send(Frame frame);

  /// Whether so much waits for the client that nothing but what it has to get should be added: the
  /// room then lets it catch up from the log, and goes on when [Connection#drained] is called.
  boolean isBehind();

  /// From now on frames may wait a moment for others, so that one write carries several.
  void bundle();

  /// Sends a bye with this code, then closes.
  void close(CloseCode code, String message);
}
