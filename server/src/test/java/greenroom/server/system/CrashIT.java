package greenroom.server.system;

import static greenroom.server.system.Deployment.await;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Http;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.Wire;
import greenroom.server.room.Origin;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.resps.StreamEntry;

/// Kills servers and Redis under load, at seeded moments. `-Dgreenroom.kills=N` makes it more or
/// fewer, `-Dgreenroom.seed=S` other moments.
final class CrashIT {
  private static final int KILLS = Integer.getInteger("greenroom.kills", 100);
  private static final long SEED = Long.getLong("greenroom.seed", 20261124L);
  private static final Duration NEXT_START = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(3);
  private static final int ROOMS = 2;

  /// A run in which less is acked between two kills has not tried much.
  private static final int LEAST_ACKED_PER_KILL = 20;

  @TempDir private Path data;

  private final Random random = new Random(SEED);
  private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(2);
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<RoomClient> clients = new ArrayList<>();
  private final Map<RoomId, List<RoomClient>> byRoom = new HashMap<>();
  private final List<Typist> typists = new ArrayList<>();
  private Duration slowestStart = Duration.ZERO;
  private Duration slowestRedis = Duration.ZERO;

  @Test
  @DisplayName(
      "[CM3] [EV9] [SC1] kills of servers and Redis lose nothing acked and do nothing twice")
  void killsLoseNothingAckedAndDoNothingTwice() throws InterruptedException {
    Deployment deployment = new Deployment(data);
    try (deployment) {
      openRooms(deployment);
      Random turns = new Random(SEED);
      Load load =
          Load.start(timers, PAUSE, () -> typists.get(turns.nextInt(typists.size())).work());
      for (int kill = 0; kill < KILLS; kill++) {
        Thread.sleep(50 + random.nextInt(350));
        clients.get(random.nextInt(clients.size())).drop();
        kill(kill, deployment);
        load.check();
        clients.forEach(RoomClient::check);
      }
      load.stop();
      comeToRest();
      for (RoomId room : byRoom.keySet()) {
        verify(room, deployment);
      }
    } finally {
      clients.forEach(RoomClient::close);
      timers.shutdownNow();
    }
    clients.forEach(RoomClient::check);
    int acked = clients.stream().mapToInt(client -> client.acks().size()).sum();
    System.out.printf(
        "CrashIT: seed %d, %d kills, %d acked, slowest start %d ms, slowest Redis %d ms%n",
        SEED, KILLS, acked, slowestStart.toMillis(), slowestRedis.toMillis());
    assertThat(acked).as("acked").isGreaterThan(KILLS * LEAST_ACKED_PER_KILL);
    Leaks.assertNone(deployment, data, clients);
    assertThat(slowestStart).isLessThanOrEqualTo(NEXT_START);
    assertThat(slowestRedis).isLessThanOrEqualTo(NEXT_START);
  }

  /// Redis every other time; the two servers take turns in between.
  private void kill(int number, Deployment deployment) {
    switch (number % 4) {
      case 0 -> slowestStart = longer(slowestStart, deployment.killOwner());
      case 2 -> slowestStart = longer(slowestStart, deployment.killOther());
      default -> slowestRedis = longer(slowestRedis, deployment.killRedis());
    }
  }

  private void comeToRest() {
    try {
      await("every command is answered", this::everythingIsAnswered);
      await("everybody is back", () -> clients.stream().allMatch(RoomClient::isWelcomed));
    } catch (AssertionError e) {
      clients.forEach(RoomClient::check);
      throw new AssertionError(e.getMessage() + ": " + clients, e);
    }
  }

  private boolean everythingIsAnswered() {
    return clients.stream().allMatch(client -> client.unanswered() == 0);
  }

  private void openRooms(Deployment deployment) {
    for (int i = 0; i < ROOMS; i++) {
      Http.RoomCreated made =
          RoomClient.create(
              http,
              deployment.servers().getFirst(),
              new Http.CreateRoom("Room " + i, "A feed", null, null, null, false, null));
      for (Role role : List.of(Role.INTERVIEWER, Role.CANDIDATE, Role.CANDIDATE)) {
        Random moves = new Random(random.nextLong());
        RoomClient client =
            new RoomClient(
                http,
                timers,
                () -> deployment.servers().get(moves.nextInt(2)),
                made.id(),
                Objects.requireNonNull(made.tokens().get(role)),
                role.wire(),
                new OrderCheck());
        clients.add(client);
        byRoom.computeIfAbsent(made.id(), _ -> new ArrayList<>()).add(client);
        typists.add(new Typist(client, moves, role == Role.INTERVIEWER));
        client.connect();
      }
    }
    await("everybody is in", () -> clients.stream().allMatch(RoomClient::isWelcomed));
  }

  /// Holds what the clients believe against what the log and the servers have.
  private void verify(RoomId room, Deployment deployment) {
    Map<String, LogPosition> committed = committed(room, deployment);
    List<RoomClient> there = byRoom.getOrDefault(room, List.of());
    for (RoomClient client : there) {
      client
          .acks()
          .forEach((n, at) ->
              assertThat(committed.get(client.session() + " " + n))
                  .as("where number %d of %s is in the log", n, client)
                  .isNotNull()
                  .isIn(at.shared(), at.privately()));
      for (long n : client.rejects().keySet()) {
        assertThat(committed).as("rejected").doesNotContainKey(client.session() + " " + n);
      }
      assertThat(client.resets()).as("resets").isZero();
    }
    RoomClient interviewer = there.getFirst();
    await(
        "all stand at the head",
        () -> there.stream().allMatch(each -> shared(each).equals(shared(interviewer))));
    for (RoomClient client : there) {
      for (URI server : deployment.servers()) {
        Http.StateAt told = client.stateOn(server);
        assertThat(client.position()).as("%s", client).isEqualTo(told.position());
        assertThat(client.digest()).as("the state of %s", client).isEqualTo(told.digest());
      }
    }
  }

  /// Where each numbered command stands in the log, which must be once.
  private static Map<String, LogPosition> committed(RoomId room, Deployment deployment) {
    Map<String, LogPosition> places = new HashMap<>();
    try (Jedis jedis = deployment.redis()) {
      for (String log : List.of("log", "private")) {
        LogPosition at = LogPosition.START;
        for (StreamEntry entry : jedis.xrange("gr:{" + room + "}:" + log, "-", "+")) {
          at = at.next(field(entry, "e").getBytes(StandardCharsets.UTF_8));
          assertThat(entry.getID()).as("id").hasToString(at.seq() + "-0");
          assertThat(at).hasToString(at.seq() + "." + field(entry, "d"));
          String origin = field(entry, "o");
          if (!origin.isEmpty()) {
            Origin parsed = Wire.read(origin.getBytes(StandardCharsets.UTF_8), Origin.class);
            LogPosition earlier = places.put(parsed.session() + " " + parsed.n(), at);
            assertThat(earlier).as("what %s stands for as well", parsed).isNull();
          }
        }
      }
    }
    return places;
  }

  private static String field(StreamEntry entry, String name) {
    return Objects.requireNonNull(entry.getFields().get(name), name);
  }

  private static String shared(RoomClient client) {
    return String.valueOf(client.position()).split("~", 2)[0];
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
