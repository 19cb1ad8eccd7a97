package greenroom.server.outbox;

import greenroom.server.live.Frame;
import io.netty.buffer.ByteBuf;

/// How a transport frames what it sends. One object serves all connections of the transport: what
/// it writes depends on the frame alone, so that connections can share the bytes.
public interface Encoding {
  /// How many bytes [#write] makes of a frame.
  int size(Frame frame);

  void write(Frame frame, ByteBuf out);
}
