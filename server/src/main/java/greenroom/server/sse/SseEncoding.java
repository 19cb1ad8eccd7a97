package greenroom.server.sse;

import greenroom.protocol.CloseCode;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.Wire;
import greenroom.server.live.Frame;
import greenroom.server.outbox.Encoding;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// Each frame is one event, with an id if its reader stands somewhere else after it. JSON as it is
/// written here has no line breaks of its own. (HTML standard, section 9.2.)
final class SseEncoding implements Encoding {
  /// What a stream begins with: how many milliseconds an `EventSource` waits before it comes back.
  static final byte[] START = ascii("retry: 2000\n\n");

  private static final byte[] ID = ascii("id: ");
  private static final byte[] DATA = ascii("data: ");
  private static final byte[] END = ascii("\n\n");

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public int size(Frame frame) {
    int id = frame.position() == null ? 0 : ID.length + frame.position().length + 1;
    return id + DATA.length + frame.json().length + END.length;
  }

  @Override
  public void write(Frame frame, ByteBuf out) {
    if (frame.position() != null) {
      out.writeBytes(ID).writeBytes(frame.position()).writeByte('\n');
    }
    out.writeBytes(DATA).writeBytes(frame.json()).writeBytes(END);
  }

  /// A goaway that an `EventSource` obeys, too: its event has a second line, which says how long to
  /// stay away.
  static Frame goAway(long reconnectAfterMillis) {
    String json = Wire.string(new ServerFrame.GoAway(reconnectAfterMillis));
    return new Frame(ascii(json + "\nretry: " + reconnectAfterMillis), null);
  }

  static void writeBye(CloseCode code, String message, ByteBuf out) {
    byte[] bye = Wire.bytes(new ServerFrame.Bye(code, message));
    out.writeBytes(DATA).writeBytes(bye).writeBytes(END);
  }
}
