package greenroom.server.outbox;

/// A connection that stays until somebody ends it. Any thread may call it.
public interface Client {
  /// Tells the client that its connection will be closed soon, if it was let in.
  ///
  /// @param reconnectAfterMillis how long this client should stay away then
  void goAway(long reconnectAfterMillis);

  /// Closes the connection because the server stops.
  void close();
}
