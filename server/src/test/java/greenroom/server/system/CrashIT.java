package greenroom.server.system;

import static greenroom.server.system.Deployment.await;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Http;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.Wire;
import greenroom.server.room.Origin;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/// Kills servers and Redis under load, at seeded moments. `-Dgreenroom.kills=N` makes it more or
/// fewer, `-Dgreenroom.seed=S` other moments.
final class CrashIT {
  private static final int KILLS = Integer.getInteger("greenroom.kills", 100);
  private static final long SEED = Long.getLong("greenroom.seed", 20261124L);
  private static final Duration NEXT_START = Duration.ofSeconds(5);
  private static final int ROOMS = 2;

  @TempDir private Path data;

  private final Random random = new Random(SEED);
  private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(2);
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<RoomClient> clients = new ArrayList<>();
  private final Map<RoomId, List<RoomClient>> byRoom = new HashMap<>();
  private final List<Typist> typists = new ArrayList<>();

  @Test
  @DisplayName("[CM3] kills of servers and Redis lose nothing acked and do nothing twice")
  void killsLoseNothingAckedAndDoNothingTwice() throws InterruptedException {
    Duration slowestStart = Duration.ZERO;
    Duration slowestRedis = Duration.ZERO;
    try (Deployment deployment = new Deployment(data)) {
      openRooms(deployment);
      Random turns = new Random(SEED);
      var load =
          timers.scheduleWithFixedDelay(
              () -> typists.get(turns.nextInt(typists.size())).work(), 0, 3, TimeUnit.MILLISECONDS);
      for (int kill = 0; kill < KILLS; kill++) {
        Thread.sleep(50 + random.nextInt(350));
        clients.get(random.nextInt(clients.size())).drop();
        if (kill % 2 == 0) {
          slowestStart = longer(slowestStart, deployment.killOwner());
        } else {
          slowestRedis = longer(slowestRedis, deployment.killRedis());
        }
      }
      load.cancel(false);
      try {
        await("every command is answered", this::everythingIsAnswered);
      } catch (AssertionError e) {
        throw new AssertionError(e.getMessage() + ": " + clients, e);
      }
      await("everybody is back", () -> clients.stream().allMatch(RoomClient::isWelcomed));
      for (RoomId room : byRoom.keySet()) {
        verify(room, deployment);
      }
    } finally {
      clients.forEach(RoomClient::close);
      timers.shutdownNow();
    }
    System.out.printf(
        "CrashIT: seed %d, %d kills, %d acked, slowest start %d ms, slowest Redis %d ms%n",
        SEED,
        KILLS,
        clients.stream().mapToInt(client -> client.acks().size()).sum(),
        slowestStart.toMillis(),
        slowestRedis.toMillis());
    assertThat(slowestStart).isLessThanOrEqualTo(NEXT_START);
    assertThat(slowestRedis).isLessThanOrEqualTo(NEXT_START);
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
              new Http.CreateRoom("Room " + i, "A feed", null, null, false, null));
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
                new RoomClient.Watcher() {});
        clients.add(client);
        byRoom.computeIfAbsent(made.id(), _ -> new ArrayList<>()).add(client);
        typists.add(new Typist(client, moves, role == Role.INTERVIEWER));
        client.connect();
      }
    }
    await("everybody is in", () -> clients.stream().allMatch(RoomClient::isWelcomed));
  }

  /// Holds what the clients believe against what the log has.
  private void verify(RoomId room, Deployment deployment) {
    Map<String, Integer> committed = committed(room, deployment);
    assertThat(committed.values()).as("times that a command is in the log").containsOnly(1);
    List<RoomClient> there = byRoom.getOrDefault(room, List.of());
    for (RoomClient client : there) {
      for (long n : client.acks().keySet()) {
        assertThat(committed).as("acked").containsKey(client.session() + " " + n);
      }
      for (long n : client.rejects().keySet()) {
        assertThat(committed).as("rejected").doesNotContainKey(client.session() + " " + n);
      }
      assertThat(client.resets()).as("resets").isZero();
    }
    RoomClient interviewer = there.getFirst();
    RoomClient candidate = there.get(1);
    await(
        "all stand at the head",
        () -> there.stream().allMatch(each -> shared(each).equals(shared(interviewer))));
    assertThat(there.get(2).digest()).isEqualTo(candidate.digest());
    assertThat(there.get(2).position()).isEqualTo(candidate.position());
  }

  /// How often each numbered command stands in the log.
  private static Map<String, Integer> committed(RoomId room, Deployment deployment) {
    Map<String, Integer> times = new HashMap<>();
    try (Jedis jedis = deployment.redis()) {
      for (String log : List.of("log", "private")) {
        jedis
            .xrange("gr:{" + room + "}:" + log, "-", "+")
            .forEach(entry -> {
              String origin = entry.getFields().get("o");
              if (origin != null && !origin.isEmpty()) {
                Origin parsed = Wire.read(origin.getBytes(StandardCharsets.UTF_8), Origin.class);
                times.merge(parsed.session() + " " + parsed.n(), 1, Integer::sum);
              }
            });
      }
    }
    return times;
  }

  private static String shared(RoomClient client) {
    return String.valueOf(client.position()).split("~", 2)[0];
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
