package greenroom.server.net;

import static greenroom.server.net.FakeRooms.CANDIDATE;
import static greenroom.server.net.FakeRooms.INTERVIEWER;
import static greenroom.server.net.FakeRooms.NOW;
import static greenroom.server.net.FakeRooms.ROOM;
import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Role;
import greenroom.server.live.EventLog.CorruptRoom;
import greenroom.server.live.EventLog.OutcomeUnknown;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(CleanNetty.class)
final class HttpIT {
  private static final String BODY = "{\"title\":\"A feed\",\"spectators\":true}";

  private final HttpClient client = HttpClient.newHttpClient();
  private TestServer server = new TestServer(TestServer.IMPATIENT);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void serve(NetOptions options) {
    server.close();
    server = new TestServer(options, TestServer.IMPATIENT);
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(server.uri(path));
  }

  private HttpRequest.Builder creating(String body) {
    return to("/api/rooms")
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  @DisplayName("[HT3] [HT5] creating a room answers with links to the host that was asked")
  void creatingARoomAnswersWithLinksToTheHostThatWasAsked() throws Exception {
    HttpResponse<String> response = send(creating(BODY));

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(header(response, "location")).isEqualTo("/api/rooms/" + ROOM);
    assertThat(header(response, "content-type")).isEqualTo("application/json");
    assertThat(response.body())
        .contains(
            "\"interviewer\":\"http://" + server.authority() + "/rooms/" + ROOM + "#" + INTERVIEWER,
            "\"tokens\":{\"interviewer\":\"" + INTERVIEWER,
            "\"expires\":" + NOW);
    assertThat(server.rooms().created())
        .singleElement()
        .matches(room -> room.title().equals("A feed"));
  }

  @Test
  @DisplayName("[HT5] links lead to the public URL where there is one")
  void linksLeadToThePublicUrlWhereThereIsOne() throws Exception {
    serve(new NetOptions("127.0.0.1", 0, URI.create("https://greenroom.example"), null));

    assertThat(send(creating(BODY)).body())
        .contains("\"https://greenroom.example/rooms/" + ROOM + "#" + INTERVIEWER + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bearer marker-key | 201",
        "bearer  marker-key | 201",
        "Bearer marker-kez | 401",
        "Bearer marker-key2 | 401",
        "Basic marker-key | 401",
        "marker-key | 401",
        "Bearer | 401",
        "'' | 401",
      })
  @DisplayName("[HT3] [SC1] a create key is asked for where there is one")
  void aCreateKeyIsAskedForWhereThereIsOne(String authorization, int status) throws Exception {
    serve(new NetOptions("127.0.0.1", 0, null, "marker-key"));

    HttpResponse<String> response = send(creating(BODY).header("authorization", authorization));

    assertThat(response.statusCode()).isEqualTo(status);
    if (status == 401) {
      assertThat(header(response, "www-authenticate")).isEqualTo("Bearer");
      assertThat(response.body()).contains("\"code\":\"unauthorized\"").doesNotContain("marker");
      assertThat(server.rooms().created()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "\"title\"",
        "{",
        "{}",
        "{\"title\":7}",
        "{\"title\":\"\"}",
        "{\"title\":\"a\",\"title\":\"b\"}",
        "{\"title\":\"a\"} x",
        "{\"title\":\"\\ud800\"}"
      })
  @DisplayName("[HT1] [HT4] a body that is no room is a bad request")
  void aBodyThatIsNoRoomIsABadRequest(String body) throws Exception {
    HttpResponse<String> response = send(creating(body));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(header(response, "content-type")).isEqualTo("application/problem+json");
    assertThat(response.body())
        .contains("\"type\":\"about:blank\"", "\"status\":400", "\"code\":\"bad-request\"")
        .contains("\"title\":", "\"detail\":");
    assertThat(server.rooms().created()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 201",
    "Application/JSON; charset=utf-8, 201",
    "application/json;charset=utf-8, 201",
    "text/plain, 415",
    "application/jsonx, 415",
    "application/x-www-form-urlencoded, 415",
    "'', 415",
  })
  @DisplayName("[HT11] only JSON is taken for JSON")
  void onlyJsonIsTakenForJson(String type, int status) throws Exception {
    assertThat(
            send(to("/api/rooms").header("content-type", type).POST(BodyPublishers.ofString(BODY)))
                .statusCode())
        .isEqualTo(status);
  }

  @Test
  @DisplayName("[HT11] a body without a type is not JSON")
  void aBodyWithoutATypeIsNotJson() throws Exception {
    assertThat(send(to("/api/rooms").POST(BodyPublishers.ofString(BODY))).body())
        .contains("\"code\":\"not-json\"");
  }

  @Test
  @DisplayName("[HT6] a room is shown to whoever has a token")
  void aRoomIsShownToWhoeverHasAToken() throws Exception {
    HttpResponse<String> response =
        send(to("/api/rooms/" + ROOM).header("authorization", "Bearer " + CANDIDATE));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "cache-control")).isEqualTo("no-store");
    assertThat(response.body()).contains("\"title\":\"A feed\"", "\"clock\":{\"state\":\"lobby\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/rooms/k3vq2mz7a4xw5bd6, Bearer marker-of-another, 401, unauthorized",
    "/api/rooms/k3vq2mz7a4xw5bd6, Bearer, 401, unauthorized",
    "/api/rooms/k3vq2mz7a4xw5bd6/state, Token interviewer-token-0000, 401, unauthorized",
    "/api/rooms/aaaaaaaaaaaaaaaa, Bearer interviewer-token-0000, 404, room-gone",
    "/api/rooms/aaaaaaaaaaaaaaaa/state, Bearer interviewer-token-0000, 404, room-gone",
    "/api/rooms/AAAAAAAAAAAAAAAA, Bearer interviewer-token-0000, 404, not-found",
    "/api/rooms/a, Bearer interviewer-token-0000, 404, not-found",
    "/api/rooms/, Bearer interviewer-token-0000, 404, not-found",
  })
  @DisplayName("[HT2] [SC1] a token or room that opens nothing is refused")
  void aTokenOrRoomThatOpensNothingIsRefused(
      String path, String authorization, int status, String code) throws Exception {
    HttpResponse<String> response = send(to(path).header("authorization", authorization));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains("\"code\":\"" + code + "\"").doesNotContain("token-0000");
  }

  @Test
  @DisplayName("[HT6] the state is compressed for those who take it")
  void theStateIsCompressedForThoseWhoTakeIt() throws Exception {
    HttpRequest.Builder request =
        to("/api/rooms/" + ROOM + "/state").header("authorization", "Bearer " + INTERVIEWER);

    HttpResponse<byte[]> plain = client.send(request.build(), BodyHandlers.ofByteArray());
    HttpResponse<byte[]> gzip =
        client.send(
            request.header("accept-encoding", "br, gzip;q=0.5").build(),
            BodyHandlers.ofByteArray());

    assertThat(plain.body()).isEqualTo(FakeRooms.STATE);
    assertThat(header(plain, "content-encoding")).isEmpty();
    assertThat(header(gzip, "content-encoding")).isEqualTo("gzip");
    assertThat(header(gzip, "vary")).contains("accept-encoding");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
        .isEqualTo(FakeRooms.STATE);
  }

  @ParameterizedTest
  @CsvSource({"Bearer interviewer-token-0000, 204", "Bearer candidate-token-000000, 403", "x, 401"})
  @DisplayName("[HT7] only interviewers delete a room")
  void onlyInterviewersDeleteARoom(String authorization, int status) throws Exception {
    HttpResponse<String> response =
        send(to("/api/rooms/" + ROOM).header("authorization", authorization).DELETE());

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body().isEmpty()).isEqualTo(status == 204);
  }

  @Test
  @DisplayName("[LK1] an interviewer gives a role a new link")
  void anInterviewerGivesARoleANewLink() throws Exception {
    HttpResponse<String> response = send(link("candidate", INTERVIEWER).POST(noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo(
            "{\"role\":\"candidate\",\"link\":\"http://%s/rooms/%s#%s\",\"token\":\"%s\"}"
                .formatted(server.authority(), ROOM, FakeRooms.ROTATED, FakeRooms.ROTATED));
    assertThat(header(response, "cache-control")).isEqualTo("no-store");
  }

  @Test
  @DisplayName("[LK2] an interviewer takes a role's link away")
  void anInterviewerTakesARolesLinkAway() throws Exception {
    HttpResponse<String> response = send(link("spectator", INTERVIEWER).DELETE());

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(server.rooms().revoked()).containsExactly(Role.SPECTATOR);
  }

  @ParameterizedTest
  @CsvSource({
    "candidate-token-000000, 403, forbidden",
    "spectator-token-000000, 403, forbidden",
    "marker-token, 401, unauthorized"
  })
  @DisplayName("[LK3] nobody else changes links")
  void nobodyElseChangesLinks(String token, int status, String code) throws Exception {
    for (HttpRequest.Builder request :
        List.of(link("spectator", token).POST(noBody()), link("spectator", token).DELETE())) {
      HttpResponse<String> response = send(request);
      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.body()).contains("\"code\":\"" + code + "\"");
    }
  }

  private HttpRequest.Builder link(String role, String token) {
    return to("/api/rooms/" + ROOM + "/links/" + role).header("authorization", "Bearer " + token);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/openapi.yaml, application/yaml, openapi: 3",
    "/api/asyncapi.yaml, application/yaml, asyncapi: 3",
    "/api/schema/openapi.yaml, application/yaml, openapi: 3",
    "/api/schema/items.json, application/json, https://json-schema.org/draft/2020-12/schema",
    "/api/schema/server-frames.json, application/json,"
        + " https://json-schema.org/draft/2020-12/schema",
  })
  @DisplayName("[HT15] the protocol is there for tools")
  void theProtocolIsThereForTools(String path, String type, String content) throws Exception {
    HttpResponse<String> response = send(to(path));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "content-type")).isEqualTo(type);
    assertThat(header(response, "cache-control")).isEqualTo("no-store");
    assertThat(response.body()).contains(content);
  }

  @Test
  @DisplayName("[HT9] the time is told to everybody and never kept")
  void theTimeIsToldToEverybodyAndNeverKept() throws Exception {
    HttpResponse<String> response = send(to("/api/time"));

    assertThat(response.body()).isEqualTo("{\"now\":" + NOW + "}");
    assertThat(header(response, "cache-control")).isEqualTo("no-store");
  }

  @Test
  @DisplayName("[HT10] it is ready until something stands in the way")
  void itIsReadyUntilSomethingStandsInTheWay() throws Exception {
    assertThat(send(to("/healthz")).statusCode()).isEqualTo(200);
    assertThat(send(to("/readyz")).statusCode()).isEqualTo(200);

    server.obstacle("storage: no answer for 3 s");

    assertThat(send(to("/healthz")).statusCode()).isEqualTo(200);
    HttpResponse<String> unready = send(to("/readyz"));
    assertThat(unready.statusCode()).isEqualTo(503);
    assertThat(unready.body())
        .contains("\"code\":\"unavailable\"", "\"detail\":\"storage: no answer for 3 s\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /api/rooms/k3vq2mz7a4xw5bd6 | GET, HEAD, DELETE",
        "GET | /api/rooms | POST",
        "PUT | /api/rooms | POST",
        "OPTIONS | /api/time | GET, HEAD",
        "POST | /api/rooms/k3vq2mz7a4xw5bd6/events | GET",
        "HEAD | /api/rooms/k3vq2mz7a4xw5bd6/events | GET",
        "HEAD | /api/rooms/k3vq2mz7a4xw5bd6/live | GET",
        "POST | /api/rooms/k3vq2mz7a4xw5bd6/streams/Zm9vYmFyYmF6cXV4AAECAw | GET",
        "GET | /api/rooms/k3vq2mz7a4xw5bd6/streams | POST",
        "GET | /api/rooms/k3vq2mz7a4xw5bd6/links/spectator | POST, DELETE",
        "POST | /api/openapi.yaml | GET, HEAD",
        "POST | /api/guide | GET, HEAD",
        "DELETE | /api/rooms/k3vq2mz7a4xw5bd6/guide | GET, HEAD",
        "POST | / | GET, HEAD",
        "DELETE | /favicon.svg | GET, HEAD",
      })
  @DisplayName("[HT11] a known path by another method says which are allowed")
  void aKnownPathByAnotherMethodSaysWhichAreAllowed(String method, String path, String allowed)
      throws Exception {
    HttpResponse<String> response = send(to(path).method(method, BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(header(response, "allow")).isEqualTo(allowed);
    if (!method.equals("HEAD")) {
      assertThat(response.body()).contains("\"code\":\"method-not-allowed\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/api",
        "/api/",
        "/api/rooms/k3vq2mz7a4xw5bd6/nothing",
        "//",
        "/api/rooms/k3vq2mz7a4xw5bd6/streams/short",
        "/api/rooms/k3vq2mz7a4xw5bd6/streams/Zm9vYmFyYmF6cXV4AAECA.",
        "/api/rooms/k3vq2mz7a4xw5bd6/links/owner",
        "/api/schema/nothing.json",
        "/api/schema/../openapi.yaml",
        "/api/schema/..%2fWire.class",
        "/api/schema/",
        "/api/schema"
      })
  @DisplayName("[HT11] an unknown path is not found")
  void anUnknownPathIsNotFound(String path) throws Exception {
    try (RawClient raw = server.raw()) {
      raw.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      RawClient.HttpAnswer answer = raw.readAnswer();
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).contains("\"code\":\"not-found\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../../etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../../../greenroom/server/Main.class",
        "/..\\..\\windows",
        "/./index.html",
        "//index.html",
        "/index.html/",
        "/index.html%00",
        "/META-INF/MANIFEST.MF",
        "/greenroom/server/Main.class",
        "file:///etc/passwd",
      })
  void noPathLeadsOutOfTheWebFiles(String path) throws Exception {
    try (RawClient raw = server.raw()) {
      raw.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(raw.readAnswer().status()).isIn(400, 404);
    }
  }

  @Test
  void theIndexIsThePageOfEveryRoomAndMayBeAskedForAgain() throws Exception {
    HttpResponse<String> index = send(to("/"));
    HttpResponse<String> room = send(to("/rooms/" + ROOM));

    assertThat(index.statusCode()).isEqualTo(200);
    assertThat(header(index, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(index, "cache-control")).isEqualTo("no-cache");
    assertThat(index.body()).contains("Greenroom");
    assertThat(room.body()).isEqualTo(index.body());
    HttpResponse<String> again =
        send(to("/").header("if-none-match", "\"other\", W/" + header(index, "etag")));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "etag")).isEqualTo(header(index, "etag"));
  }

  @Test
  @DisplayName("[HT11] a head request is answered like a get without the body")
  void aHeadRequestIsAnsweredLikeAGetWithoutTheBody() throws Exception {
    HttpResponse<String> get = send(to("/"));

    try (RawClient raw = server.raw()) {
      raw.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      RawClient.HttpAnswer head = raw.readAnswer(false);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-length")).isEqualTo(header(get, "content-length"));
      assertThat(head.header("etag")).isEqualTo(header(get, "etag"));
      // The next answer follows at once: no body came.
      raw.send("HEAD /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(raw.readAnswer(false).status()).isEqualTo(404);
      raw.send("GET /api/time HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(raw.readAnswer().status()).isEqualTo(200);
    }
  }

  static Stream<String> answersOfEveryKind() {
    String host = "Host: localhost\r\n";
    return Stream.of(
        "GET / HTTP/1.1\r\n" + host + "\r\n",
        "HEAD / HTTP/1.1\r\n" + host + "\r\n",
        "GET /favicon.svg HTTP/1.1\r\n" + host + "\r\n",
        "GET / HTTP/1.1\r\n" + host + "If-None-Match: *\r\n\r\n",
        "GET /nothing HTTP/1.1\r\n" + host + "\r\n",
        "GET /api/time HTTP/1.1\r\n" + host + "\r\n",
        "GET /api/guide HTTP/1.1\r\n" + host + "\r\n",
        "GET /api/rooms/" + ROOM + "/guide HTTP/1.1\r\n" + host + "\r\n",
        "GET /healthz HTTP/1.1\r\n" + host + "\r\n",
        "GET /readyz HTTP/1.1\r\n" + host + "\r\n",
        "POST / HTTP/1.1\r\n" + host + "\r\n",
        "POST /api/rooms HTTP/1.1\r\n" + host + "Content-Length: 2\r\n\r\n{}",
        "POST /api/rooms HTTP/1.1\r\n" + host + "Content-Length: 9999999\r\n\r\n",
        "POST /api/rooms HTTP/1.1\r\n" + host + "Origin: http://evil\r\n\r\n",
        "DELETE /api/rooms/" + ROOM + " HTTP/1.1\r\n" + host + "\r\n",
        "GET /api/rooms/" + ROOM + "/live HTTP/1.1\r\n" + host + "\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "nonsense\r\n\r\n",
        "GET / HTTP/1.1\r\n" + host + "X: " + "x".repeat(20_000) + "\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("answersOfEveryKind")
  @DisplayName("[SC4] every answer has the security headers")
  void everyAnswerHasTheSecurityHeaders(String request) throws Exception {
    try (RawClient raw = server.raw()) {
      raw.send(request);
      assertSecure(raw.readAnswer(false));
    }
  }

  @Test
  @DisplayName("[SC4] the answer that begins a WebSocket has the security headers too")
  void theAnswerThatBeginsAWebSocketHasTheSecurityHeadersToo() throws Exception {
    try (RawClient raw = server.raw()) {
      raw.send(server.upgrade("Sec-WebSocket-Protocol: greenroom.v1"));
      assertSecure(raw.readAnswer());
    }
  }

  private static void assertSecure(RawClient.HttpAnswer answer) {
    assertThat(answer.headers())
        .contains(
            "content-security-policy: default-src 'self'; script-src 'self' 'wasm-unsafe-eval';"
                + " worker-src 'self' blob:; style-src 'self' 'unsafe-inline';"
                + " img-src 'self' data: blob:; object-src 'none'; frame-ancestors 'none'",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cross-origin-opener-policy: same-origin",
            "x-frame-options: DENY")
        .noneMatch(line -> line.startsWith("access-control-"));
    assertThat(answer.header("cache-control")).isIn("no-store", "no-cache");
  }

  @ParameterizedTest
  @CsvSource({"http://evil.example, 403", "null, 403", "https://greenroom.example, 201"})
  @DisplayName("[SC3] a page of another site changes nothing")
  void aPageOfAnotherSiteChangesNothing(String origin, int status) throws Exception {
    serve(new NetOptions("127.0.0.1", 0, URI.create("https://greenroom.example"), null));

    assertThat(send(creating(BODY).header("origin", origin)).statusCode()).isEqualTo(status);
    assertThat(send(creating(BODY).header("origin", "http://" + server.authority())).statusCode())
        .isEqualTo(201);
  }

  @Test
  @DisplayName("[HT11] a body over the limit is refused before it is read")
  void aBodyOverTheLimitIsRefusedBeforeItIsRead() throws Exception {
    try (RawClient raw = server.raw()) {
      raw.send("POST /api/rooms HTTP/1.1\r\nHost: h\r\nContent-Length: 262145\r\n\r\n");
      assertThat(raw.readAnswer().body()).contains("\"code\":\"body-too-large\"");
      assertThat(raw.readToEnd()).isEmpty();
    }
  }

  @Test
  @DisplayName("[HT11] a body in chunks is refused once it is over the limit")
  void aBodyInChunksIsRefusedOnceItIsOverTheLimit() throws Exception {
    String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
    try (RawClient raw = server.raw()) {
      raw.send("POST /api/rooms HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      raw.send(chunk.repeat(9));
      RawClient.HttpAnswer answer = raw.readAnswer();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.header("connection")).isEqualTo("close");
    }
  }

  @Test
  void aClientThatAsksFirstIsToldToGoOn() throws Exception {
    try (RawClient raw = server.raw()) {
      raw.send(
          "POST /api/rooms HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + BODY.length()
              + "\r\nExpect: 100-continue\r\n\r\n");
      assertThat(raw.readAnswer().status()).isEqualTo(100);
      raw.send(BODY);
      assertThat(raw.readAnswer().status()).isEqualTo(201);
    }
  }

  @Test
  void requestsThatComeTogetherAreAnsweredInTheirOrder() throws Exception {
    try (RawClient raw = server.raw()) {
      raw.send(
          "GET /api/time HTTP/1.1\r\nHost: h\r\n\r\n".repeat(50)
              + "GET /nothing HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      for (int i = 0; i < 50; i++) {
        assertThat(raw.readAnswer().status()).isEqualTo(200);
      }
      assertThat(raw.readAnswer().status()).isEqualTo(404);
      assertThat(raw.readToEnd()).isEmpty();
    }
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new OutcomeUnknown("secret", new IOException("secret")), 503, "unavailable"),
        Arguments.of(new CompletionException(new IOException("secret")), 503, "unavailable"),
        Arguments.of(new CorruptRoom(ROOM, "secret"), 500, "internal"),
        Arguments.of(new NullPointerException("secret"), 500, "internal"),
        Arguments.of(new IllegalStateException("secret"), 500, "internal"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  @DisplayName("[HT1] [ER3] a store that fails is unavailable, and what cannot be read is internal")
  void aStoreThatFailsIsUnavailableAndWhatCannotBeReadIsInternal(
      Throwable failure, int status, String code) throws Exception {
    server.rooms().storeAnswers(CompletableFuture.failedFuture(failure));

    HttpResponse<String> response = send(creating(BODY));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains("\"code\":\"" + code + "\"").doesNotContain("secret");
    assertThat(response.body().contains("\"retryAfterMillis\":1000")).isEqualTo(status == 503);
    assertThat(header(response, "retry-after")).isEqualTo(status == 503 ? "1" : "");
  }

  @Test
  void aStoreThatDoesNotAnswerHoldsNobodyElseUp() throws Exception {
    CompletableFuture<Void> never = new CompletableFuture<>();
    server.rooms().storeAnswers(never);
    List<CompletableFuture<HttpResponse<String>>> waiting =
        Stream.generate(() -> client.sendAsync(creating(BODY).build(), BodyHandlers.ofString()))
            .limit(20)
            .toList();
    TestServer.await("the requests arrive", () -> server.rooms().created().size() == 20);

    assertThat(send(to("/api/time")).statusCode()).isEqualTo(200);
    for (CompletableFuture<HttpResponse<String>> answer : waiting) {
      assertThat(answer.get().statusCode()).isEqualTo(503);
    }
    // An answer that comes after that goes nowhere.
    never.complete(null);
    assertThat(send(to("/api/time")).statusCode()).isEqualTo(200);
  }

  @Test
  void aBugIsInternalAndTellsNothing() throws Exception {
    HttpResponse<String> response = send(creating("{\"title\":\"a bug\"}"));

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("\"code\":\"internal\"").doesNotContain("a bug");
  }

  @Test
  @DisplayName("[HT12] rooms are created at a bounded rate")
  void roomsAreCreatedAtABoundedRate() throws Exception {
    int created = 0;
    HttpResponse<String> response = send(creating(BODY));
    while (response.statusCode() == 201 && created < 10_000) {
      created++;
      response = send(creating(BODY));
    }

    assertThat(created).isBetween(300, 1_000);
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.body()).contains("\"code\":\"rate-limited\"", "\"retryAfterMillis\":");
    assertThat(header(response, "retry-after")).isEqualTo("1");
  }

  @Test
  @DisplayName("[HT12] tokens are guessed at a bounded rate")
  void tokensAreGuessedAtABoundedRate() throws Exception {
    HttpRequest.Builder guess =
        to("/api/rooms/" + ROOM).header("authorization", "Bearer marker-guess");
    int guesses = 0;
    while (send(guess).statusCode() == 401 && guesses < 10_000) {
      guesses++;
    }

    assertThat(guesses).isBetween(100, 1_000);
    assertThat(send(guess).statusCode()).isEqualTo(429);
    assertThat(send(to("/api/time")).statusCode()).isEqualTo(200);
  }
}
