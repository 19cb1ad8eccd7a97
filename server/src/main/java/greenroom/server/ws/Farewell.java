package greenroom.server.ws;

import greenroom.protocol.CloseCode;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.Wire;
import io.netty.buffer.ByteBuf;

/// How a connection ends that the server ends, or whose end it answers.
sealed interface Farewell {
  /// With a code of our table: a bye, then the close frame.
  ///
  /// @param message for people; never a token
  record Coded(CloseCode code, String message) implements Farewell {}

  /// For a breach of RFC 6455.
  ///
  /// @param number the status code, 1000 to 1015
  record Breach(int number) implements Farewell {}

  /// In answer to the client's own close frame.
  ///
  /// @param number the client's status code
  record Answer(int number) implements Farewell {}

  /// Whether frames that wait are dropped rather than sent before: a reader that does not keep up
  /// would never get to the code behind them.
  default boolean overtakes() {
    return this instanceof Coded(CloseCode code, String _) && code == CloseCode.SLOW_READER;
  }

  default void write(ByteBuf out) {
    switch (this) {
      case Coded(CloseCode code, String message) -> {
        Framing.text(out, Wire.bytes(new ServerFrame.Bye(code, message)));
        Framing.close(out, code.number(), code.wire());
      }
      case Breach(int number) -> Framing.close(out, number, "");
      case Answer(int number) -> Framing.close(out, number, "");
    }
  }
}
