package greenroom.server.ws;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a client sees of the bytes that a server sends.
final class Frames {
  private Frames() {}

  /// Everything that a channel has sent since the last call, as `text …`, `pong …` and `close
  /// <number> <reason>`.
  static List<String> sent(EmbeddedChannel channel) {
    ByteBuf all = channel.alloc().buffer();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    try {
      List<String> frames = new ArrayList<>();
      while (all.isReadable()) {
        frames.add(next(all));
      }
      return frames;
    } finally {
      all.release();
    }
  }

  private static String next(ByteBuf in) {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    int length =
        switch (second) {
          case 126 -> in.readUnsignedShort();
          case 127 -> Math.toIntExact(in.readLong());
          default -> second;
        };
    return switch (first) {
      case 0x81 -> "text " + text(in, length);
      case 0x8A -> "pong " + text(in, length);
      case 0x88 -> "close " + in.readUnsignedShort() + " " + text(in, length - 2);
      default -> throw new AssertionError("first byte: " + first);
    };
  }

  private static String text(ByteBuf in, int length) {
    return in.readCharSequence(length, StandardCharsets.UTF_8).toString();
  }
}
