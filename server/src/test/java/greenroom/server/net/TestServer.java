package greenroom.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Limits;
import greenroom.server.guide.Guide;
import greenroom.server.http.HttpLimits;
import greenroom.server.outbox.OutboxLimits;
import greenroom.server.sse.SseLimits;
import greenroom.server.ws.WsLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A server on a free port over [FakeRooms].
final class TestServer implements AutoCloseable {
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  /// As in operation, but impatient, so that tests need not wait.
  static final NetTuning IMPATIENT =
      new NetTuning(
          List.of(Transport.values()),
          2,
          1_200,
          new HttpLimits(
              Duration.ofMillis(500),
              Duration.ofMillis(500),
              Duration.ofMillis(500),
              Duration.ofMillis(500),
              Duration.ofMillis(600)),
          new WsLimits(
              Duration.ofMillis(500),
              Duration.ofMillis(1_500),
              new OutboxLimits(
                  Duration.ofMillis(600), Duration.ofMillis(400), Limits.OUTBOX_BYTES)),
          new SseLimits(
              Duration.ofMillis(500),
              Duration.ofMillis(300),
              new OutboxLimits(
                  Duration.ofMillis(600), Duration.ofMillis(400), Limits.OUTBOX_BYTES)),
          Duration.ofMillis(20),
          Duration.ofMillis(400),
          Duration.ofMillis(5));

  /// As in operation.
  static final NetTuning PATIENT =
      new NetTuning(
          List.of(Transport.values()),
          2,
          20_000,
          HttpLimits.DEFAULT,
          WsLimits.DEFAULT,
          SseLimits.DEFAULT,
          Duration.ofMillis(20),
          Duration.ofSeconds(10),
          Duration.ofMillis(5));

  static final NetOptions ANY_PORT = new NetOptions("127.0.0.1", 0, null, null);

  static final Guide GUIDE = Guide.builtIn();

  private final FakeRooms rooms = new FakeRooms();
  private final NetServer server;
  private volatile Optional<String> obstacle = Optional.empty();

  /// The same on one transport.
  static NetTuning on(Transport transport, NetTuning tuning) {
    return on(transport, tuning, tuning.ws());
  }

  static NetTuning on(Transport transport, NetTuning tuning, WsLimits limits) {
    return new NetTuning(
        List.of(transport),
        tuning.threads(),
        tuning.connections(),
        tuning.http(),
        limits,
        tuning.sse(),
        tuning.grace(),
        tuning.settle(),
        tuning.pace());
  }

  /// The usual, for so many connections.
  static NetTuning withConnections(int connections) {
    return new NetTuning(
        IMPATIENT.transports(),
        IMPATIENT.threads(),
        connections,
        IMPATIENT.http(),
        IMPATIENT.ws(),
        IMPATIENT.sse(),
        IMPATIENT.grace(),
        IMPATIENT.settle(),
        IMPATIENT.pace());
  }

  /// Those that work here.
  static Stream<Transport> transports() {
    return Stream.of(Transport.values()).filter(Transport::isAvailable);
  }

  TestServer(NetTuning tuning) {
    this(ANY_PORT, tuning);
  }

  TestServer(NetOptions options, NetTuning tuning) {
    server = NetServer.start(options, rooms, GUIDE, () -> obstacle, tuning);
  }

  FakeRooms rooms() {
    return rooms;
  }

  NetServer server() {
    return server;
  }

  InetSocketAddress address() {
    return server.address();
  }

  /// `host:port`.
  String authority() {
    return "127.0.0.1:" + address().getPort();
  }

  URI uri(String path) {
    return URI.create("http://" + authority() + path);
  }

  URI live() {
    return URI.create("ws://" + authority() + "/api/rooms/" + FakeRooms.ROOM + "/live");
  }

  void obstacle(String line) {
    obstacle = Optional.of(line);
  }

  RawClient raw() throws IOException {
    return new RawClient(address());
  }

  /// The request line and headers of an upgrade.
  String upgrade(String... moreHeaders) {
    String more = moreHeaders.length == 0 ? "" : String.join("\r\n", moreHeaders) + "\r\n";
    return "GET /api/rooms/%s/live HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n%s\r\n"
        .formatted(FakeRooms.ROOM, authority(), KEY, more);
  }

  /// A connection that has been upgraded, and has not said hello.
  RawClient upgraded() throws IOException {
    return upgrade(raw());
  }

  RawClient upgrade(RawClient client) throws IOException {
    client.send(upgrade("Sec-WebSocket-Protocol: greenroom.v1"));
    RawClient.HttpAnswer answer = client.readAnswer();
    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assertThat(answer.header("sec-websocket-protocol")).isEqualTo("greenroom.v1");
    return client;
  }

  /// A connection that has said hello and got its welcome.
  RawClient welcomed() throws IOException {
    return welcomed(upgraded());
  }

  RawClient welcomed(RawClient upgraded) throws IOException {
    upgraded.send(text(hello()));
    assertThat(upgraded.readFrame().payload()).isEqualTo(FakeRooms.WELCOME);
    return upgraded;
  }

  static String hello() {
    return hello(FakeRooms.INTERVIEWER);
  }

  static String hello(String token) {
    return "{\"type\":\"hello\",\"token\":\"%s\",\"person\":\"%s\",\"session\":\"session-0000000000\",\"name\":\"Ada\",\"sent\":0}"
        .formatted(token, FakeRooms.PERSON);
  }

  /// A text message in one masked frame.
  static byte[] text(String text) {
    return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  /// A masked frame.
  ///
  /// @param first the final bit, the reserved bits and the opcode
  static byte[] frame(int first, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 14);
    out.write(first);
    if (payload.length < 126) {
      out.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      out.write(0x80 | 126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    } else {
      out.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) ((long) payload.length >> shift));
      }
    }
    byte[] mask = {1, 2, 3, 4};
    out.writeBytes(mask);
    for (int i = 0; i < payload.length; i++) {
      out.write(payload[i] ^ mask[i & 3]);
    }
    return out.toByteArray();
  }

  /// Waits until something is so that other threads bring about.
  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + " within 10 s").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    server.stop(Duration.ofSeconds(10));
  }
}
