package greenroom.server.net;

import static greenroom.server.net.FakeRooms.INTERVIEWER;
import static greenroom.server.net.FakeRooms.ROOM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.GuideEntry;
import greenroom.protocol.Http;
import greenroom.protocol.Wire;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(CleanNetty.class)
final class GuideIT {
  private static final String OF_ROOM = "/api/rooms/k3vq2mz7a4xw5bd6/guide";

  private final HttpClient client = HttpClient.newHttpClient();
  private final TestServer server = new TestServer(TestServer.IMPATIENT);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  @DisplayName("[GD1] [SC4] everybody reads the guide")
  void everybodyReadsTheGuide() throws Exception {
    HttpResponse<byte[]> response = get("/api/guide");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "content-type")).isEqualTo("application/json");
    assertThat(header(response, "cache-control")).isEqualTo("no-store");
    assertThat(Wire.read(response.body(), Http.Guide.class))
        .isEqualTo(TestServer.GUIDE.forEverybody());
  }

  @Test
  @DisplayName("[GD4] an interviewer reads the answer keys")
  void anInterviewerReadsTheAnswerKeys() throws Exception {
    HttpResponse<byte[]> response = get(OF_ROOM, "authorization", "Bearer " + INTERVIEWER);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "content-type")).isEqualTo("application/json");
    assertThat(header(response, "cache-control")).isEqualTo("no-store");
    assertThat(Wire.read(response.body(), Http.RoomGuide.class))
        .isEqualTo(TestServer.GUIDE.forInterviewers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/guide", OF_ROOM})
  @DisplayName("[GD1] both answers are compressed for those who take it")
  void bothAnswersAreCompressedForThoseWhoTakeIt(String path) throws Exception {
    String token = "Bearer " + INTERVIEWER;
    HttpResponse<byte[]> plain = get(path, "authorization", token);
    HttpResponse<byte[]> gzip = get(path, "authorization", token, "accept-encoding", "br, gzip");

    assertThat(header(plain, "content-encoding")).isEmpty();
    assertThat(header(plain, "vary")).contains("accept-encoding");
    assertThat(header(gzip, "content-encoding")).isEqualTo("gzip");
    assertThat(header(gzip, "vary")).contains("accept-encoding");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
        .isEqualTo(plain.body());
  }

  @ParameterizedTest
  @CsvSource({
    "k3vq2mz7a4xw5bd6, Bearer candidate-token-000000, 403, forbidden",
    "k3vq2mz7a4xw5bd6, Bearer spectator-token-000000, 403, forbidden",
    "k3vq2mz7a4xw5bd6, Bearer marker-of-another, 401, unauthorized",
    "k3vq2mz7a4xw5bd6, x, 401, unauthorized",
    "aaaaaaaaaaaaaaaa, Bearer interviewer-token-0000, 404, room-gone",
    "short, Bearer interviewer-token-0000, 404, not-found",
  })
  @DisplayName("[GD4] [HT2] [SC1] nobody else reads the answer keys")
  void nobodyElseReadsTheAnswerKeys(String room, String authorization, int status, String code)
      throws Exception {
    HttpResponse<byte[]> response =
        get("/api/rooms/" + room + "/guide", "authorization", authorization);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(new String(response.body(), UTF_8))
        .contains("\"code\":\"" + code + "\"")
        .doesNotContain("token-0000", "marker");
  }

  @Test
  @DisplayName("[GD7] no answer but an interviewer's has anything of the answer keys")
  void noAnswerButAnInterviewersHasAnythingOfTheAnswerKeys() throws Exception {
    List<String> answers = new ArrayList<>();
    for (String path :
        List.of("/api/guide", OF_ROOM, "/api/rooms/" + ROOM, "/api/rooms/" + ROOM + "/state")) {
      for (String token : List.of("x", FakeRooms.CANDIDATE, FakeRooms.SPECTATOR)) {
        // Written again, so that no escape hides anything.
        byte[] body = get(path, "authorization", "Bearer " + token).body();
        answers.add(Wire.tree(Wire.read(body, Object.class)).toString());
      }
    }

    assertThat(secrets())
        .hasSizeGreaterThan(100)
        .filteredOn(secret -> answers.stream().anyMatch(answer -> answer.contains(inside(secret))))
        .isEmpty();
  }

  /// As it would stand within a line of JSON.
  private static String inside(String text) {
    String written = Wire.string(text);
    return written.substring(1, written.length() - 1);
  }

  private static List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    Http.RoomGuide keys = TestServer.GUIDE.forInterviewers();
    for (GuideEntry.Probe probe : keys.probes()) {
      secrets.add(probe.question());
      secrets.addAll(probe.strong());
      GuideEntry.HintLadder hints = probe.hints();
      secrets.addAll(List.of(hints.nudge(), hints.pointer(), hints.partial()));
    }
    keys.problems().forEach(problem -> secrets.addAll(problem.expected()));
    return secrets;
  }
}
