package greenroom.server.ws;

import static greenroom.server.ws.EmbeddedClient.BINARY;
import static greenroom.server.ws.EmbeddedClient.CLOSE;
import static greenroom.server.ws.EmbeddedClient.CONTINUATION;
import static greenroom.server.ws.EmbeddedClient.FIRST_TEXT;
import static greenroom.server.ws.EmbeddedClient.LAST;
import static greenroom.server.ws.EmbeddedClient.PING;
import static greenroom.server.ws.EmbeddedClient.PONG;
import static greenroom.server.ws.EmbeddedClient.TEXT;
import static greenroom.server.ws.EmbeddedClient.hello;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Limits;
import greenroom.protocol.Signal;
import greenroom.server.net.FakeRooms;
import greenroom.server.outbox.Client;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WsConnectionTest {
  private static final String COMMAND =
      "{\"type\":\"command\",\"n\":%d,\"command\":{\"type\":\"interview.start\"}}";

  private final EmbeddedClient client = new EmbeddedClient();

  @AfterEach
  void disconnect() {
    client.close();
    assertThat(client.clients().open()).isEmpty();
    assertThat(client.rooms().clients()).allMatch(one -> one.closes() == 1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void assertClosed(CloseCode code) {
    List<String> frames = client.heard();
    assertThat(frames).hasSizeGreaterThanOrEqualTo(2);
    assertThat(frames.get(frames.size() - 2))
        .startsWith("text {\"type\":\"bye\",\"code\":\"" + code.wire() + "\",\"message\":");
    assertThat(frames.getLast()).isEqualTo("close " + code.number() + " " + code.wire());
  }

  private void assertOpen() {
    client.say("{\"type\":\"ping\",\"t\":7}");
    assertThat(client.heard())
        .contains("text {\"type\":\"pong\",\"t\":7,\"now\":" + FakeRooms.NOW + "}");
  }

  // The upgrade.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-WebSocket-Protocol:",
        "Sec-WebSocket-Protocol: greenroom.v2",
        "Sec-WebSocket-Protocol: Greenroom.v1",
        "Sec-WebSocket-Version: 8",
        "Sec-WebSocket-Version:",
        "Sec-WebSocket-Key:",
        "Sec-WebSocket-Key: short",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ",
        "Upgrade:",
        "Upgrade: h2c",
        "Connection: close",
      })
  @DisplayName("[WS2] an upgrade that is not ours is a bad request")
  void anUpgradeThatIsNotOursIsABadRequest(String header) {
    String answer = client.connect().ask(header);

    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .contains("\"code\":\"bad-request\"")
        .doesNotContain("sec-websocket-accept");
  }

  @ParameterizedTest
  @CsvSource({
    "http://greenroom.example:8080, 101",
    "https://GREENROOM.example:8080, 101",
    "http://greenroom.example, 403",
    "http://evil.example:8080, 403",
    "http://greenroom.example:8080.evil.example, 403",
    "http://greenroom.example:80801, 403",
    "null, 403",
    "file://, 403",
    "greenroom.example:8080, 403",
  })
  @DisplayName("[WS3] only a page of this server may upgrade")
  void onlyAPageOfThisServerMayUpgrade(String origin, int status) {
    String answer = client.connect().ask("Origin: " + origin);

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer.contains("\"code\":\"forbidden-origin\"")).isEqualTo(status == 403);
  }

  @Test
  @DisplayName("[WS1] [WS4] the upgrade selects the subprotocol and no extension")
  void theUpgradeSelectsTheSubprotocolAndNoExtension() {
    String answer = client.connect().ask("Sec-WebSocket-Extensions: permessage-deflate");

    assertThat(answer)
        .contains("sec-websocket-protocol: greenroom.v1\r\n", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        .doesNotContain("extensions");
  }

  @Test
  void whatComesInOnePieceWithTheUpgradeIsNotLost() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(EmbeddedClient.request());
    bytes.writeBytes(EmbeddedClient.masked(TEXT, utf8(hello(FakeRooms.CANDIDATE))));
    client.connect().write(bytes.toByteArray());

    assertThat(client.rooms().clients()).hasSize(1);
  }

  // Before the hello.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"type\":\"hello\"}",
        "{\"type\":\"hello\",\"token\":\"marker\",\"person\":\"marker\",\"session\":\"s\"}",
        "{\"type\":\"goodbye\"}",
        "{\"type\":\"ping\",\"t\":1}",
        "{\"type\":\"command\",\"n\":1,\"command\":{\"type\":\"interview.start\"}}",
        "{\"type\":\"command\",\"n\":1,\"command\":{\"type\":\"nothing\"}}",
      })
  @DisplayName("[HE1] [SC1] the first message is a hello")
  void theFirstMessageIsAHello(String message) {
    client.upgraded().say(message);

    List<String> frames = client.heard();
    assertThat(frames.getFirst()).contains("\"code\":\"bad-hello\"").doesNotContain("marker");
    assertThat(frames.getLast()).isEqualTo("close 4101 bad-hello");
    assertThat(client.rooms().clients()).isEmpty();
  }

  @Test
  @DisplayName("[HE1] a binary message is no hello")
  void aBinaryMessageIsNoHello() {
    client.upgraded().frame(BINARY, utf8(hello(FakeRooms.CANDIDATE)));

    assertClosed(CloseCode.BAD_HELLO);
  }

  @Test
  @DisplayName("[HE2] a hello that does not come in time comes too late")
  void aHelloThatDoesNotComeInTimeComesTooLate() {
    client.upgraded().pass(Duration.ofMillis(Limits.HELLO_MILLIS - 1));
    assertThat(client.heard()).isEmpty();

    client.pass(Duration.ofMillis(2));

    assertClosed(CloseCode.NO_HELLO);
  }

  @Test
  void aHelloInTimeIsNotOverdueLater() {
    client.welcomed().pass(Duration.ofMillis(Limits.HELLO_MILLIS * 2L));

    assertOpen();
  }

  @Test
  @DisplayName("[HE2] pings do not stand for a hello")
  void pingsDoNotStandForAHello() {
    client.upgraded();
    for (int second = 0; second < 11; second++) {
      client.frame(PING, utf8("x")).pass(Duration.ofSeconds(1));
    }

    assertClosed(CloseCode.NO_HELLO);
  }

  @Test
  @DisplayName("[HE2] [LM1] a hello has a budget of bytes")
  void aHelloHasABudgetOfBytes() {
    client.upgraded().write(EmbeddedClient.head(TEXT, 200_000));
    client.write(new byte[Limits.HELLO_BYTES - 14]);
    assertThat(client.heard()).isEmpty();

    client.write(new byte[1]);

    assertClosed(CloseCode.NO_HELLO);
  }

  @Test
  @DisplayName("[HE2] a hello that is too long is none however it comes")
  void aHelloThatIsTooLongIsNoneHoweverItComes() {
    String name = "x".repeat(Limits.HELLO_BYTES);
    client.upgraded().say(hello(FakeRooms.CANDIDATE).replace("Ada", name));

    assertClosed(CloseCode.NO_HELLO);
    assertThat(client.rooms().clients()).isEmpty();
  }

  @Test
  @DisplayName("[HE2] what comes with the hello in one piece is not charged")
  void whatComesWithTheHelloInOnePieceIsNotCharged() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(EmbeddedClient.masked(TEXT, utf8(hello(FakeRooms.CANDIDATE))));
    for (int n = 1; n <= 300; n++) {
      bytes.writeBytes(EmbeddedClient.masked(TEXT, utf8(COMMAND.formatted(n))));
    }

    client.upgraded().write(bytes.toByteArray());

    assertThat(bytes.size()).isGreaterThan(Limits.HELLO_BYTES);
    assertThat(client.heard()).hasSize(301);
  }

  @Test
  @DisplayName("[WS5] [HE3] whom the room turns away gets its code")
  void whomTheRoomTurnsAwayGetsItsCode() {
    client.upgraded().say(hello("another-token-00000000"));

    assertClosed(CloseCode.DENIED);
    assertThat(client.rooms().clients()).isEmpty();
  }

  @Test
  @DisplayName("[HT12] who guesses tokens is soon not even upgraded")
  void whoGuessesTokensIsSoonNotEvenUpgraded() {
    for (int guess = 0; guess < 100; guess++) {
      client.upgraded().say(hello("another-token-00000000"));
    }

    assertThat(client.connect().ask()).startsWith("HTTP/1.1 429 ").contains("rate-limited");
  }

  // After it.

  @Test
  void theHelloReachesTheRoomAsItWas() {
    client.welcomed();

    assertThat(client.rooms().clients())
        .singleElement()
        .matches(one -> one.token().equals(FakeRooms.INTERVIEWER))
        .matches(one -> "Ada".equals(one.name()));
  }

  @Test
  @DisplayName("[CM11] commands reach the room in their order")
  void commandsReachTheRoomInTheirOrder() {
    client.welcomed();
    for (int n = 1; n <= 5; n++) {
      client.say(COMMAND.formatted(n));
    }

    assertThat(client.rooms().clients().getFirst().commands()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(client.heard())
        .hasSize(5)
        .first()
        .isEqualTo("text {\"type\":\"ack\",\"n\":1,\"position\":\"2.9f3ac1d2e4b07755\"}");
  }

  @Test
  @DisplayName("[HE17] a second hello is a bad frame")
  void aSecondHelloIsABadFrame() {
    client.welcomed().say(hello(FakeRooms.INTERVIEWER));

    assertThat(client.heard()).singleElement().asString().contains("\"code\":\"bad-frame\"");
    assertOpen();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | bad-frame",
        "{ | bad-frame",
        "[] | bad-frame",
        "{} | bad-frame",
        "{\"type\":7} | bad-frame",
        "{\"type\":\"ping\"} | bad-frame",
        "{\"type\":\"ping\",\"t\":1.5} | bad-frame",
        "{\"type\":\"ping\",\"t\":1} x | bad-frame",
        "{\"type\":\"command\"} | bad-frame",
        "{\"type\":\"command\",\"n\":0} | bad-frame",
        "{\"type\":\"nothing\"} | unknown-frame",
      })
  @DisplayName("[FR6] a message that is no frame is answered and the connection stays")
  void aMessageThatIsNoFrameIsAnsweredAndTheConnectionStays(String message, String code) {
    client.welcomed().say(message);

    assertThat(client.heard())
        .singleElement()
        .asString()
        .startsWith("text {\"type\":\"error\",\"code\":\"" + code + "\",\"message\":");
    assertOpen();
  }

  @Test
  @DisplayName("[FR1] a binary message is a bad frame")
  void aBinaryMessageIsABadFrame() {
    client.welcomed().frame(BINARY, utf8("{\"type\":\"ping\",\"t\":1}"));

    assertThat(client.heard()).singleElement().asString().contains("\"code\":\"bad-frame\"");
    assertOpen();
  }

  @Test
  @DisplayName("[FR7] a numbered command is answered under its number")
  void aNumberedCommandIsAnsweredUnderItsNumber() {
    client.welcomed().say("{\"type\":\"command\",\"n\":9,\"command\":{\"type\":\"nothing\"}}");

    assertThat(client.heard())
        .singleElement()
        .asString()
        .contains("\"type\":\"reject\",\"n\":9,\"code\":\"unknown-command\"");
  }

  @Test
  @DisplayName("[LM4] who sends nothing but nonsense is closed")
  void whoSendsNothingButNonsenseIsClosed() {
    client.welcomed();
    for (int i = 0; i < Limits.BAD_FRAME_BURST; i++) {
      client.say("nonsense");
    }
    assertThat(client.heard()).hasSize(Limits.BAD_FRAME_BURST);

    client.say("nonsense");

    assertClosed(CloseCode.RATE_LIMITED);
  }

  @Test
  @DisplayName("[LM4] [FR6] a little nonsense now and then is borne forever")
  void aLittleNonsenseNowAndThenIsBorneForever() {
    client.welcomed();
    for (int i = 0; i < 100; i++) {
      client.say("nonsense").pass(Duration.ofSeconds(2));
    }

    assertThat(client.heard()).hasSize(100);
    assertOpen();
  }

  @Test
  void aPingIsAnsweredWithTheRoomsTime() {
    client.welcomed();

    assertOpen();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("[LM4] who floods with pings is closed")
  void whoFloodsWithPingsIsClosed(boolean ofTheProtocol) {
    client.welcomed();
    for (int i = 0; i <= Limits.PING_BURST; i++) {
      if (ofTheProtocol) {
        client.frame(PING, utf8("x"));
      } else {
        client.say("{\"type\":\"ping\",\"t\":1}");
      }
    }

    assertClosed(CloseCode.RATE_LIMITED);
  }

  @Test
  void aPingOfTheProtocolIsAnsweredWithWhatItSaid() {
    client.welcomed().frame(PING, utf8("hello?")).frame(PONG, utf8("unasked"));

    assertThat(client.heard()).containsExactly("pong hello?");
  }

  @Test
  void aMessageMayComeInFragmentsWithPingsBetweenThem() {
    client.welcomed();
    byte[] ping = utf8("{\"type\":\"ping\",\"t\":\"é\"}".replace("\"é\"", "7"));
    client.frame(FIRST_TEXT, Arrays.copyOf(ping, 3));
    client.frame(PING, utf8("x"));
    client.frame(CONTINUATION, new byte[0]);
    client.frame(CONTINUATION | LAST, Arrays.copyOfRange(ping, 3, ping.length));

    assertThat(client.heard())
        .containsExactly(
            "pong x", "text {\"type\":\"pong\",\"t\":7,\"now\":" + FakeRooms.NOW + "}");
  }

  @Test
  @DisplayName("[FR9] a message of exactly the limit is taken and one byte more is not")
  void aMessageOfExactlyTheLimitIsTakenAndOneByteMoreIsNot() {
    String ping = "{\"type\":\"ping\",\"t\":7}";
    client.welcomed().say(ping + " ".repeat(Limits.FRAME_BYTES - ping.length()));
    assertThat(client.heard()).hasSize(1);

    client.write(EmbeddedClient.head(TEXT, Limits.FRAME_BYTES + 1));

    assertClosed(CloseCode.FRAME_TOO_LARGE);
  }

  @Test
  @DisplayName("[FR9] fragments count together")
  void fragmentsCountTogether() {
    client.welcomed().frame(FIRST_TEXT, utf8(" ".repeat(Limits.FRAME_BYTES)));
    assertThat(client.heard()).isEmpty();

    client.frame(CONTINUATION, utf8(" "));

    assertClosed(CloseCode.FRAME_TOO_LARGE);
  }

  @Test
  @DisplayName("[FR9] a length beyond all measure is too large")
  void aLengthBeyondAllMeasureIsTooLarge() {
    client.welcomed().write(EmbeddedClient.head(TEXT, Long.MAX_VALUE));

    assertClosed(CloseCode.FRAME_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"c328", "a0a1", "e228a1", "f0288cbc", "c080", "eda080", "f4908080", "e282"})
  @DisplayName("[FR13] text that is not UTF-8 ends the connection")
  void textThatIsNotUtf8EndsTheConnection(String hex) {
    client.welcomed().frame(TEXT, HexFormat.of().parseHex(hex));

    assertThat(client.heard()).containsExactly("close 1007 ");
  }

  @ParameterizedTest
  @CsvSource({
    "8100, not masked",
    "c18000000000, a reserved bit",
    "838000000000, a reserved opcode",
    "8b8000000000, a reserved control opcode",
    "098000000000, a fragmented ping",
    "808000000000, a continuation of nothing",
    "89fe007e, a ping that is too long",
    "888100000000ff, a close of one byte",
    "81fe0001, a length in the wrong form",
  })
  @DisplayName("[FR13] a breach of the WebSocket protocol ends the connection")
  void aBreachOfTheWebSocketProtocolEndsTheConnection(String hex, String what) {
    client.welcomed().write(HexFormat.of().parseHex(hex));

    assertThat(client.heard()).as(what).containsExactly("close 1002 ");
    assertThat(client.rooms().clients().getFirst().closes()).isEqualTo(1);
  }

  @Test
  @DisplayName("[WS7] silence ends the connection")
  void silenceEndsTheConnection() {
    client.welcomed().pass(Duration.ofMillis(Limits.IDLE_MILLIS - 1));
    assertThat(client.heard()).isEmpty();

    client.pass(Duration.ofMillis(2));

    assertClosed(CloseCode.IDLE);
  }

  @Test
  @DisplayName("[WS7] any word keeps the connection")
  void anyWordKeepsTheConnection() {
    client.welcomed();
    for (int i = 0; i < 20; i++) {
      client.pass(Duration.ofSeconds(60)).frame(PONG, new byte[0]);
    }
    assertThat(client.heard()).isEmpty();
    assertOpen();
  }

  // Signals.

  private static final String TYPING =
      "{\"type\":\"signal\",\"signal\":{\"kind\":\"typing\",\"doc\":\"notes\"}}";

  @Test
  @DisplayName("[SG1] a signal reaches the room and nothing answers it")
  void aSignalReachesTheRoomAndNothingAnswersIt() {
    client.welcomed().say(TYPING);

    assertThat(client.rooms().clients().getFirst().signals())
        .singleElement()
        .isInstanceOf(Signal.Typing.class);
    assertThat(client.heard()).isEmpty();
  }

  @Test
  @DisplayName("[SG1] a signal that is too long or malformed is a bad frame")
  void aSignalThatIsTooLongOrMalformedIsABadFrame() {
    client.welcomed();
    for (String message :
        List.of(
            TYPING + " ".repeat(Limits.SIGNAL_BYTES),
            "{\"type\":\"signal\",\"signal\":{\"kind\":\"typing\"}}",
            "{\"type\":\"signal\",\"signal\":{\"kind\":\"dance\"}}")) {
      client.say(message);
      assertThat(client.heard()).singleElement().asString().contains("\"code\":\"bad-frame\"");
    }
    assertThat(client.rooms().clients().getFirst().signals()).isEmpty();
  }

  @Test
  @DisplayName("[SG8] signals over their rate are dropped without an answer")
  void signalsOverTheirRateAreDroppedWithoutAnAnswer() {
    client.welcomed();
    for (int i = 0; i < 2 * Limits.SIGNAL_BURST; i++) {
      client.say(TYPING);
    }
    List<Signal> signals = client.rooms().clients().getFirst().signals();
    assertThat(signals).hasSize(Limits.SIGNAL_BURST);

    client.pass(Duration.ofMillis(1_001));
    for (int i = 0; i < 2 * Limits.SIGNAL_BURST; i++) {
      client.say(TYPING);
    }

    assertThat(signals).hasSize(Limits.SIGNAL_BURST + Limits.SIGNALS_PER_SECOND);
    assertThat(client.heard()).isEmpty();
    assertOpen();
  }

  @Test
  @DisplayName("[HE1] a signal is no hello")
  void aSignalIsNoHello() {
    client.upgraded().say(TYPING);

    assertClosed(CloseCode.BAD_HELLO);
  }

  // The end.

  @Test
  void aCloseFrameIsAnsweredWithItsCodeAndTheConnectionEnds() {
    client.welcomed().frame(CLOSE, new byte[] {0x03, (byte) 0xE9, 'b', 'y', 'e'});

    assertThat(client.heard()).containsExactly("close 1001 ");
    assertThat(client.isOpen()).isFalse();
    assertThat(client.rooms().clients().getFirst().closes()).isEqualTo(1);
  }

  @Test
  void aCloseFrameWithoutACodeIsANormalEnd() {
    client.welcomed().frame(CLOSE, new byte[0]);

    assertThat(client.heard()).containsExactly("close 1000 ");
  }

  @Test
  void whatComesAfterTheEndIsNotLookedAt() {
    client.welcomed();
    client.rooms().clients().getFirst().out().close(CloseCode.SUPERSEDED, "m");
    client.say(COMMAND.formatted(1)).say("nonsense").say(COMMAND.formatted(2));

    assertClosed(CloseCode.SUPERSEDED);
    assertThat(client.heard()).isEmpty();
  }

  @Test
  void theRoomLearnsOnceThatAClientIsGoneHoweverItWent() {
    client.welcomed().vanish();
    assertThat(client.rooms().clients().getLast().closes()).isEqualTo(1);

    client.welcomed().frame(CLOSE, new byte[0]);
    client.vanish();
    assertThat(client.rooms().clients().getLast().closes()).isEqualTo(1);

    client.welcomed();
    client.rooms().clients().getLast().out().close(CloseCode.ROOM_GONE, "m");
    client.vanish();
    assertThat(client.rooms().clients().getLast().closes()).isEqualTo(1);
  }

  @Test
  @DisplayName("[WS11] [HE14] only who has said hello is told that the server stops")
  void onlyWhoHasSaidHelloIsToldThatTheServerStops() {
    client.upgraded();
    client.clients().open().forEach(one -> one.goAway(500));
    assertThat(client.heard()).isEmpty();

    client.say(hello(FakeRooms.CANDIDATE));
    assertThat(client.heard()).hasSize(1);
    client.clients().open().forEach(one -> one.goAway(500));
    assertThat(client.heard())
        .containsExactly("text {\"type\":\"goaway\",\"reconnectAfterMillis\":500}");

    client.clients().open().forEach(Client::close);
    assertClosed(CloseCode.GOING_AWAY);
  }
}
