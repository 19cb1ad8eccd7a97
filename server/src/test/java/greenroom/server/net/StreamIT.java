package greenroom.server.net;

import static greenroom.server.net.FakeRooms.CANDIDATE;
import static greenroom.server.net.FakeRooms.INTERVIEWER;
import static greenroom.server.net.FakeRooms.ROOM;
import static greenroom.server.net.FakeRooms.SPECTATOR;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Position;
import greenroom.server.net.FakeRooms.Client;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Streams of events over real sockets, on each transport that works here.
@ExtendWith(CleanNetty.class)
final class StreamIT {
  private static final String EVENTS = "/api/rooms/" + ROOM + "/events";
  private static final String STREAMS = "/api/rooms/" + ROOM + "/streams";
  private static final Pattern CREATED =
      Pattern.compile("\\{\"url\":\"(" + STREAMS + "/[A-Za-z0-9_-]{22})\",\"expires\":([0-9]+)}");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private TestServer server = new TestServer(TestServer.IMPATIENT);

  private void serve(NetOptions options, NetTuning tuning) {
    server.close();
    server = new TestServer(options, tuning);
  }

  private void serve(Transport transport) {
    serve(TestServer.ANY_PORT, TestServer.on(transport, TestServer.IMPATIENT));
  }

  @AfterEach
  void stop() {
    server.close();
    client.shutdownNow();
    assertThat(server.server().openConnections()).isZero();
    assertThat(server.rooms().clients()).allMatch(one -> one.closes() == 1);
  }

  private Client last() {
    return server.rooms().clients().getLast();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(server.uri(path)).timeout(Duration.ofSeconds(10));
  }

  private HttpRequest.Builder as(String token, String path) {
    return to(path).header("authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /// A stream as the client of the JDK reads it.
  private final class Stream implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    Stream(HttpRequest.Builder request) throws Exception {
      response = client.send(request.build(), BodyHandlers.ofInputStream());
      lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /// The lines of the next event, or of what else stands before an empty line; nothing at the
    /// end.
    String next() throws IOException {
      List<String> event = new ArrayList<>();
      for (String line = lines.readLine();
          line != null && !line.isEmpty();
          line = lines.readLine()) {
        event.add(line);
      }
      return String.join("\n", event);
    }

    Stream welcomed() throws IOException {
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(next()).isEqualTo("retry: 2000");
      assertThat(next()).startsWith("id: " + FakeRooms.POSITION + "\ndata: {\"type\":\"welcome\"");
      return this;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  private Stream follow(String token) throws Exception {
    return new Stream(as(token, EVENTS)).welcomed();
  }

  /// Asks for a stream URL; the cookie goes into the jar.
  private String created(String token) throws Exception {
    HttpResponse<String> response = send(as(token, STREAMS).POST(BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(201);
    Matcher body = CREATED.matcher(response.body());
    assertThat(body.matches()).as(response.body()).isTrue();
    assertThat(header(response, "location")).isEqualTo(body.group(1));
    assertThat(Long.parseLong(body.group(2)))
        .isEqualTo(FakeRooms.NOW + Duration.ofDays(30).toMillis());
    return body.group(1);
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[SE1] [SE4] an ordinary client reads every event at once and the bye at the end")
  void anOrdinaryClientReadsEveryEventAtOnceAndTheByeAtTheEnd(Transport transport)
      throws Exception {
    serve(transport);
    try (Stream stream = follow(SPECTATOR)) {
      assertThat(header(stream.response, "content-type")).isEqualTo("text/event-stream");
      for (int i = 0; i < 20; i++) {
        last().out().send(FakeRooms.frame("{\"i\":" + i + "}", i + ".0000000000000000"));
        assertThat(stream.next())
            .isEqualTo("id: " + i + ".0000000000000000\ndata: {\"i\":" + i + "}");
      }
      last().out().close(CloseCode.ROOM_GONE, "room: deleted");

      assertThat(stream.next())
          .isEqualTo(
              "data: {\"type\":\"bye\",\"code\":\"room-gone\",\"message\":\"room: deleted\"}");
      assertThat(stream.next()).isEmpty();
    }
    TestServer.await("the end", () -> server.server().openConnections() == 0);
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[SE4] a terminal client that speaks HTTP/1.0 reads a stream too")
  void aTerminalClientThatSpeaksHttp10ReadsAStreamToo(Transport transport) throws Exception {
    serve(transport);
    try (RawClient raw = server.raw()) {
      raw.send("GET %s HTTP/1.0\r\nAuthorization: Bearer %s\r\n\r\n".formatted(EVENTS, CANDIDATE));
      RawClient.HttpAnswer head = raw.readAnswer();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers())
          .contains(
              "content-type: text/event-stream",
              "cache-control: no-store",
              "x-accel-buffering: no",
              "x-frame-options: DENY",
              "connection: close");
      TestServer.await("the welcome", () -> !server.rooms().clients().isEmpty());
      last().out().close(CloseCode.UNAVAILABLE, "m");

      assertThat(new String(raw.readToEnd(), StandardCharsets.UTF_8))
          .startsWith("retry: 2000\n\nid: ")
          .endsWith("data: {\"type\":\"bye\",\"code\":\"unavailable\",\"message\":\"m\"}\n\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DENIED, 401, unauthorized, 204",
    "ROOM_GONE, 404, room-gone, 204",
    "NO_SPECTATORS, 403, forbidden, 204",
    "UNAVAILABLE, 503, unavailable, 503",
    "INTERNAL, 500, internal, 500",
  })
  @DisplayName("[SE10] who is not let in is told why, or to stay away")
  void whoIsNotLetInIsToldWhyOrToStayAway(
      CloseCode code, int status, String problem, int streamStatus) throws Exception {
    String url = created(SPECTATOR);
    server.rooms().sendAway(code);

    HttpResponse<String> events = send(as(SPECTATOR, EVENTS));
    HttpResponse<String> stream = send(to(url));

    assertThat(events.statusCode()).isEqualTo(status);
    assertThat(header(events, "content-type")).isEqualTo("application/problem+json");
    assertThat(events.body()).contains("\"code\":\"" + problem + "\"");
    assertThat(stream.statusCode()).isEqualTo(streamStatus);
    assertThat(stream.body().isEmpty()).isEqualTo(streamStatus == 204);
  }

  @Test
  @DisplayName("[HT2] a token that opens nothing opens no stream")
  void aTokenThatOpensNothingOpensNoStream() throws Exception {
    assertThat(send(as("marker-token", EVENTS)).statusCode()).isEqualTo(401);
    assertThat(send(to(EVENTS)).statusCode()).isEqualTo(401);
    assertThat(send(as("marker-token", STREAMS).POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(401);
    assertThat(send(to(STREAMS).POST(BodyPublishers.noBody())).statusCode()).isEqualTo(401);
    HttpResponse<String> gone = send(as(SPECTATOR, "/api/rooms/aaaaaaaaaaaaaaaa/events"));
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(gone.body()).contains("\"code\":\"room-gone\"");
    assertThat(send(as(SPECTATOR, EVENTS + "?since=marker-since")).statusCode()).isEqualTo(400);
  }

  @Test
  @DisplayName("[SE2] [SE3] [SC6] three roles in one browser never mix")
  void threeRolesInOneBrowserNeverMix() throws Exception {
    List<String> tokens = List.of(INTERVIEWER, CANDIDATE, SPECTATOR);
    List<String> urls = new ArrayList<>();
    for (String token : tokens) {
      urls.add(created(token));
    }
    assertThat(cookies.getCookieStore().getCookies()).hasSize(3).allMatch(HttpCookie::isHttpOnly);

    for (int i : new int[] {2, 0, 1, 1, 0, 2}) {
      try (Stream stream = new Stream(to(urls.get(i))).welcomed()) {
        assertThat(stream.response.statusCode()).isEqualTo(200);
        assertThat(last().token()).isEqualTo(tokens.get(i));
      }
    }
    // Everything else asks for the token.
    assertThat(send(to(STREAMS + "/AAAAAAAAAAAAAAAAAAAAAA")).statusCode()).isEqualTo(401);
    assertThat(send(to(EVENTS)).statusCode()).isEqualTo(401);
    assertThat(send(to("/api/rooms/" + ROOM)).statusCode()).isEqualTo(401);
    assertThat(send(to("/api/rooms/" + ROOM + "/state")).statusCode()).isEqualTo(401);
  }

  @Test
  @DisplayName("[SE2] the cookie is secure where the public address is")
  void theCookieIsSecureWhereThePublicAddressIs() throws Exception {
    assertThat(header(send(as(SPECTATOR, STREAMS).POST(BodyPublishers.noBody())), "set-cookie"))
        .matches(
            "greenroom_stream="
                + SPECTATOR
                + "; Path="
                + STREAMS
                + "/[A-Za-z0-9_-]{22}; Max-Age=2592000; HttpOnly; SameSite=Strict");

    serve(
        new NetOptions("127.0.0.1", 0, URI.create("https://greenroom.example"), null),
        TestServer.IMPATIENT);

    assertThat(header(send(as(SPECTATOR, STREAMS).POST(BodyPublishers.noBody())), "set-cookie"))
        .endsWith("; SameSite=Strict; Secure");
  }

  @Test
  @DisplayName("[SE5] a stream goes on where the client stopped")
  void aStreamGoesOnWhereTheClientStopped() throws Exception {
    String url = created(CANDIDATE);
    try (Stream stream =
        new Stream(
                to(url + "?since=1.0000000000000001").header("last-event-id", "2.9f3ac1d2e4b07755"))
            .welcomed()) {
      assertThat(stream.response.statusCode()).isEqualTo(200);
      assertThat(last().since()).isEqualTo(Position.parse("2.9f3ac1d2e4b07755"));
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[SE8] a stream on which nothing happens has heartbeats")
  void aStreamOnWhichNothingHappensHasHeartbeats(Transport transport) throws Exception {
    serve(transport);
    try (Stream stream = follow(CANDIDATE)) {
      for (int i = 0; i < 3; i++) {
        assertThat(stream.next())
            .isEqualTo(
                "data: {\"type\":\"heartbeat\",\"now\":%d,\"position\":\"%s\"}"
                    .formatted(FakeRooms.NOW, FakeRooms.POSITION));
      }
    }
  }

  private RawClient raw(int receiveBuffer) throws IOException {
    RawClient raw = new RawClient(server.address(), receiveBuffer);
    raw.send(
        "GET %s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(EVENTS, SPECTATOR));
    TestServer.await("the welcome", () -> !server.rooms().clients().isEmpty());
    return raw;
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[SE13] [LM6] a frozen reader's stream is ended")
  void aFrozenReadersStreamIsEnded(Transport transport) throws Exception {
    serve(transport);
    var frame = FakeRooms.frame("x".repeat(1_000));
    try (RawClient frozen = raw(4_096)) {
      long start = System.nanoTime();
      for (int i = 0; i < 2_000; i++) {
        last().out().send(frame);
      }
      TestServer.await("the cut", () -> server.server().openConnections() == 0);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(last().closes()).isEqualTo(1);
      // What was on its way is there, and then nothing.
      assertThat(frozen.readToEnd().length).isLessThan(2_000_000);
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[SE13] a frozen reader that wakes up reads that it was too slow")
  void aFrozenReaderThatWakesUpReadsThatItWasTooSlow(Transport transport) throws Exception {
    serve(TestServer.ANY_PORT, TestServer.on(transport, TestServer.PATIENT));
    var frame = FakeRooms.frame("x".repeat(100_000));
    try (RawClient frozen = raw(0)) {
      for (int i = 0; i < 200 && last().closes() == 0; i++) {
        last().out().send(frame);
      }
      TestServer.await("the close", () -> last().closes() == 1);

      assertThat(new String(frozen.readToEnd(), StandardCharsets.UTF_8))
          .contains("\"type\":\"welcome\"")
          .contains("\n\ndata: {\"type\":\"bye\",\"code\":\"slow-reader\",\"message\":")
          .endsWith("}\n\n");
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[SE13] [LM6] a slow reader is caught up page by page and never cut")
  void aSlowReaderIsCaughtUpPageByPageAndNeverCut(Transport transport) throws Exception {
    serve(transport);
    int pages = 40;
    int page = 100;
    String filling = "x".repeat(1_000);
    try (RawClient slow = raw(16_384)) {
      Client there = last();
      Thread room =
          Thread.ofPlatform()
              .start(() -> {
                // What a room does: it sends until the client is behind, and waits until it is not.
                int drains = 0;
                for (int i = 0; i < pages * page; i++) {
                  there.out().send(FakeRooms.frame(i + filling));
                  if (there.out().isBehind()) {
                    int before = drains;
                    TestServer.await("the reader", () -> there.drains() > before);
                    drains++;
                    assertThat(there.out().isBehind()).isFalse();
                  }
                }
                there.out().close(CloseCode.ROOM_GONE, "m");
              });
      StringBuilder text = new StringBuilder();
      byte[] some = slow.readUpTo(20_000);
      for (int i = 0; some.length > 0; some = slow.readUpTo(20_000), i++) {
        text.append(new String(some, StandardCharsets.US_ASCII));
        if (i < 40) {
          LockSupport.parkNanos(30_000_000);
        }
      }
      room.join();

      assertThat(text).contains("\"code\":\"room-gone\"");
      assertThat(
              text.toString()
                  .lines()
                  .filter(line -> line.endsWith(filling))
                  .map(line -> line.substring(6, line.length() - filling.length())))
          .isEqualTo(IntStream.range(0, pages * page).mapToObj(Integer::toString).toList());
      assertThat(there.drains()).isGreaterThan(10);
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[SE12] the streams of many get bundled frames whole and in order")
  void theStreamsOfManyGetBundledFramesWholeAndInOrder(Transport transport) throws Exception {
    serve(transport);
    int streams = 100;
    int frames = 200;
    List<RawClient> readers = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      readers.add(raw(0));
    }
    TestServer.await("all are there", () -> server.rooms().clients().size() == streams);
    server.rooms().clients().forEach(one -> one.out().bundle());
    StringBuilder sent = new StringBuilder();
    for (int i = 0; i < frames; i++) {
      var frame = FakeRooms.frame("{\"i\":" + i + "}", i + ".0");
      sent.append("id: ").append(i).append(".0\ndata: {\"i\":").append(i).append("}\n\n");
      server.rooms().clients().forEach(one -> one.out().send(frame));
      if (i % 10 == 0) {
        LockSupport.parkNanos(5_000_000);
      }
    }
    server.rooms().clients().forEach(one -> one.out().close(CloseCode.GOING_AWAY, "m"));

    for (RawClient reader : readers) {
      assertThat(new String(reader.readToEnd(), StandardCharsets.UTF_8))
          .contains(sent)
          .endsWith("data: {\"type\":\"bye\",\"code\":\"going-away\",\"message\":\"m\"}\n\n");
      reader.close();
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[SE11] [WS11] a server that stops tells every stream when to come back")
  void aServerThatStopsTellsEveryStreamWhenToComeBack(Transport transport) throws Exception {
    serve(TestServer.ANY_PORT, TestServer.on(transport, TestServer.PATIENT));
    List<RawClient> readers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      readers.add(raw(0));
    }
    TestServer.await("all are there", () -> server.rooms().clients().size() == 30);
    // Their frames are on their way before the goodbye.
    server.rooms().clients().forEach(one -> one.out().send(FakeRooms.frame("{}")));
    RawClient wsClient = server.welcomed();

    server.close();

    Pattern goAway = Pattern.compile("\"reconnectAfterMillis\":([0-9]+)}\nretry: ([0-9]+)\n\n(.*)");
    List<String> delays = new ArrayList<>();
    for (RawClient reader : readers) {
      String text = new String(reader.readToEnd(), StandardCharsets.UTF_8);
      Matcher parts = goAway.matcher(text);
      assertThat(parts.find()).as(text).isTrue();
      assertThat(parts.group(1)).isEqualTo(parts.group(2));
      assertThat(parts.group(3)).startsWith("data: {\"type\":\"bye\",\"code\":\"going-away\",");
      delays.add(parts.group(1));
      reader.close();
    }
    assertThat(delays.stream().distinct().count()).isGreaterThan(15);
    assertThat(wsClient.readFrame().text()).contains("goaway");
    wsClient.close();
  }

  @Test
  @DisplayName("[HT14] streams count as connections")
  void streamsCountAsConnections() throws Exception {
    serve(TestServer.ANY_PORT, TestServer.withConnections(2));
    try (RawClient first = raw(0);
        RawClient second = raw(0)) {
      assertThat(first.readAnswer().status()).isEqualTo(200);
      assertThat(second.readAnswer().status()).isEqualTo(200);
      try (RawClient third = server.raw()) {
        assertThat(third.readAnswer().status()).isEqualTo(503);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[PR4] a reader that goes is gone at once")
  void aReaderThatGoesIsGoneAtOnce(Transport transport) throws Exception {
    serve(transport);
    for (int i = 0; i < 20; i++) {
      RawClient reader = raw(0);
      assertThat(reader.readAnswer().status()).isEqualTo(200);
      if (i % 2 == 0) {
        reader.close();
      } else {
        reader.reset();
      }
    }

    TestServer.await(
        "the room knows",
        () -> server.rooms().clients().stream().allMatch(one -> one.closes() == 1));
    assertThat(server.server().openConnections()).isZero();
  }
}
