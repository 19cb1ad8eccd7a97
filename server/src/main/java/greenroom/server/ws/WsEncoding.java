package greenroom.server.ws;

import greenroom.protocol.CloseCode;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.Wire;
import greenroom.server.live.Frame;
import greenroom.server.outbox.Encoding;
import greenroom.server.outbox.Farewell;
import io.netty.buffer.ByteBuf;

/// Each frame is one text message.
final class WsEncoding implements Encoding {
  @Override
  public int size(Frame frame) {
    return Framing.size(frame.json().length);
  }

  @Override
  public void write(Frame frame, ByteBuf out) {
    Framing.text(out, frame.json());
  }

  /// Writes the last frames of a connection.
  static void writeFarewell(Farewell how, ByteBuf out) {
    switch (how) {
      case Farewell.Coded(CloseCode code, String message) -> {
        Framing.text(out, Wire.bytes(new ServerFrame.Bye(code, message)));
        Framing.close(out, code.number(), code.wire());
      }
      case Farewell.Breach(int number) -> Framing.close(out, number, "");
      case Farewell.Answer(int number) -> Framing.close(out, number, "");
    }
  }
}
