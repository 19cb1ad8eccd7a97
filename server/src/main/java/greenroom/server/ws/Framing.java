package greenroom.server.ws;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// Frames as a server sends them: unmasked, unfragmented, without extensions (RFC 6455, section 5).
final class Framing {
  private static final int FINAL = 0x80;
  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int PONG = 0xA;

  private Framing() {}

  /// How many bytes a payload is on the wire.
  static int size(int payload) {
    return payload + (payload < 126 ? 2 : payload < 65_536 ? 4 : 10);
  }

  static void text(ByteBuf out, byte[] payload) {
    head(out, TEXT, payload.length);
    out.writeBytes(payload);
  }

  /// @param payload what the ping said, at most 125 bytes
  static void pong(ByteBuf out, ByteBuf payload) {
    head(out, PONG, payload.readableBytes());
    out.writeBytes(payload);
  }

  /// @param reason at most 123 bytes of ASCII
  static void close(ByteBuf out, int number, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
    head(out, CLOSE, 2 + text.length);
    out.writeShort(number);
    out.writeBytes(text);
  }

  private static void head(ByteBuf out, int opcode, int length) {
    out.writeByte(FINAL | opcode);
    if (length < 126) {
      out.writeByte(length);
    } else if (length < 65_536) {
      out.writeByte(126).writeShort(length);
    } else {
      out.writeByte(127).writeLong(length);
    }
  }
}
