package greenroom.server.system;

import static greenroom.server.system.Deployment.await;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.DocId;
import greenroom.protocol.Http;
import greenroom.protocol.Item;
import greenroom.protocol.Position;
import greenroom.protocol.RejectCode;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.TextChange;
import greenroom.protocol.Wire;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.Replacement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/// One room on two server processes, over real sockets and one Redis.
final class TwoServersIT {
  /// How far the clocks of two servers may be apart.
  private static final long AGREEMENT_MILLIS = 50;

  @TempDir private static Path data;

  private static Deployment deployment;
  private static ScheduledExecutorService timers;
  private static HttpClient http;
  private static final List<RoomClient> CLIENTS = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() {
    deployment = new Deployment(data);
    timers = Executors.newScheduledThreadPool(2);
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    timers.shutdownNow();
    deployment.close();
    Leaks.assertNone(deployment, data, CLIENTS);
  }

  @AfterEach
  void check() {
    CLIENTS.forEach(RoomClient::check);
  }

  @Test
  @DisplayName("[RM3] the problem reaches nobody but interviewers before the start")
  void theProblemIsHiddenUntilTheStart() {
    Http.RoomCreated room = room();
    try (RoomClient interviewer = join(room, Role.INTERVIEWER, 0);
        RoomClient candidate = join(room, Role.CANDIDATE, 1);
        RoomClient spectator = join(room, Role.SPECTATOR, 1)) {
      assertThat(problem(interviewer)).isFalse();
      assertThat(interviewer.items()).anyMatch(Item.ProblemDraft.class::isInstance);
      assertThat(candidate.items()).noneMatch(Item.ProblemDraft.class::isInstance);
      assertThat(spectator.items()).noneMatch(Item.ProblemDraft.class::isInstance);

      interviewer.command(new Command.InterviewStart());

      await("all see the problem", () -> problem(candidate) && problem(spectator));
      await("the draft is gone", () -> problem(interviewer));
      assertThat(interviewer.items()).noneMatch(Item.ProblemDraft.class::isInstance);
    }
  }

  @Test
  @DisplayName("[NT6] two people who type on two servers end with the same text")
  void twoTypistsConverge() {
    Http.RoomCreated room = room();
    try (RoomClient one = join(room, Role.INTERVIEWER, 0);
        RoomClient two = join(room, Role.CANDIDATE, 1)) {
      Typist first = new Typist(one, new Random(1), false);
      Typist second = new Typist(two, new Random(2), false);
      Load load = type(first, second);
      await("much was typed", () -> one.acks().size() > 100 && two.acks().size() > 100);
      load.stop();
      await("all is answered", () -> one.unanswered() == 0 && two.unanswered() == 0);
      await(
          "both stand at the head",
          () -> shared(one).equals(shared(two)) && one.text(DocId.NOTES).length() > 100);

      assertThat(two.text(DocId.NOTES)).isEqualTo(one.text(DocId.NOTES));
    }
  }

  @Test
  @DisplayName("[RS3] who comes back on another server is told what was missed, and nothing twice")
  void resumesOnAnotherServer() {
    Http.RoomCreated room = room();
    List<Position> seen = new CopyOnWriteArrayList<>();
    int[] turn = {0};
    try (RoomClient author = join(room, Role.INTERVIEWER, 0);
        RoomClient mover =
            client(
                room,
                Role.CANDIDATE,
                () -> deployment.servers().get(turn[0]++ % 2),
                new RoomClient.Watcher() {
                  @Override
                  public void happened(ServerFrame.Happened event) {
                    seen.add(event.position());
                  }
                })) {
      mover.connect();
      await("the mover is in", mover::isWelcomed);
      for (int i = 0; i < 10; i++) {
        write(author, "line " + i + "\n");
        mover.drop();
        write(author, "and " + i + "\n");
        await("the author is answered", () -> author.unanswered() == 0);
      }
      await("the mover is at the head", () -> shared(mover).equals(shared(author)));

      assertThat(mover.text(DocId.NOTES)).isEqualTo(author.text(DocId.NOTES));
      assertThat(seen).doesNotHaveDuplicates();
      long first = seen.getFirst().shared().seq();
      assertThat(seen)
          .extracting(position -> position.shared().seq())
          .isEqualTo(LongStream.range(first, first + seen.size()).boxed().toList());
      assertThat(mover.resets()).isZero();
    }
  }

  @Test
  @DisplayName("[HE13] [HT8] a room without spectators lets none in and shows them nothing")
  void spectatorsAreLetInByTheRoom() throws IOException, InterruptedException {
    Http.RoomCreated room = room();
    try (RoomClient interviewer = join(room, Role.INTERVIEWER, 0);
        RoomClient early = join(room, Role.SPECTATOR, 1)) {
      interviewer.command(new Command.RoomConfigure(null, null, null, false));
      await("who watches is sent away", () -> early.lastBye() == CloseCode.NO_SPECTATORS);

      try (RoomClient late =
          client(
              room,
              Role.SPECTATOR,
              () -> deployment.servers().get(1),
              new RoomClient.Watcher() {})) {
        late.connect();
        await("who comes is sent away", () -> late.lastBye() == CloseCode.NO_SPECTATORS);
        assertThat(late.items()).isEmpty();
      }
      assertThat(get(room, Role.SPECTATOR, "/state")).isEqualTo(403);
      assertThat(get(room, Role.CANDIDATE, "/state")).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("[HE12] a spectator may do nothing")
  void aSpectatorMayDoNothing() {
    Http.RoomCreated room = room();
    try (RoomClient spectator = join(room, Role.SPECTATOR, 0)) {
      long n = spectator.command(new Command.InterviewStart());
      await("it is answered", () -> spectator.unanswered() == 0);
      assertThat(spectator.rejects()).containsEntry(n, RejectCode.FORBIDDEN);
    }
  }

  @Test
  @DisplayName("[RM7] deleting a room under load ends every connection and leaves no key")
  void deletingUnderLoadLeavesNoKey() throws IOException, InterruptedException {
    Http.RoomCreated room = room();
    try (RoomClient one = join(room, Role.INTERVIEWER, 0);
        RoomClient two = join(room, Role.CANDIDATE, 1)) {
      one.command(new Command.InterviewStart());
      Typist first = new Typist(one, new Random(3), true);
      Typist second = new Typist(two, new Random(4), false);
      Load load = type(first, second);
      await("the load runs", () -> two.acks().size() > 20);
      HttpResponse<Void> deleted =
          http.send(
              request(room, Role.INTERVIEWER, "").DELETE().build(),
              HttpResponse.BodyHandlers.discarding());

      assertThat(deleted.statusCode()).isEqualTo(204);
      await(
          "both are sent away",
          () -> one.lastBye() == CloseCode.ROOM_GONE && two.lastBye() == CloseCode.ROOM_GONE);
      load.stop();
      try (Jedis jedis = deployment.redis()) {
        await("no key is left", () -> jedis.keys("gr:{" + room.id() + "}*").isEmpty());
        await(
            "no deadline is left",
            () ->
                jedis.keys("gr:due:*").stream()
                    .noneMatch(key -> jedis.zscore(key, room.id().value()) != null));
      }
      assertThat(get(room, Role.INTERVIEWER, "")).isEqualTo(404);
    }
  }

  @Test
  @DisplayName("[SC1] what is refused is told and logged without its token or person")
  void whatIsRefusedIsToldAndLoggedWithoutItsSecrets() throws IOException, InterruptedException {
    Http.RoomCreated room = room();
    String wrongToken = RoomClient.secret();
    List<String> told = new CopyOnWriteArrayList<>();
    try (RoomClient stranger =
        client(room, wrongToken, "Eve", () -> deployment.servers().getFirst(), listen(told))) {
      stranger.connect();
      await("the stranger is sent away", () -> stranger.lastBye() == CloseCode.DENIED);
    }
    try (RoomClient candidate =
        client(room, Role.CANDIDATE, () -> deployment.servers().get(1), listen(told))) {
      candidate.connect();
      await("the candidate is in", candidate::isWelcomed);
      candidate.sayHello();
      await(
          "a second hello is refused",
          () -> told.stream().anyMatch(frame -> frame.startsWith("BadFrame")));
      candidate.command(new Command.InterviewEnd());
      await("the command is refused", () -> candidate.unanswered() == 0);
    }
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    deployment.servers().get(1).resolve("/api/rooms/" + room.id() + "/state"))
                .header("Authorization", "Bearer " + wrongToken)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    told.add(answer.body());

    assertThat(answer.statusCode()).isEqualTo(401);
    List<String> secrets = CLIENTS.stream().flatMap(one -> one.secrets().stream()).toList();
    assertThat(told)
        .hasSizeGreaterThan(3)
        .noneMatch(text -> secrets.stream().anyMatch(text::contains));
    Leaks.assertNone(deployment, data, CLIENTS);
  }

  @Test
  @DisplayName("[CK1] [HT9] both servers tell the same time, in welcomes too")
  void bothServersTellTheSameTime() throws IOException, InterruptedException {
    List<Long> least = new ArrayList<>();
    List<Long> most = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      URI server = deployment.servers().get(i % 2);
      long before = monotonicMillis();
      long now = time(server);
      least.add(now - monotonicMillis());
      most.add(now - before);
    }
    List<ServerFrame> told = new CopyOnWriteArrayList<>();
    long before = monotonicMillis();
    try (RoomClient client =
        client(
            room(),
            Role.CANDIDATE,
            () -> deployment.servers().get(1),
            new RoomClient.Watcher() {
              @Override
              public void received(ServerFrame frame) {
                told.add(frame);
              }
            })) {
      client.connect();
      await("the client is in", client::isWelcomed);
    }
    long now = ((ServerFrame.Welcome) told.getFirst()).now();
    least.add(now - monotonicMillis());
    most.add(now - before);

    assertThat(Collections.max(least))
        .as("an offset that is in every answer's range")
        .isLessThanOrEqualTo(Collections.min(most) + AGREEMENT_MILLIS);
  }

  private static long time(URI server) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(server.resolve("/api/time")).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return Wire.read(answer.body(), Http.Time.class).now();
  }

  private static long monotonicMillis() {
    return System.nanoTime() / 1_000_000;
  }

  private static RoomClient.Watcher listen(List<String> told) {
    return new RoomClient.Watcher() {
      @Override
      public void received(ServerFrame frame) {
        told.add(frame.toString());
      }
    };
  }

  private static Load type(Typist first, Typist second) {
    return Load.start(
        timers,
        Duration.ofMillis(2),
        () -> {
          first.work();
          second.work();
        });
  }

  private static Http.RoomCreated room() {
    return RoomClient.create(
        http,
        deployment.servers().getFirst(),
        new Http.CreateRoom("A feed", "Design a feed", null, null, null, false, null));
  }

  private static RoomClient join(Http.RoomCreated room, Role role, int server) {
    RoomClient client =
        client(room, role, () -> deployment.servers().get(server), new OrderCheck());
    client.connect();
    await(role + " is in", client::isWelcomed);
    return client;
  }

  private static RoomClient client(
      Http.RoomCreated room, Role role, Supplier<URI> servers, RoomClient.Watcher watcher) {
    return client(
        room, Objects.requireNonNull(room.tokens().get(role)), role.wire(), servers, watcher);
  }

  private static RoomClient client(
      Http.RoomCreated room,
      String token,
      String name,
      Supplier<URI> servers,
      RoomClient.Watcher watcher) {
    RoomClient client = new RoomClient(http, timers, servers, room.id(), token, name, watcher);
    CLIENTS.add(client);
    return client;
  }

  private static void write(RoomClient author, String text) {
    await("the author may write", () -> author.unanswered() == 0);
    synchronized (author) {
      int length = author.text(DocId.NOTES).length();
      TextChange change =
          ChangeSet.of(List.of(Replacement.insert(length, text)), length).toTextChange();
      author.command(
          new Command.NotesEdit(
              DocId.NOTES, Objects.requireNonNull(author.position()), List.of(change)));
    }
  }

  private static boolean problem(RoomClient client) {
    return client.items().stream().anyMatch(Item.Problem.class::isInstance);
  }

  private static String shared(RoomClient client) {
    return Objects.requireNonNull(client.position()).shared().toString();
  }

  private static HttpRequest.Builder request(Http.RoomCreated room, Role role, String path) {
    return HttpRequest.newBuilder(
            deployment.servers().get(1).resolve("/api/rooms/" + room.id() + path))
        .header("Authorization", "Bearer " + room.tokens().get(role));
  }

  private static int get(Http.RoomCreated room, Role role, String path)
      throws IOException, InterruptedException {
    return http.send(
            request(room, role, path).GET().build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
