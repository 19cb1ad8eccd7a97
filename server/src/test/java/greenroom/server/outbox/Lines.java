package greenroom.server.outbox;

import greenroom.server.live.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The simplest transport there is: each frame is a line.
final class Lines implements Encoding {
  /// A frame that cannot be written.
  static final String BUG = "a bug";

  private int written;

  @Override
  public int size(Frame frame) {
    return frame.json().length + 1;
  }

  @Override
  public void write(Frame frame, ByteBuf out) {
    if (Arrays.equals(frame.json(), BUG.getBytes(StandardCharsets.UTF_8))) {
      throw new IllegalStateException(BUG);
    }
    written++;
    out.writeBytes(frame.json()).writeByte('\n');
  }

  static void line(String text, ByteBuf out) {
    out.writeCharSequence(text + "\n", StandardCharsets.UTF_8);
  }

  /// How many frames were written.
  int written() {
    return written;
  }

  /// What a channel has sent since the last call.
  static List<String> sent(EmbeddedChannel channel) {
    return Stream.generate(() -> channel.<ByteBuf>readOutbound())
        .takeWhile(part -> part != null)
        .map(part -> {
          String text = part.toString(StandardCharsets.UTF_8);
          part.release();
          return text;
        })
        .collect(Collectors.joining())
        .lines()
        .toList();
  }
}
