package greenroom.server.sse;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.server.live.Frame;
import greenroom.server.net.FakeRooms;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SseEncodingTest {
  private final SseEncoding encoding = new SseEncoding();
  private final ByteBuf out = Unpooled.buffer();

  private String written(Frame frame) {
    encoding.write(frame, out);
    assertThat(out.readableBytes()).isEqualTo(encoding.size(frame));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("[SE4] a frame that moves its reader is an event with an id before it")
  void aFrameThatMovesItsReaderIsAnEventWithAnIdBeforeIt() {
    assertThat(written(FakeRooms.frame("{\"ä\":\"😀\"}", "2.9f3ac1d2e4b07755")))
        .isEqualTo("id: 2.9f3ac1d2e4b07755\ndata: {\"ä\":\"😀\"}\n\n");
  }

  @Test
  @DisplayName("[SE4] a frame that moves nobody has no id")
  void aFrameThatMovesNobodyHasNoId() {
    assertThat(written(FakeRooms.frame("{}"))).isEqualTo("data: {}\n\n");
  }

  @Test
  @DisplayName("[SE11] a goaway tells an EventSource how long to stay away")
  void aGoawayTellsAnEventSourceHowLongToStayAway() {
    assertThat(written(SseEncoding.goAway(700)))
        .isEqualTo("data: {\"type\":\"goaway\",\"reconnectAfterMillis\":700}\nretry: 700\n\n");
  }

  @Test
  @DisplayName("[SE9] a bye is an event like others")
  void aByeIsAnEventLikeOthers() {
    SseEncoding.writeBye(CloseCode.DENIED, "m", out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("data: {\"type\":\"bye\",\"code\":\"denied\",\"message\":\"m\"}\n\n");
  }
}
