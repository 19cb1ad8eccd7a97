package greenroom.server.outbox;

import greenroom.protocol.CloseCode;

/// How a connection ends that the server ends, or whose end it answers.
public sealed interface Farewell {
  /// With a code of our table: a bye comes last.
  ///
  /// @param message for people; never a token
  record Coded(CloseCode code, String message) implements Farewell {}

  /// For a breach of the transport's own protocol.
  ///
  /// @param number the status code of RFC 6455, 1000 to 1015
  record Breach(int number) implements Farewell {}

  /// In answer to the client's own good-bye.
  ///
  /// @param number the client's status code
  record Answer(int number) implements Farewell {}

  /// Whether frames that wait are dropped rather than sent before: a reader that does not keep up
  /// would never get to the code behind them.
  default boolean overtakes() {
    return is(CloseCode.SLOW_READER);
  }

  /// Whether it is with this code of our table.
  default boolean is(CloseCode code) {
    return this instanceof Coded(CloseCode own, String _) && own == code;
  }
}
