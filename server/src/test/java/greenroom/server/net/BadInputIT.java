package greenroom.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.server.net.RawClient.HttpAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes that no honest client sends, over real sockets. Whatever it is, the server answers or
/// closes, and goes on for everybody else.
@ExtendWith(CleanNetty.class)
final class BadInputIT {
  private final TestServer server = new TestServer(TestServer.IMPATIENT);

  @AfterEach
  void stop() throws Exception {
    try (RawClient bystander = server.raw()) {
      bystander.send("GET /api/time HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(bystander.readAnswer().status()).isEqualTo(200);
    }
    server.close();
    assertThat(server.server().openConnections()).isZero();
    assertThat(server.rooms().clients()).allMatch(client -> client.closes() == 1);
  }

  private static String unescaped(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\0\\0\\0\\0\\r\\n\\r\\n",
        "GET\\r\\n\\r\\n",
        "GET /\\r\\n\\r\\n",
        "GET / HTTP/9.9\\r\\nHost: h\\r\\n\\r\\n",
        "GET / HTTP/2.0\\r\\nHost: h\\r\\n\\r\\n",
        "PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n",
        "GET / SMTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\nHost: evil.example/\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\nHost: h\\r\\nBad Name: x\\r\\n\\r\\n",
        "GET / HTTP/1.1\\r\\nHost: h\\r\\nX: a\\0b\\r\\n\\r\\n",
        "GET * HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
        "CONNECT h:80 HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
        "GET ftp://h/ HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
        "POST /api/rooms HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: -1\\r\\n\\r\\n",
        "POST /api/rooms HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: x\\r\\n\\r\\n",
        "POST /api/rooms HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: 1\\r\\nContent-Length:"
            + " 2\\r\\n\\r\\n",
        "POST /api/rooms HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n",
      })
  @DisplayName("[HT13] [SC5] a request that is none is a bad request and the end")
  void aRequestThatIsNoneIsABadRequestAndTheEnd(String bytes) throws Exception {
    try (RawClient client = server.raw()) {
      client.send(unescaped(bytes));
      HttpAnswer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
      assertThat(answer.header("connection")).isEqualTo("close");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 100_000})
  @DisplayName("[HT13] a line or headers without end are a bad request")
  void aLineOrHeadersWithoutEndAreABadRequest(int size) throws Exception {
    for (String start :
        new String[] {
          "GET /%s HTTP/1.1\r\nHost: h\r\n\r\n",
          "GET / HTTP/1.1\r\nX: %1$s\r\nY: %1$s\r\nZ: %1$s\r\nA: %1$s\r\n\r\n"
        }) {
      try (RawClient client = server.raw()) {
        client.send(start.formatted("x".repeat(size)));
        assertThat(client.readAnswer().status()).isEqualTo(400);
      }
    }
  }

  @Test
  void theFormThatProxiesSendMeansTheSame() throws Exception {
    try (RawClient client = server.raw()) {
      client.send("GET http://h/api/time?x=y HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.readAnswer().status()).isEqualTo(200);
    }
  }

  @Test
  void anOldClientWithoutAHostIsAnsweredOnce() throws Exception {
    try (RawClient client = server.raw()) {
      client.send("GET /api/time HTTP/1.0\r\n\r\n");
      assertThat(client.readAnswer().status()).isEqualTo(200);
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "20, true", "200, true"})
  @DisplayName("[HT13] a request that does not come whole is given up")
  void aRequestThatDoesNotComeWholeIsGivenUp(int bytes, boolean answered) throws Exception {
    String request =
        "POST /api/rooms HTTP/1.1\r\nHost: h\r\nContent-Length: 500\r\n\r\n" + "x".repeat(200);
    try (RawClient client = server.raw()) {
      client.send(request.substring(0, bytes));
      if (answered) {
        assertThat(client.readAnswer().body()).contains("did not arrive whole in time");
      }
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  @DisplayName("[HT13] a request that drips in is given up")
  void aRequestThatDripsInIsGivenUp() throws Exception {
    try (RawClient client = server.raw()) {
      client.send("GET / HTTP/1.1\r\n");
      long start = System.nanoTime();
      try {
        while (System.nanoTime() - start < 5_000_000_000L) {
          client.send("X");
          LockSupport.parkNanos(20_000_000);
        }
      } catch (SocketException closed) {
        return;
      }
      throw new AssertionError("the server still listens after 5 s of one byte now and then");
    }
  }

  @Test
  void whoDoesNotTakeItsAnswerIsCutOff() throws Exception {
    try (RawClient client = new RawClient(server.address(), 4_096)) {
      String requests = "GET /index.html HTTP/1.1\r\nHost: h\r\n\r\n".repeat(120);
      try {
        client.send(requests);
      } catch (SocketException cutAlready) {
        return;
      }
      TestServer.await("the cut", () -> server.server().openConnections() == 0);
    }
  }

  @Test
  void whoPilesUpRequestsWithoutWaitingIsCutOff() throws Exception {
    try (RawClient client = server.raw()) {
      client.send("GET /api/time HTTP/1.1\r\nHost: h\r\n\r\n".repeat(1_000));
      client.readToEnd();
    } catch (SocketException cutAlready) {
      assertThat(cutAlready).isNotNull();
    }
  }

  @Test
  @DisplayName("[HE2] half a WebSocket frame keeps nobody busy")
  void halfAWebSocketFrameKeepsNobodyBusy() throws Exception {
    try (RawClient client = server.upgraded()) {
      byte[] hello = TestServer.text(TestServer.hello());
      client.send(Arrays.copyOf(hello, hello.length / 2));

      assertThat(client.readFrame().text()).contains("\"code\":\"no-hello\"");
      assertThat(client.readFrame().closeCode()).isEqualTo(4100);
    }
  }

  @Test
  @DisplayName("[WS2] [WS3] an upgrade from another site or for another protocol is refused")
  void anUpgradeFromAnotherSiteOrForAnotherProtocolIsRefused() throws Exception {
    try (RawClient client = server.raw()) {
      client.send(server.upgrade("Sec-WebSocket-Protocol: greenroom.v1", "Origin: http://evil"));
      assertThat(client.readAnswer().body()).contains("\"code\":\"forbidden-origin\"");
      client.send(server.upgrade("Sec-WebSocket-Protocol: chat"));
      assertThat(client.readAnswer().body()).contains("\"code\":\"bad-request\"");
      client.send(
          server.upgrade(
              "Sec-WebSocket-Protocol: greenroom.v1", "Origin: http://" + server.authority()));
      assertThat(client.readAnswer().status()).isEqualTo(101);
    }
  }

  @Test
  @DisplayName("[HT14] connections beyond the limit are told so")
  void connectionsBeyondTheLimitAreToldSo() throws Exception {
    NetTuning two = TestServer.withConnections(2);
    try (TestServer small = new TestServer(two);
        RawClient first = small.welcomed();
        RawClient second = small.welcomed()) {
      try (RawClient third = small.raw()) {
        HttpAnswer answer = third.readAnswer();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("connections: too many (expected: at most 2)");
        assertThat(answer.header("retry-after")).isEqualTo("5");
        assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
        assertThat(third.readToEnd()).isEmpty();
      }
      first.reset();
      TestServer.await("room for one", () -> small.server().openConnections() == 1);
      try (RawClient next = small.raw()) {
        next.send("GET /api/time HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(next.readAnswer().status()).isEqualTo(200);
      }
      second.send(TestServer.text("{\"type\":\"ping\",\"t\":5}"));
      assertThat(second.readFrame().text()).contains("pong");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName("[SC5] random bytes bring nothing down")
  void randomBytesBringNothingDown(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      try (RawClient client = i % 2 == 0 ? server.raw() : server.welcomed()) {
        byte[] bytes = i % 2 == 0 ? mutatedRequest(random) : mutatedFrames(random);
        client.send(bytes);
        client.end();
        client.readToEnd();
      } catch (SocketException closedByTheServer) {
        // As good an answer as any.
      } catch (IOException | RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", connection " + i, e);
      }
    }
  }

  private byte[] mutatedRequest(Random random) {
    return mutated(
        random,
        (server.upgrade("Sec-WebSocket-Protocol: greenroom.v1")
                + "POST /api/rooms HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                + "Content-Length: 13\r\n\r\n{\"title\":\"a\"}")
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] mutatedFrames(Random random) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < 10; i++) {
      frames.writeBytes(TestServer.text("{\"type\":\"ping\",\"t\":" + i + "}"));
      frames.writeBytes(
          TestServer.text(
              "{\"type\":\"command\",\"n\":"
                  + (i + 1)
                  + ",\"command\":{\"type\":\"timer.pause\"}}"));
    }
    return mutated(random, frames.toByteArray());
  }

  private static byte[] mutated(Random random, byte[] bytes) {
    for (int i = random.nextInt(6); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return Arrays.copyOf(bytes, bytes.length - random.nextInt(bytes.length / 2));
  }
}
