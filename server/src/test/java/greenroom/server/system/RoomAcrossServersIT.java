package greenroom.server.system;

import static greenroom.server.system.Deployment.await;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.Http;
import greenroom.protocol.ItemId;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Position;
import greenroom.protocol.RequirementContent;
import greenroom.protocol.RequirementContent.Scope;
import greenroom.protocol.RequirementContent.Style;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who is here, and who is let go, when the people of one room are on two servers.
@Timeout(60)
final class RoomAcrossServersIT {
  /// How long somebody may seem to be there whose server crashed.
  private static final Duration GHOST = Duration.ofSeconds(10);

  /// How long somebody may stay whose link was taken away, on another server.
  private static final Duration CUT = Duration.ofSeconds(1);

  /// Where nobody listens.
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  @TempDir private static Path data;

  private static Deployment deployment;
  private static ScheduledExecutorService timers;
  private static HttpClient http;

  private final List<RoomClient> clients = new ArrayList<>();
  private final List<StreamReader> streams = new ArrayList<>();
  private Http.RoomCreated room;
  private int ids;

  @BeforeAll
  static void startServers() {
    deployment = new Deployment(data);
    timers = Executors.newScheduledThreadPool(2);
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stopServers() {
    timers.shutdownNow();
    http.shutdownNow();
    deployment.close();
  }

  @BeforeEach
  void createRoom() {
    room =
        RoomClient.create(
            http,
            server(0),
            new Http.CreateRoom("A feed", "Design it", null, null, null, false, true));
  }

  @AfterEach
  void leave() {
    streams.forEach(StreamReader::close);
    clients.forEach(RoomClient::close);
    clients.forEach(RoomClient::check);
    streams.forEach(StreamReader::check);
  }

  @Test
  @DisplayName("[PR6] the people of a server that crashed are gone from presence within 10 s")
  void aCrashedServersPeopleAreGone() {
    RoomClient grace = join(Role.INTERVIEWER, 0);
    AtomicBoolean crashed = new AtomicBoolean();
    join(Role.CANDIDATE, () -> crashed.get() ? NOWHERE : server(1));
    stream(Role.SPECTATOR, 1);
    await("Grace sees both", () -> people(grace) == 2 && spectators(grace) == 1);

    long killed = System.nanoTime();
    crashed.set(true);
    deployment.killOther();
    await("they are gone", () -> people(grace) == 1 && spectators(grace) == 0);

    assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(GHOST);
  }

  @Test
  @DisplayName("[PR4] who leaves is gone from presence on the other server within 1 s")
  void whoLeavesIsGone() {
    RoomClient grace = join(Role.INTERVIEWER, 0);
    RoomClient ada = join(Role.CANDIDATE, 1);
    await("Grace sees Ada", () -> people(grace) == 2);

    long left = System.nanoTime();
    ada.close();
    await("she is gone", () -> people(grace) == 1);

    assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(CUT);
  }

  @Test
  @DisplayName("[LK4] who came by a link that was rotated is cut on every server within 1 s")
  void holdersOfARotatedLinkAreCut() throws Exception {
    RoomClient grace = join(Role.INTERVIEWER, 0);
    RoomClient ada = join(Role.CANDIDATE, 1);
    StreamReader hers = stream(Role.CANDIDATE, 1);
    StreamReader others = stream(Role.SPECTATOR, 1);
    await("all are there", () -> others.position() != null && hers.position() != null);

    long asked = System.nanoTime();
    assertThat(link(Role.CANDIDATE, "POST")).isEqualTo(200);
    await("Ada is cut", () -> ada.lastBye() == CloseCode.DENIED && hers.hasEnded());

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(CUT);
    assertThat(hers.bye()).isEqualTo(CloseCode.DENIED);
    does(grace);
    await("others do not notice", () -> shared(others).equals(shared(grace)));
    assertThat(others.hasEnded()).isFalse();
    assertThat(grace.lastBye()).isNull();
  }

  @Test
  @DisplayName("[RM12] [SE14] closing the gallery cuts its streams on every server within 1 s")
  void closingTheGalleryCutsItsStreams() {
    RoomClient ada = join(Role.CANDIDATE, 0);
    StreamReader near = stream(Role.SPECTATOR, 0);
    StreamReader far = stream(Role.SPECTATOR, 1);
    await("Ada sees how many watch", () -> spectators(ada) == 2);

    long asked = System.nanoTime();
    ada.command(new Command.GalleryClose());
    await("both are cut", () -> near.hasEnded() && far.hasEnded());

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(CUT);
    assertThat(List.of(near, far))
        .extracting(StreamReader::bye)
        .containsOnly(CloseCode.NO_SPECTATORS);
    await("nobody watches", () -> spectators(ada) == 0);
  }

  @Test
  @DisplayName("[SE7] [RS3] a spectator goes on at the other server without a gap or a repeat")
  void aSpectatorGoesOnAtTheOtherServer() {
    RoomClient grace = join(Role.INTERVIEWER, 0);
    StreamReader watcher = stream(Role.SPECTATOR, 0);
    await("the spectator is there", () -> watcher.position() != null);
    StreamReader now = watcher;
    for (int turn = 1; turn <= 6; turn++) {
      does(grace);
      StreamReader left = now;
      await("the first came", () -> shared(left).equals(shared(grace)));
      left.close();
      does(grace);
      does(grace);
      now = left.resume(http, server(turn % 2), events(), bearer(Role.SPECTATOR));
      streams.add(now);
      StreamReader back = now;
      await("the rest came", () -> shared(back).equals(shared(grace)));
      assertThat(back.states()).isZero();
    }

    List<Long> seen = now.events().stream().map(at -> at.shared().seq()).toList();
    assertThat(seen)
        .hasSize(18)
        .isEqualTo(LongStream.range(seen.getFirst(), seen.getFirst() + 18).boxed().toList());
    String whole = now.digest();
    StreamReader fresh = stream(Role.SPECTATOR, 0);
    await("a new reader has the same", () -> fresh.digest().equals(whole));
  }

  @Test
  @DisplayName("[SE2] [SC6] three roles in one browser profile never mix")
  void threeRolesInOneBrowserNeverMix() throws Exception {
    RoomClient grace = join(Role.INTERVIEWER, 0);
    String mark = "‡only-interviewers‡";
    grace.command(new Command.PrivateNoteAdd(id(), mark));
    CookieManager jar = new CookieManager();
    try (HttpClient browser = HttpClient.newBuilder().cookieHandler(jar).build()) {
      Map<Role, StreamReader> readers = new EnumMap<>(Role.class);
      for (Role role : Role.values()) {
        HttpResponse<String> made =
            browser.send(
                HttpRequest.newBuilder(server(1).resolve(path("/streams")))
                    .headers(bearer(role))
                    .POST(BodyPublishers.noBody())
                    .build(),
                BodyHandlers.ofString());
        assertThat(made.statusCode()).isEqualTo(201);
        String url = made.headers().firstValue("location").orElseThrow();
        readers.put(role, StreamReader.open(browser, server(1), url));
      }
      streams.addAll(readers.values());
      await(
          "all have a state",
          () -> readers.values().stream().allMatch(reader -> reader.position() != null));
      readers.forEach((role, reader) -> {
        boolean interviewer = role == Role.INTERVIEWER;
        Position at = Objects.requireNonNull(reader.position());
        assertThat(at.privately() != null).isEqualTo(interviewer);
        assertThat(reader.heard().stream().anyMatch(line -> line.contains(mark)))
            .isEqualTo(interviewer);
      });
      // Closing the client would wait for them.
      readers.values().forEach(StreamReader::close);
    }
  }

  // What people do.

  private static URI server(int number) {
    return deployment.servers().get(number);
  }

  private String token(Role role) {
    return Objects.requireNonNull(room.tokens().get(role));
  }

  private String path(String rest) {
    return "/api/rooms/" + room.id() + rest;
  }

  private String events() {
    return path("/events");
  }

  private String[] bearer(Role role) {
    return new String[] {"Authorization", "Bearer " + token(role)};
  }

  private RoomClient join(Role role, int server) {
    return join(role, () -> server(server));
  }

  private RoomClient join(Role role, Supplier<URI> server) {
    RoomClient client =
        new RoomClient(http, timers, server, room.id(), token(role), role.wire(), new OrderCheck());
    clients.add(client);
    client.connect();
    await(role + " is in", client::isWelcomed);
    return client;
  }

  private StreamReader stream(Role role, int server) {
    StreamReader reader = StreamReader.open(http, server(server), events(), bearer(role));
    streams.add(reader);
    return reader;
  }

  private int link(Role role, String method) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(server(0).resolve(path("/links/" + role.wire())))
                .headers(bearer(Role.INTERVIEWER))
                .method(method, BodyPublishers.noBody())
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private void does(RoomClient author) {
    long n =
        author.command(
            new Command.RequirementAdd(
                id(),
                null,
                new RequirementContent(
                    Style.FUNCTIONAL, "People can post", Scope.CORE, null, null)));
    BooleanSupplier answered = () -> author.acks().containsKey(n);
    await("it is acked", answered);
  }

  private ItemId id() {
    return new ItemId("across---%07d".formatted(ids++));
  }

  private static int people(RoomClient client) {
    ServerFrame.Presence told = client.presence();
    return told == null ? 0 : told.people().size();
  }

  private static long spectators(RoomClient client) {
    ServerFrame.Presence told = client.presence();
    return told == null ? 0 : told.spectators();
  }

  private static LogPosition shared(RoomClient client) {
    return Objects.requireNonNull(client.position()).shared();
  }

  private static LogPosition shared(StreamReader reader) {
    return Objects.requireNonNull(reader.position()).shared();
  }
}
