package greenroom.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.server.net.FakeRooms.Client;
import greenroom.server.outbox.OutboxLimits;
import greenroom.server.ws.WsLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// WebSockets over real sockets, on each transport that works here.
@ExtendWith(CleanNetty.class)
final class WebSocketIT {
  private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);

  private TestServer server = new TestServer(TestServer.IMPATIENT);

  private void serve(Transport transport) {
    serve(transport, TestServer.IMPATIENT.ws());
  }

  private void serve(Transport transport, WsLimits limits) {
    server.close();
    server = new TestServer(TestServer.on(transport, TestServer.IMPATIENT, limits));
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.server().openConnections()).isZero();
    assertThat(server.rooms().clients()).allMatch(client -> client.closes() == 1);
  }

  /// A well-behaved client: the one of the JDK.
  private static final class Listener implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        heard.add(message.toString());
        message.setLength(0);
      }
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("close " + code + " " + reason);
      return WebSocket.Listener.super.onClose(socket, code, reason);
    }

    String next() throws InterruptedException {
      String next = heard.poll(10, TimeUnit.SECONDS);
      assertThat(next).as("a message within 10 s").isNotNull();
      return String.valueOf(next);
    }
  }

  private WebSocket connect(HttpClient client, Listener listener) {
    return client
        .newWebSocketBuilder()
        .subprotocols("greenroom.v1")
        .buildAsync(server.live(), listener)
        .join();
  }

  private static String command(int n) {
    return "{\"type\":\"command\",\"n\":" + n + ",\"command\":{\"type\":\"interview.start\"}}";
  }

  private Client last() {
    return server.rooms().clients().getLast();
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[WS1] an ordinary client says hello sends commands and goes")
  void anOrdinaryClientSaysHelloSendsCommandsAndGoes(Transport transport) throws Exception {
    serve(transport);
    Listener listener = new Listener();
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket socket = connect(client, listener);
      assertThat(socket.getSubprotocol()).isEqualTo("greenroom.v1");

      socket.sendText(TestServer.hello(), true).join();
      assertThat(listener.next()).startsWith("{\"type\":\"welcome\"");
      for (int n = 1; n <= 20; n++) {
        socket.sendText(command(n), true).join();
      }
      for (int n = 1; n <= 20; n++) {
        assertThat(listener.next()).startsWith("{\"type\":\"ack\",\"n\":" + n + ",");
      }
      socket.sendText("{\"type\":\"pi", false).join();
      socket.sendText("ng\",\"t\":5}", true).join();
      assertThat(listener.next())
          .isEqualTo("{\"type\":\"pong\",\"t\":5,\"now\":" + FakeRooms.NOW + "}");
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      assertThat(listener.next()).startsWith("close 1000");
    }
    TestServer.await("the end", () -> server.server().openConnections() == 0);
    assertThat(last().closes()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[WS6] an ordinary client learns the code it is closed with")
  void anOrdinaryClientLearnsTheCodeItIsClosedWith(Transport transport) throws Exception {
    serve(transport);
    Listener listener = new Listener();
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket socket = connect(client, listener);
      socket.sendText(TestServer.hello(), true).join();
      assertThat(listener.next()).startsWith("{\"type\":\"welcome\"");

      last().out().send(FakeRooms.frame("{\"type\":\"before\"}"));
      last().out().close(CloseCode.ROOM_GONE, "room: deleted");

      assertThat(listener.next()).isEqualTo("{\"type\":\"before\"}");
      assertThat(listener.next())
          .isEqualTo("{\"type\":\"bye\",\"code\":\"room-gone\",\"message\":\"room: deleted\"}");
      assertThat(listener.next()).isEqualTo("close 4103 room-gone");
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  void aClientThatNeverAnswersAGoodByeIsCutOff(Transport transport) throws Exception {
    serve(transport);
    try (RawClient client = server.welcomed()) {
      last().out().close(CloseCode.SUPERSEDED, "m");

      assertThat(client.readFrame().text()).contains("\"code\":\"superseded\"");
      assertThat(client.readFrame().closeCode()).isEqualTo(4105);
      assertThat(client.readToEnd()).isEmpty();
      TestServer.await("the end", () -> server.server().openConnections() == 0);
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  void theGoodByeArrivesThoughTheClientIsStillSending(Transport transport) throws Exception {
    serve(transport);
    try (RawClient client = server.welcomed()) {
      byte[] much = TestServer.text(" ".repeat(200_000));
      client.send(much);
      last().out().close(CloseCode.UNAVAILABLE, "m");
      client.send(much);

      RawClient.Frame frame = client.readFrame();
      while (frame.text().contains("bad-frame")) {
        frame = client.readFrame();
      }
      assertThat(frame.text()).contains("\"code\":\"unavailable\"");
      assertThat(client.readFrame().closeCode()).isEqualTo(4002);
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[LM6] a frozen reader is cut and the others do not notice")
  void aFrozenReaderIsCutAndTheOthersDoNotNotice(Transport transport) throws Exception {
    serve(transport);
    var frame = FakeRooms.frame("x".repeat(1_000));
    try (RawClient frozen =
            server.welcomed(server.upgrade(new RawClient(server.address(), 4_096)));
        RawClient healthy = server.welcomed()) {
      Client there = server.rooms().clients().getFirst();
      long start = System.nanoTime();
      for (int i = 0; i < 2_000; i++) {
        there.out().send(frame);
      }

      while (there.closes() == 0) {
        healthy.send(TestServer.text("{\"type\":\"ping\",\"t\":5}"));
        assertThat(healthy.readFrame().text()).contains("pong");
        // As a client would: a few a second are allowed.
        LockSupport.parkNanos(200_000_000);
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(10).toNanos());
      }
      TestServer.await("the cut", () -> server.server().openConnections() == 1);
      // What was on its way is there, and then nothing.
      assertThat(frozen.readToEnd().length).isLessThan(2_000_000);
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[LM6] a reader that takes little by little is not cut")
  void aReaderThatTakesLittleByLittleIsNotCut(Transport transport) throws Exception {
    serve(transport);
    var frame = FakeRooms.frame("x".repeat(1_000));
    try (RawClient slow =
        server.welcomed(server.upgrade(new RawClient(server.address(), 16_384)))) {
      for (int i = 0; i < 1_000; i++) {
        last().out().send(frame);
      }
      int left = 1_000 * 1_004;
      while (left > 0) {
        // Steadily, for much longer than a frozen reader is given, until it is quick at the end.
        slow.send(TestServer.frame(0x8A, new byte[0]));
        if (left > 400_000) {
          LockSupport.parkNanos(50_000_000);
        }
        int taken = slow.readSome(Math.min(left, 20_000));
        assertThat(taken).isPositive();
        left -= taken;
      }
      assertThat(last().closes()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[LM6] [WS6] a reader over the bound gets the code once it reads")
  void aReaderOverTheBoundGetsTheCodeOnceItReads(Transport transport) throws Exception {
    serve(
        transport,
        new WsLimits(Duration.ofSeconds(10), Duration.ofSeconds(75), OutboxLimits.DEFAULT));
    var frame = FakeRooms.frame("x".repeat(100_000));
    try (RawClient client = server.welcomed()) {
      Client there = last();
      // More than the bound and all that the system may hold in between.
      for (int i = 0; i < 200 && there.closes() == 0; i++) {
        there.out().send(frame);
      }
      TestServer.await("the close", () -> there.closes() == 1);

      RawClient.Frame next = client.readFrame();
      while (next.payload().length == frame.json().length) {
        next = client.readFrame();
      }
      assertThat(next.text()).contains("\"code\":\"slow-reader\"");
      next = client.readFrame();
      assertThat(next.closeCode()).isEqualTo(CloseCode.SLOW_READER.number());
      assertThat(next.closeReason()).isEqualTo("slow-reader");
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  @DisplayName("[LM6] a reader that keeps up gets far more than the bound")
  void aReaderThatKeepsUpGetsFarMoreThanTheBound(Transport transport) throws Exception {
    serve(transport);
    var frame = FakeRooms.frame("x".repeat(10_000));
    try (RawClient client = server.welcomed()) {
      for (int round = 0; round < 100; round++) {
        for (int i = 0; i < 100; i++) {
          last().out().send(frame);
        }
        for (int i = 0; i < 100; i++) {
          assertThat(client.readFrame().payload()).isEqualTo(frame.json());
        }
      }
    }
    TestServer.await("the end", () -> last().closes() == 1);
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  void noAnswerIsLostOrLateHoweverManyTalkAtOnce(Transport transport) throws Exception {
    serve(transport, WsLimits.DEFAULT);
    List<CompletableFuture<Void>> talks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      long seed = i;
      talks.add(CompletableFuture.runAsync(() -> talk(new Random(seed)), VIRTUAL));
    }
    for (CompletableFuture<Void> talk : talks) {
      talk.get(60, TimeUnit.SECONDS);
    }
  }

  /// Sends commands in bursts of many sizes and lengths and waits for each burst's answers; a read
  /// that waits for ten seconds fails.
  private void talk(Random random) {
    try (RawClient client = server.welcomed()) {
      int n = 0;
      for (int burst = 0; burst < 20; burst++) {
        int size = 1 + random.nextInt(12);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 1; i <= size; i++) {
          bytes.writeBytes(TestServer.text(command(n + i) + " ".repeat(random.nextInt(9_000))));
        }
        byte[] all = bytes.toByteArray();
        int cut = random.nextInt(all.length);
        client.send(Arrays.copyOf(all, cut)).send(Arrays.copyOfRange(all, cut, all.length));
        for (int i = 1; i <= size; i++) {
          n++;
          assertThat(client.readFrame().text()).startsWith("{\"type\":\"ack\",\"n\":" + n + ",");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  void aResetRightBehindTheLastBytesIsNoticedAtOnce(Transport transport) throws Exception {
    serve(transport, WsLimits.DEFAULT);
    for (int i = 0; i < 50; i++) {
      RawClient client = server.welcomed();
      client.send(TestServer.text("half a message"), 9).reset();
    }

    TestServer.await("all are gone", () -> server.server().openConnections() == 0);
  }

  @ParameterizedTest
  @MethodSource("greenroom.server.net.TestServer#transports")
  void oneThousandConnectionsLeaveNothingBehind(Transport transport) throws Exception {
    serve(transport);
    for (int round = 0; round < 10; round++) {
      List<RawClient> clients = Stream.generate(this::connected).limit(100).toList();
      TestServer.await("all are there", () -> server.server().openConnections() == 100);
      for (int i = 0; i < clients.size(); i++) {
        RawClient client = clients.get(i);
        switch (i % 4) {
          case 0 -> client.close();
          case 1 -> client.reset();
          case 2 -> client.send(TestServer.frame(0x88, new byte[] {3, (byte) 0xE8}));
          default -> client.send(TestServer.text("half a message"), 9).reset();
        }
      }
      TestServer.await("all are gone", () -> server.server().openConnections() == 0);
      for (RawClient client : clients) {
        client.close();
      }
    }

    assertThat(server.rooms().clients()).hasSize(1_000);
    TestServer.await(
        "the rooms know",
        () -> server.rooms().clients().stream().allMatch(client -> client.closes() == 1));
  }

  private RawClient connected() {
    try {
      return server.welcomed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
