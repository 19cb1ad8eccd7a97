package greenroom.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.server.live.Frame;
import greenroom.server.net.FakeRooms;
import greenroom.server.outbox.Farewell;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WsEncodingTest {
  private static List<String> read(ByteBuf bytes) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.writeOutbound(bytes);
    return Frames.sent(channel);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 300_000})
  @DisplayName("[FR1] a frame of any length is one message")
  void aFrameOfAnyLengthIsOneMessage(int length) {
    Frame frame = FakeRooms.frame("x".repeat(length), FakeRooms.POSITION.toString());
    ByteBuf out = Unpooled.buffer();
    new WsEncoding().write(frame, out);

    assertThat(out.readableBytes()).isEqualTo(new WsEncoding().size(frame));
    assertThat(read(out)).containsExactly("text " + "x".repeat(length));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("[WS6] [ER2] every code is its number on the wire")
  void everyCodeIsItsNumberOnTheWire(CloseCode code) {
    ByteBuf out = Unpooled.buffer();
    WsEncoding.writeFarewell(new Farewell.Coded(code, "m"), out);

    assertThat(read(out))
        .containsExactly(
            "text {\"type\":\"bye\",\"code\":\"" + code.wire() + "\",\"message\":\"m\"}",
            "close " + code.number() + " " + code.wire());
  }
}
