package greenroom.server.live;

import greenroom.protocol.Position;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.Wire;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A frame as it goes out, encoded once and shared by everybody who gets it.
///
/// @param json never changed
/// @param position in ASCII, where its reader stands after it; absent if it moves nobody
// The bytes are written to many sockets as they are; nobody compares frames.
@SuppressWarnings("ArrayRecordComponent")
public record Frame(byte[] json, byte @Nullable [] position) {

  /// A frame that moves its reader nowhere.
  public static Frame of(ServerFrame frame) {
    return new Frame(Wire.bytes(frame), null);
  }

  /// A frame after which its reader stands at a position.
  static Frame at(Position position, ServerFrame frame) {
    return at(position, Wire.bytes(frame));
  }

  static Frame at(Position position, byte[] json) {
    return new Frame(json, position.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
