package greenroom.server.sse;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Limits;
import greenroom.protocol.Position;
import greenroom.server.http.Guard;
import greenroom.server.http.HttpLimits;
import greenroom.server.http.HttpPipeline;
import greenroom.server.http.HttpSite;
import greenroom.server.http.PublicAddress;
import greenroom.server.http.Router;
import greenroom.server.http.WebFiles;
import greenroom.server.net.FakeRooms;
import greenroom.server.outbox.Client;
import greenroom.server.outbox.Clients;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A stream without a network, on virtual time.
final class SseConnectionTest {
  private static final String EVENTS = "/api/rooms/" + FakeRooms.ROOM + "/events";
  private static final String STREAM =
      "/api/rooms/" + FakeRooms.ROOM + "/streams/Zm9vYmFyYmF6cXV4AAECAw";
  private static final String BEARER = "Authorization: Bearer " + FakeRooms.SPECTATOR;
  private static final String COOKIE = "Cookie: greenroom_stream=" + FakeRooms.SPECTATOR;
  private static final String WELCOME =
      "id: "
          + FakeRooms.POSITION
          + "\ndata: "
          + new String(FakeRooms.WELCOME, StandardCharsets.UTF_8)
          + "\n\n";

  private final FakeRooms rooms = new FakeRooms();
  private final Clients clients = new Clients();
  private final Guard guard = new Guard(() -> 0);
  private EmbeddedChannel channel = new EmbeddedChannel();

  @BeforeEach
  void connect() {
    PublicAddress address = new PublicAddress(null);
    EventStreams streams =
        new EventStreams(rooms, guard, clients, address, SseLimits.DEFAULT, new Random(7));
    channel.finishAndReleaseAll();
    channel = new EmbeddedChannel();
    channel.freezeTime();
    HttpPipeline.enter(
        channel,
        new HttpSite(
            new Router(streams.routes(), WebFiles.load(SseConnectionTest.class.getClassLoader())),
            address,
            HttpLimits.DEFAULT));
  }

  @AfterEach
  void disconnect() {
    channel.finishAndReleaseAll();
    assertThat(clients.open()).isEmpty();
    assertThat(rooms.clients()).allMatch(client -> client.closes() == 1);
  }

  private SseConnectionTest get(String path, String... headers) {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: h\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    channel.writeInbound(
        Unpooled.copiedBuffer(request.append("\r\n"), StandardCharsets.ISO_8859_1));
    return this;
  }

  private String heard() {
    channel.runPendingTasks();
    StringBuilder text = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      text.append(part.toString(StandardCharsets.UTF_8));
      part.release();
    }
    return text.toString();
  }

  private void pass(Duration time) {
    channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
  }

  private FakeRooms.Client last() {
    return rooms.clients().getLast();
  }

  @Test
  @DisplayName("[SE4] [SE6] a stream begins with its head, the retry time and the welcome")
  void aStreamBeginsWithItsHeadTheRetryTimeAndTheWelcome() {
    String heard = get(EVENTS, BEARER).heard();

    assertThat(heard)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains(
            "\r\ncontent-type: text/event-stream\r\n",
            "\r\ncache-control: no-store\r\n",
            "\r\nx-accel-buffering: no\r\n",
            "\r\nx-content-type-options: nosniff\r\n",
            "\r\nconnection: close\r\n")
        .doesNotContain("content-length")
        .endsWith("\r\n\r\nretry: 2000\n\n" + WELCOME);
    assertThat(last().token()).isEqualTo(FakeRooms.SPECTATOR);
    assertThat(last().since()).isNull();
  }

  @Test
  @DisplayName("[SE1] a stream's own URL opens by its cookie")
  void aStreamsOwnUrlOpensByItsCookie() {
    assertThat(get(STREAM, COOKIE).heard()).startsWith("HTTP/1.1 200 ").endsWith(WELCOME);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, -",
        "?since=5.0000000000000005, -, 5.0000000000000005",
        "?x=y&since=5.0000000000000005, -, 5.0000000000000005",
        "-, 7.0000000000000007, 7.0000000000000007",
        "?since=5.0000000000000005, 7.0000000000000007, 7.0000000000000007",
        "?since=5.0000000000000005, marker, -",
        "-, marker, -",
        "-, '7.0000000000000007~8.0000000000000008', '7.0000000000000007~8.0000000000000008'",
      })
  @DisplayName("[SE5] what an EventSource heard last counts before the query")
  void whatAnEventSourceHeardLastCountsBeforeTheQuery(
      String query, String lastEventId, String position) {
    String header = lastEventId == null ? "X-Nothing: 1" : "Last-Event-ID: " + lastEventId;
    get(EVENTS + (query == null ? "" : query), BEARER, header);

    assertThat(last().since()).isEqualTo(position == null ? null : Position.parse(position));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?since=",
        "?since=marker",
        "?since=5",
        "?since=5.0000000000000005&since=5.0000000000000005",
        "?since=5.0000000000000005%20",
      })
  @DisplayName("[SE5] a malformed since is a bad request")
  void aMalformedSinceIsABadRequest(String query) {
    assertThat(get(EVENTS + query, BEARER, "Last-Event-ID: 7.0000000000000007").heard())
        .startsWith("HTTP/1.1 400 ")
        .contains("\"code\":\"bad-request\"")
        .doesNotContain("marker");
  }

  @Test
  @DisplayName("[SE3] [HT2] without a token or a cookie nothing opens")
  void withoutATokenOrACookieNothingOpens() {
    assertThat(get(EVENTS, COOKIE).heard()).startsWith("HTTP/1.1 401 ");
    connect();
    assertThat(get(STREAM, BEARER).heard())
        .startsWith("HTTP/1.1 401 ")
        .contains("\"code\":\"unauthorized\"");
  }

  @ParameterizedTest
  @CsvSource({
    "DENIED, 401, unauthorized, 204",
    "ROOM_GONE, 404, room-gone, 204",
    "NO_SPECTATORS, 403, forbidden, 204",
    "UNAVAILABLE, 503, unavailable, 503",
    "GOING_AWAY, 503, unavailable, 503",
    "INTERNAL, 500, internal, 500",
  })
  @DisplayName("[SE10] a good-bye instead of a welcome is an answer of its own")
  void aGoodByeInsteadOfAWelcomeIsAnAnswerOfItsOwn(
      CloseCode code, int status, String problem, int streamStatus) {
    rooms.sendAway(code);

    assertThat(get(EVENTS, BEARER).heard())
        .startsWith("HTTP/1.1 " + status + " ")
        .contains(
            "\"code\":\"" + problem + "\"", "\r\ncontent-length: ", "\r\nconnection: close\r\n");
    assertThat(channel.isOpen()).isFalse();
    connect();
    String heard = get(STREAM, COOKIE).heard();
    assertThat(heard).startsWith("HTTP/1.1 " + streamStatus + " ");
    if (streamStatus == 204) {
      assertThat(heard).endsWith("\r\n\r\n").doesNotContain("content-length");
    }
  }

  @Test
  @DisplayName("[HT12] tokens that open nothing are counted")
  void tokensThatOpenNothingAreCounted() {
    rooms.sendAway(CloseCode.DENIED);
    for (int i = 0; i < 100; i++) {
      get(i % 2 == 0 ? EVENTS : STREAM, BEARER, COOKIE).heard();
      connect();
    }

    assertThat(get(EVENTS, BEARER).heard()).startsWith("HTTP/1.1 429 ");
    connect();
    assertThat(get(STREAM, COOKIE).heard()).startsWith("HTTP/1.1 429 ");
  }

  @Test
  void aRoomThatSaysNothingIsNotWaitedForTooLong() {
    rooms.fallSilent();
    get(EVENTS, BEARER);
    pass(Duration.ofMillis(14_999));
    assertThat(heard()).isEmpty();

    pass(Duration.ofMillis(1));

    assertThat(heard()).startsWith("HTTP/1.1 503 ");
    assertThat(last().closes()).isEqualTo(1);
  }

  @Test
  @DisplayName("[SE8] a heartbeat comes when nothing else did")
  void aHeartbeatComesWhenNothingElseDid() {
    get(EVENTS, BEARER).heard();
    pass(Duration.ofSeconds(10));
    last().out().send(FakeRooms.frame("{}", "3.0000000000000003"));
    last().out().send(FakeRooms.frame("{}"));
    heard();

    pass(Duration.ofMillis(Limits.HEARTBEAT_MILLIS - 1));
    assertThat(heard()).isEmpty();
    pass(Duration.ofMillis(1));

    String heartbeat =
        "data: {\"type\":\"heartbeat\",\"now\":%d,\"position\":\"3.0000000000000003\"}\n\n"
            .formatted(FakeRooms.NOW);
    assertThat(heard()).isEqualTo(heartbeat);
    pass(Duration.ofMillis(Limits.HEARTBEAT_MILLIS));
    assertThat(heard()).isEqualTo(heartbeat);
  }

  @Test
  @DisplayName("[SE8] a heartbeat never comes before a frame that it counts as sent")
  void aHeartbeatNeverComesBeforeAFrameThatItCountsAsSent() {
    get(EVENTS, BEARER).heard();
    last().out().bundle();
    channel.advanceTimeBy(Limits.HEARTBEAT_MILLIS - 1, TimeUnit.MILLISECONDS);
    last().out().send(FakeRooms.frame("{}", "3.0000000000000003"));
    pass(Duration.ofMillis(1));
    assertThat(heard()).contains("\"position\":\"" + FakeRooms.POSITION + "\"");

    pass(Duration.ofMillis(20));

    assertThat(heard()).isEqualTo("id: 3.0000000000000003\ndata: {}\n\n");
  }

  @Test
  @DisplayName("[SE9] a stream ends with a bye behind all its frames")
  void aStreamEndsWithAByeBehindAllItsFrames() {
    get(EVENTS, BEARER).heard();
    last().out().send(FakeRooms.frame("{}"));
    last().out().close(CloseCode.NO_SPECTATORS, "m");
    last().out().send(FakeRooms.frame("late"));

    String bye = "data: {\"type\":\"bye\",\"code\":\"no-spectators\",\"message\":\"m\"}";
    assertThat(heard().lines()).containsExactly("data: {}", "", bye, "");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  @DisplayName("[SE9] a stream that ends as soon as it began has all of it")
  void aStreamThatEndsAsSoonAsItBeganHasAllOfIt() {
    get(EVENTS, BEARER);
    last().out().close(CloseCode.ROOM_GONE, "m");

    assertThat(heard())
        .startsWith("HTTP/1.1 200 ")
        .contains(WELCOME)
        .endsWith("data: {\"type\":\"bye\",\"code\":\"room-gone\",\"message\":\"m\"}\n\n");
  }

  @Test
  @DisplayName("[SE11] who was let in is told when to come back")
  void whoWasLetInIsToldWhenToComeBack() {
    get(EVENTS, BEARER).heard();
    clients.open().forEach(client -> client.goAway(700));
    assertThat(heard()).endsWith("\"reconnectAfterMillis\":700}\nretry: 700\n\n");

    clients.open().forEach(Client::close);

    assertThat(heard()).contains("\"code\":\"going-away\"");
  }

  @Test
  void whoWaitsForTheRoomIsTurnedAwayWhenTheServerStops() {
    rooms.fallSilent();
    get(EVENTS, BEARER);
    clients.open().forEach(client -> client.goAway(700));
    clients.open().forEach(Client::close);

    assertThat(heard()).startsWith("HTTP/1.1 503 ");
  }

  @Test
  void whateverAClientStillSendsIsIgnored() {
    get(EVENTS, BEARER).heard();
    channel.writeInbound(Unpooled.copiedBuffer(new byte[100_000]));
    last().out().send(FakeRooms.frame("{}"));

    assertThat(heard()).isEqualTo("data: {}\n\n");
  }

  @Test
  void theRoomLearnsThatAClientVanished() {
    get(EVENTS, BEARER).heard();
    channel.finishAndReleaseAll();
    channel.runPendingTasks();

    assertThat(last().closes()).isEqualTo(1);
    assertThat(clients.open()).isEmpty();
  }
}
