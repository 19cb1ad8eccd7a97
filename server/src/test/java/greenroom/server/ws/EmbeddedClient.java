package greenroom.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.server.http.Guard;
import greenroom.server.http.HttpLimits;
import greenroom.server.http.HttpPipeline;
import greenroom.server.http.HttpSite;
import greenroom.server.http.PublicAddress;
import greenroom.server.http.Router;
import greenroom.server.http.WebFiles;
import greenroom.server.net.FakeRooms;
import greenroom.server.outbox.Clients;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client and its server without a network, on virtual time.
final class EmbeddedClient implements AutoCloseable {
  static final int TEXT = 0x81;
  static final int FIRST_TEXT = 0x01;
  static final int CONTINUATION = 0x00;
  static final int LAST = 0x80;
  static final int BINARY = 0x82;
  static final int CLOSE = 0x88;
  static final int PING = 0x89;
  static final int PONG = 0x8A;

  private final FakeRooms rooms;
  private final Clients clients = new Clients();
  private final HttpSite http;
  private EmbeddedChannel channel = new EmbeddedChannel();

  EmbeddedClient() {
    rooms = new FakeRooms();
    WsSite site = new WsSite(rooms, new Guard(() -> 0), clients, WsLimits.DEFAULT);
    PublicAddress address = new PublicAddress(null);
    http =
        new HttpSite(
            new Router(
                List.of(new LiveUpgrade(site, address).route()),
                WebFiles.load(EmbeddedClient.class.getClassLoader())),
            address,
            HttpLimits.DEFAULT);
  }

  FakeRooms rooms() {
    return rooms;
  }

  Clients clients() {
    return clients;
  }

  /// Connects anew.
  EmbeddedClient connect() {
    channel.finishAndReleaseAll();
    channel = new EmbeddedChannel();
    channel.freezeTime();
    HttpPipeline.enter(channel, http);
    return this;
  }

  /// Asks for the upgrade, see [#request].
  ///
  /// @return the answer's head and body
  String ask(String... changed) {
    write(request(changed));
    StringBuilder answer = new StringBuilder();
    for (ByteBuf part = next(); part != null; part = next()) {
      answer.append(part.toString(StandardCharsets.UTF_8));
      part.release();
    }
    return answer.toString();
  }

  /// What asks for an upgrade, with these headers instead of or besides the usual ones.
  static byte[] request(String... changed) {
    StringBuilder request =
        new StringBuilder("GET /api/rooms/" + FakeRooms.ROOM + "/live HTTP/1.1\r\n");
    List<String> usual =
        List.of(
            "Host: greenroom.example:8080",
            "Upgrade: websocket",
            "Connection: keep-alive, Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: other, greenroom.v1");
    for (String line : usual) {
      String name = line.substring(0, line.indexOf(':') + 1);
      if (List.of(changed).stream().noneMatch(change -> change.startsWith(name))) {
        request.append(line).append("\r\n");
      }
    }
    for (String line : changed) {
      if (!line.endsWith(":")) {
        request.append(line).append("\r\n");
      }
    }
    return request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private @Nullable ByteBuf next() {
    return channel.readOutbound();
  }

  /// Connects and upgrades.
  EmbeddedClient upgraded() {
    connect();
    assertThat(ask()).startsWith("HTTP/1.1 101 ");
    return this;
  }

  /// Connects, upgrades, and says a hello that is welcome.
  EmbeddedClient welcomed() {
    upgraded();
    say(hello(FakeRooms.INTERVIEWER));
    assertThat(heard())
        .containsExactly("text " + new String(FakeRooms.WELCOME, StandardCharsets.UTF_8));
    return this;
  }

  static String hello(String token) {
    return "{\"type\":\"hello\",\"token\":\"%s\",\"person\":\"%s\",\"session\":\"session-0000000000\",\"name\":\"Ada\",\"sent\":0}"
        .formatted(token, FakeRooms.PERSON);
  }

  /// Sends a text message.
  EmbeddedClient say(String text) {
    return frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  EmbeddedClient frame(int first, byte[] payload) {
    write(masked(first, payload));
    return this;
  }

  /// A frame as a client sends it.
  static byte[] masked(int first, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 14);
    out.writeBytes(head(first, payload.length));
    for (int i = 0; i < payload.length; i++) {
      out.write(payload[i] ^ (i & 3));
    }
    return out.toByteArray();
  }

  /// What comes before a payload of a length; the mask is 0, 1, 2, 3.
  static byte[] head(int first, long length) {
    ByteBuf head = Unpooled.buffer(14);
    head.writeByte(first);
    if (length < 126) {
      head.writeByte(0x80 | (int) length);
    } else if (length < 65_536) {
      head.writeByte(0x80 | 126).writeShort((int) length);
    } else {
      head.writeByte(0x80 | 127).writeLong(length);
    }
    head.writeInt(0x00_01_02_03);
    byte[] bytes = new byte[head.readableBytes()];
    head.readBytes(bytes);
    head.release();
    return bytes;
  }

  /// Sends bytes in one piece.
  EmbeddedClient write(byte[] bytes) {
    if (channel.isActive()) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes));
    }
    channel.runPendingTasks();
    return this;
  }

  /// The frames that came since the last call, see [Frames#sent].
  List<String> heard() {
    channel.runPendingTasks();
    return Frames.sent(channel);
  }

  EmbeddedClient pass(Duration time) {
    channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
    return this;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /// Goes without a word.
  void vanish() {
    channel.finishAndReleaseAll();
  }

  @Override
  public void close() {
    channel.finishAndReleaseAll();
  }
}
