package greenroom.server.system;

import static greenroom.server.system.Deployment.await;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Clock;
import greenroom.protocol.ClockBy;
import greenroom.protocol.Command;
import greenroom.protocol.Concept;
import greenroom.protocol.DocId;
import greenroom.protocol.HintLevel;
import greenroom.protocol.Http;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.PhaseId;
import greenroom.protocol.Position;
import greenroom.protocol.ProbeContent;
import greenroom.protocol.ProbeStatus;
import greenroom.protocol.RequirementContent;
import greenroom.protocol.RequirementContent.Category;
import greenroom.protocol.RequirementContent.Scope;
import greenroom.protocol.RequirementContent.Style;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.Signal;
import greenroom.protocol.TextChange;
import greenroom.protocol.Wire;
import greenroom.server.redis.RedisProcess;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.Replacement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A whole mock interview of 45 minutes on two servers, over real sockets, on a clock that runs
/// sixty times as fast. Whatever stands on the interviewers' side alone bears a mark, which may
/// never reach anybody else.
final class InterviewIT {
  private static final int SPEED = 60;
  private static final String MARK = "‡between-interviewers‡";
  private static final Duration KEYSTROKE = Duration.ofMillis(25);

  private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(2);
  private final HttpClient http = HttpClient.newHttpClient();

  /// Every byte that somebody got who is no interviewer.
  private final List<String> heardByOthers = new CopyOnWriteArrayList<>();

  private final List<ServerFrame.Happened> events = new CopyOnWriteArrayList<>();
  private final List<RoomClient> clients = new ArrayList<>();
  private final List<StreamReader> streams = new ArrayList<>();
  private RedisProcess redis;
  private FastServer one;
  private FastServer two;
  private Http.RoomCreated room;
  private int ids;

  @BeforeEach
  void start() {
    redis = RedisProcess.start();
    long epoch = System.currentTimeMillis();
    one = new FastServer("one", redis, epoch, SPEED);
    two = new FastServer("two", redis, epoch, SPEED);
    room =
        RoomClient.create(
            http,
            one.address(),
            new Http.CreateRoom(
                "A feed of short texts",
                "Design a social feed of short texts: people post, follow and read.",
                null,
                null,
                ClockBy.INTERVIEWERS,
                false,
                true));
  }

  @AfterEach
  void stop() {
    streams.forEach(StreamReader::close);
    clients.forEach(RoomClient::close);
    timers.shutdownNow();
    one.close();
    two.close();
    redis.close();
    http.shutdownNow();
    clients.forEach(RoomClient::check);
    streams.forEach(StreamReader::check);
  }

  @Test
  @Timeout(150)
  @DisplayName(
      "[RM4] [SC2] [SE7] [PB9] after a whole interview everybody who watched it, from wherever and"
          + " whenever, has the same room, and nothing private ever reached anybody else")
  void aWholeInterview() throws Exception {
    RoomClient grace = join("Grace", Role.INTERVIEWER, one);
    RoomClient ada = join("Ada", Role.CANDIDATE, two);
    StreamReader early = stream(Role.SPECTATOR, one);
    privateWork(grace, "before the start");
    ItemId hotUsers = queue(grace, "What about somebody with a hundred million followers?");
    ItemId outage = queue(grace, "A whole region is gone. What do people see?");
    ItemId kept = queue(grace, MARK + " is never pushed");
    does(grace, new Command.InterviewStart());
    long began = now();
    List<PhaseId> phases = phases(grace);

    // Requirements, while both type.
    Load typing =
        Load.start(
            timers,
            KEYSTROKE,
            () -> {
              type(grace, new Random(ids++));
              type(ada, new Random(ids++));
            });
    for (String text : List.of("post a short text", "follow others", "read a feed")) {
      does(ada, add(Style.FUNCTIONAL, "People can " + text, null));
    }
    does(ada, add(Style.NON_FUNCTIONAL, "A feed loads in 200 ms", Category.LATENCY));
    does(ada, add(Style.NON_FUNCTIONAL, "Up to 100 M people a day", Category.SCALABILITY));
    does(ada, add(Style.NON_FUNCTIONAL, "Available over consistent", Category.CAP));
    ada.signal(new Signal.Look(phases.getFirst()));
    untilMinute(began, 4);
    does(grace, new Command.PhaseNext(phases.get(0)));
    privateWork(grace, "while they think of entities");

    // A pause stops the clock for everybody.
    untilMinute(began, 6);
    does(grace, new Command.TimerPause());
    await("Ada's clock stands", () -> timer(ada).clock() instanceof Clock.Paused);
    Thread.sleep(Duration.ofMinutes(2).toMillis() / SPEED);
    assertThat(timer(ada)).isEqualTo(timer(grace));
    does(grace, new Command.TimerResume());

    // The first probe, with help.
    does(grace, new Command.ProbePush(hotUsers));
    await("Ada has the probe", () -> probe(ada, hotUsers) != null);
    does(grace, new Command.ProbeHint(hotUsers, HintLevel.NUDGE, MARK + " think of the feed"));
    does(ada, new Command.ProbePin(hotUsers, true));
    does(ada, new Command.ProbeAnswer(hotUsers, rev(ada, hotUsers), "Fan out on read for them."));

    // A phase runs over, by its time and a minute more.
    await("the phase runs out", () -> expiries() == 1);
    Thread.sleep(Duration.ofMinutes(1).toMillis() / SPEED);
    does(grace, new Command.PhaseNext(phases.get(1)));
    StreamReader late = stream(Role.SPECTATOR, two);
    RoomClient later = join("Sam", Role.SPECTATOR, one);

    for (int i = 2; i < phases.size() - 1; i++) {
      untilMinute(began, 20 + 6 * (i - 2));
      does(grace, new Command.PhaseNext(phases.get(i)));
    }
    does(grace, new Command.ProbePush(outage));
    await("Ada has the other probe", () -> probe(ada, outage) != null);
    does(ada, new Command.ProbeAnswer(outage, rev(ada, outage), "An older feed, from elsewhere."));
    does(grace, new Command.ProbeMark(outage, ProbeStatus.CLOSED));
    does(grace, new Command.ProbeMark(hotUsers, ProbeStatus.PARKED));
    RoomClient ivan = join("Ivan", Role.INTERVIEWER, two);
    privateWork(ivan, "towards the end");
    untilMinute(began, 45);
    typing.stop();
    await("all is answered", () -> ada.unanswered() + grace.unanswered() == 0);
    does(grace, new Command.InterviewEnd());

    refusals();
    RoomClient last = join("Sue", Role.SPECTATOR, two);
    StreamReader latest = stream(Role.CANDIDATE, one);
    await("everybody stands at the head", () -> atHead(grace));

    assertThat(ada.text(DocId.NOTES)).hasSizeGreaterThan(1_000).isEqualTo(grace.text(DocId.NOTES));
    assertThat(ada.items().stream().filter(Item.Requirement.class::isInstance)).hasSize(6);
    assertThat(List.of(later, last)).extracting(RoomClient::digest).containsOnly(ada.digest());
    assertThat(List.of(early, late, latest))
        .extracting(StreamReader::digest)
        .containsOnly(ada.digest());
    assertThat(grace.digest()).isEqualTo(ivan.digest()).isNotEqualTo(ada.digest());
    for (FastServer server : List.of(one, two)) {
      assertThat(ada.stateOn(server.address()).digest()).isEqualTo(ada.digest());
      assertThat(grace.stateOn(server.address()).digest()).isEqualTo(grace.digest());
    }
    assertThat(expiries()).isPositive();
    assertThat(events.stream().map(ServerFrame.Happened::event))
        .contains("timer.paused", "timer.resumed", "probe.pushed", "interview.ended");
    assertThat(Wire.string(grace.items())).contains(MARK, kept.value());
    streams.forEach(stream -> heardByOthers.addAll(stream.heard()));
    assertThat(heardByOthers)
        .hasSizeGreaterThan(1_000)
        .noneMatch(text -> text.contains(MARK) || text.contains(kept.value()));
  }

  // What people do.

  private RoomClient join(String name, Role role, FastServer server) {
    RoomClient client =
        new RoomClient(
            http,
            timers,
            server::address,
            room.id(),
            token(role),
            name,
            new RoomClient.Watcher() {
              @Override
              public void heard(String text) {
                if (role != Role.INTERVIEWER) {
                  heardByOthers.add(text);
                }
              }

              @Override
              public void happened(ServerFrame.Happened event) {
                if (name.equals("Ada")) {
                  events.add(event);
                }
              }
            });
    clients.add(client);
    client.connect();
    await(name + " is in", client::isWelcomed);
    return client;
  }

  private StreamReader stream(Role role, FastServer server) {
    StreamReader reader =
        StreamReader.open(
            http,
            server.address(),
            "/api/rooms/" + room.id() + "/events",
            "Authorization",
            "Bearer " + token(role));
    streams.add(reader);
    return reader;
  }

  private static void does(RoomClient client, Command command) {
    long n = client.command(command);
    await(command + " is answered", () -> isAnswered(client, n));
    assertThat(client.rejects()).as("%s", command).doesNotContainKey(n);
  }

  private static boolean isAnswered(RoomClient client, long n) {
    return client.acks().containsKey(n) || client.rejects().containsKey(n);
  }

  private ItemId queue(RoomClient interviewer, String question) {
    ItemId id = id();
    does(
        interviewer,
        new Command.ProbeQueue(
            id, null, new ProbeContent(question, null, Concept.DATA_DISTRIBUTION, null), null));
    return id;
  }

  private void privateWork(RoomClient interviewer, String when) {
    does(interviewer, new Command.PrivateNoteAdd(id(), MARK + " noted " + when));
    does(interviewer, new Command.BookmarkAdd(id(), MARK + " " + when));
    edit(interviewer, DocId.PRIVATE, 0, MARK + " " + when + "\n");
    await("the private text is there", () -> interviewer.text(DocId.PRIVATE).contains(when));
    interviewer.signal(new Signal.Typing(DocId.PRIVATE, null));
  }

  private Command add(Style style, String text, @Nullable Category category) {
    return new Command.RequirementAdd(
        id(), null, new RequirementContent(style, text, Scope.CORE, category, null));
  }

  /// A word somewhere, unless the last edit is still out.
  private static void type(RoomClient client, Random random) {
    synchronized (client) {
      if (client.unanswered() == 0 && client.isWelcomed()) {
        int length = client.text(DocId.NOTES).length();
        client.signal(new Signal.Typing(DocId.NOTES, null));
        edit(client, DocId.NOTES, random.nextInt(length + 1), "w" + random.nextInt(100) + " ");
      }
    }
  }

  private static void edit(RoomClient client, DocId doc, int at, String text) {
    synchronized (client) {
      int length = client.text(doc).length();
      TextChange change =
          ChangeSet.of(List.of(Replacement.insert(at, text)), length).toTextChange();
      Position base = Objects.requireNonNull(client.position());
      client.command(new Command.NotesEdit(doc, base, List.of(change)));
    }
  }

  /// Everything that others are refused over HTTP.
  private void refusals() throws IOException, InterruptedException {
    for (Role role : List.of(Role.CANDIDATE, Role.SPECTATOR)) {
      URI here = two.address().resolve("/api/rooms/" + room.id());
      assertThat(answer(role, here, "", "DELETE")).isEqualTo(403);
      assertThat(answer(role, here, "/links/candidate", "POST")).isEqualTo(403);
      assertThat(answer(role, here, "/links/spectator", "DELETE")).isEqualTo(403);
      assertThat(answer(role, here, "", "GET")).isEqualTo(200);
      assertThat(answer(role, here, "/state", "GET")).isEqualTo(200);
      assertThat(answer(role, here, "/events?since=nonsense", "GET")).isEqualTo(400);
    }
  }

  private int answer(Role role, URI here, String path, String method)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(here + path))
                .header("Authorization", "Bearer " + token(role))
                .method(method, BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    heardByOthers.add(answer.headers() + "\n" + answer.body());
    return answer.statusCode();
  }

  // What there is to see.

  private String token(Role role) {
    return Objects.requireNonNull(room.tokens().get(role));
  }

  private ItemId id() {
    return new ItemId("interview-%06d".formatted(ids++));
  }

  private static <T extends Item> T only(RoomClient client, Class<T> kind) {
    return client.items().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName()));
  }

  private static Item.Timer timer(RoomClient client) {
    return only(client, Item.Timer.class);
  }

  private static List<PhaseId> phases(RoomClient client) {
    return only(client, Item.Framework.class).phases().stream().map(Item.Phase::id).toList();
  }

  private static Item.@Nullable Probe probe(RoomClient client, ItemId id) {
    return client.items().stream()
        .filter(Item.Probe.class::isInstance)
        .map(Item.Probe.class::cast)
        .filter(probe -> probe.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  private static long rev(RoomClient client, ItemId id) {
    return Objects.requireNonNull(probe(client, id)).rev();
  }

  private long expiries() {
    return events.stream().filter(event -> event.event().equals("phase.expired")).count();
  }

  private void untilMinute(long began, int minute) throws InterruptedException {
    long left = began + minute * 60_000L - now();
    if (left > 0) {
      Thread.sleep(left / SPEED);
    }
  }

  /// The room's time, as a server tells it.
  private long now() throws InterruptedException {
    try {
      return Wire.read(
              http.send(
                      HttpRequest.newBuilder(one.address().resolve("/api/time")).build(),
                      BodyHandlers.ofByteArray())
                  .body(),
              Http.Time.class)
          .now();
    } catch (IOException e) {
      throw new AssertionError("the time was not told", e);
    }
  }

  private boolean atHead(RoomClient interviewer) {
    Position head = Objects.requireNonNull(interviewer.stateOn(one.address()).position());
    return clients.stream()
            .allMatch(client ->
                client.position() != null && client.position().shared().equals(head.shared()))
        && streams.stream()
            .allMatch(stream ->
                stream.position() != null && stream.position().shared().equals(head.shared()))
        && clients.stream()
            .filter(client -> client.position() != null && client.position().privately() != null)
            .allMatch(client -> head.equals(client.position()));
  }
}
