package greenroom.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a server starts and stops.
@ExtendWith(CleanNetty.class)
final class StopIT {
  private static final Pattern GOAWAY =
      Pattern.compile("\\{\"type\":\"goaway\",\"reconnectAfterMillis\":([0-9]+)}");

  private static final String COMMAND =
      "{\"type\":\"command\",\"n\":7,\"command\":{\"type\":\"timer.pause\"}}";

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[WS11] every client is told its own time and then closed")
  void everyClientIsToldItsOwnTimeAndThenClosed(Transport transport) throws Exception {
    TestServer server = new TestServer(TestServer.on(transport, TestServer.PATIENT));
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      clients.add(server.welcomed());
    }

    server.close();

    List<Long> delays = new ArrayList<>();
    for (RawClient client : clients) {
      Matcher goAway = GOAWAY.matcher(client.readFrame().text());
      assertThat(goAway.matches()).isTrue();
      delays.add(Long.parseLong(goAway.group(1)));
      assertThat(client.readFrame().text()).contains("\"type\":\"bye\",\"code\":\"going-away\"");
      assertThat(client.readFrame().closeCode()).isEqualTo(4000);
      client.close();
    }
    assertThat(delays).allMatch(delay -> delay >= 200 && delay <= 1_000);
    assertThat(delays.stream().distinct().count()).as("different delays").isGreaterThan(50);
    assertThat(server.rooms().clients()).allMatch(client -> client.closes() == 1);
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[WS11] a command that came before is answered before the connection is closed")
  void aCommandThatCameBeforeIsAnsweredBeforeTheConnectionIsClosed(Transport transport)
      throws Exception {
    TestServer server = new TestServer(TestServer.on(transport, TestServer.PATIENT));
    CompletableFuture<Void> store = new CompletableFuture<>();
    server.rooms().storeAnswers(store);
    try (RawClient client = server.welcomed()) {
      client.send(TestServer.text(COMMAND));
      TestServer.await(
          "the command arrives",
          () -> server.rooms().clients().getFirst().commands().equals(List.of(7L)));
      Thread stopping = Thread.ofPlatform().start(server::close);

      assertThat(client.readFrame().text()).contains("goaway");
      // Long enough for a server that does not wait to close.
      stopping.join(TestServer.PATIENT.grace().multipliedBy(10));
      assertThat(stopping.isAlive()).isTrue();
      store.complete(null);

      assertThat(client.readFrame().text()).contains("\"type\":\"ack\",\"n\":7");
      assertThat(client.readFrame().text()).contains("\"type\":\"bye\",\"code\":\"going-away\"");
      assertThat(client.readFrame().closeCode()).isEqualTo(4000);
      client.end();
      stopping.join();
    }
  }

  @Test
  @DisplayName("[WS11] a store that answers no more keeps nobody from being closed in order")
  void aStoreThatAnswersNoMoreKeepsNobodyFromBeingClosedInOrder() throws Exception {
    TestServer server = new TestServer(TestServer.IMPATIENT);
    server.rooms().storeAnswers(new CompletableFuture<>());
    try (RawClient client = server.welcomed()) {
      client.send(TestServer.text(COMMAND));

      server.close();

      assertThat(client.readFrame().text()).contains("goaway");
      assertThat(client.readFrame().text()).contains("\"type\":\"bye\",\"code\":\"going-away\"");
      assertThat(client.readFrame().closeCode()).isEqualTo(4000);
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  void aRequestUnderWayGetsItsAnswerAndNewOnesGetNoServer(Transport transport) throws Exception {
    TestServer server = new TestServer(TestServer.on(transport, TestServer.PATIENT));
    CompletableFuture<Void> store = new CompletableFuture<>();
    server.rooms().storeAnswers(store);
    try (RawClient client = server.raw();
        RawClient idle = server.raw()) {
      client.send(
          "POST /api/rooms HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
              + "Content-Length: 13\r\n\r\n{\"title\":\"a\"}");
      TestServer.await("the request arrives", () -> !server.rooms().created().isEmpty());
      Thread stopping = Thread.ofPlatform().start(server::close);

      assertThat(idle.readToEnd()).isEmpty();
      TestServer.await("nobody new gets in", () -> refuses(server));
      assertThat(stopping.isAlive()).isTrue();
      store.complete(null);

      RawClient.HttpAnswer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.header("connection")).isEqualTo("close");
      client.end();
      stopping.join();
    }
  }

  private static boolean refuses(TestServer server) {
    try (RawClient client = server.raw()) {
      client.end();
      return false;
    } catch (IOException refused) {
      return true;
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  void whoeverIsLeftWhenTheTimeIsOverIsCutOff(Transport transport) throws Exception {
    TestServer server = new TestServer(TestServer.on(transport, TestServer.PATIENT));
    server.rooms().storeAnswers(new CompletableFuture<>());
    try (RawClient client = server.raw()) {
      client.send(
          "GET /api/rooms/%s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(FakeRooms.ROOM, FakeRooms.CANDIDATE));
      try (RawClient other = server.raw()) {
        other.send("GET /api/time HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(other.readAnswer().status()).isEqualTo(200);
      }
      long start = System.nanoTime();

      server.server().stop(Duration.ofMillis(300));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(client.readToEnd()).isEmpty();
      assertThat(server.server().openConnections()).isZero();
    }
  }

  @Test
  void stoppingTwiceIsStoppingOnce() {
    TestServer server = new TestServer(TestServer.PATIENT);
    server.close();
    server.close();
  }

  @Test
  void aPortInUseIsOneClearLine() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      for (Transport transport : TestServer.transports().toList()) {
        assertThatThrownBy(() -> start("127.0.0.1", taken.getLocalPort(), transport))
            .isInstanceOf(CannotListen.class)
            .hasMessage(
                "port: "
                    + taken.getLocalPort()
                    + " is in use on 127.0.0.1 (expected: a free port)");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.7", "no-such-host.invalid"})
  void aHostThatIsNotThisMachineIsOneClearLine(String host) {
    for (Transport transport : TestServer.transports().toList()) {
      assertThatThrownBy(() -> start(host, 0, transport))
          .isInstanceOf(CannotListen.class)
          .hasMessage("host: " + host + " is not this machine (expected: one of its addresses)");
    }
  }

  private static void start(String host, int port, Transport transport) {
    NetServer.start(
            new NetOptions(host, port, null, null),
            new FakeRooms(),
            TestServer.GUIDE,
            Optional::empty,
            TestServer.on(transport, TestServer.IMPATIENT))
        .close();
  }

  @Test
  void theOptionsShowNoKey() {
    assertThat(new NetOptions("h", 1, null, "marker-key").toString()).doesNotContain("marker");
  }
}
