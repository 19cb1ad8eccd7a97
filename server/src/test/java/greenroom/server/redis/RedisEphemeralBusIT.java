package greenroom.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.LogName;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.server.live.EphemeralBus;
import greenroom.server.live.EventLog;
import greenroom.server.live.EventLog.Append;
import greenroom.server.live.EventLog.Appended;
import greenroom.server.live.StoreFixture;
import greenroom.server.room.Heads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of messages in passing while Redis is away, and of those that wait beside them.
@Timeout(30)
final class RedisEphemeralBusIT {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final byte[] LARGE = new byte[EphemeralBus.MAX_BYTES];

  private static final byte[] HELLO = {'?'};

  private final AtomicInteger hellos = new AtomicInteger();
  private final AtomicInteger heard = new AtomicInteger();

  @Test
  void whatTooMuchWaitsForIsDroppedAtOnceAndAppendsGoOn() {
    RoomId room = RoomWriter.room(1);
    try (RedisProcess redis = RedisProcess.start();
        RedisStore store = RedisStore.open(redis.target())) {
      EventLog.Access access =
          new EventLog.Access(Map.of(Role.CANDIDATE, RoomWriter.TOKEN), RoomWriter.KEEP);
      join(store.log().create(room, access, List.of()));
      listen(store, room);
      redis.freeze();
      long start = System.nanoTime();

      for (int i = 0; i < 100_000; i++) {
        store.ephemeralBus().publish(room, new byte[10]);
      }
      CompletionStage<Appended> append =
          store
              .log()
              .append(
                  room,
                  new Append(
                      Heads.START,
                      StoreFixture.chain(Heads.START, LogName.SHARED),
                      Map.of(),
                      Map.of()));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      redis.thaw();
      assertThat(join(append)).isEqualTo(new Appended.Done());
      publishUntilHeard(store, room);
      assertThat(heard.get()).isBetween(1, RedisEphemeralBus.WAITING_MESSAGES);
    }
  }

  @Test
  void allRoomsTogetherHaveFewBytesWaiting() {
    List<RoomId> rooms = LongStream.range(0, 5).mapToObj(RoomWriter::room).toList();
    try (RedisProcess redis = RedisProcess.start();
        RedisStore store = RedisStore.open(redis.target())) {
      rooms.forEach(room -> listen(store, room));
      redis.freeze();

      for (int i = 0; i < RedisEphemeralBus.WAITING_MESSAGES; i++) {
        rooms.forEach(room -> store.ephemeralBus().publish(room, LARGE));
      }

      redis.thaw();
      rooms.forEach(room -> publishUntilHeard(store, room));
      int most = RedisEphemeralBus.WAITING_BYTES / LARGE.length;
      assertThat(most).isLessThan(rooms.size() * RedisEphemeralBus.WAITING_MESSAGES);
      assertThat(heard.get()).isBetween(most - 1, most);
    }
  }

  @Test
  void aRedisThatComesBackCarriesMessagesAgain() {
    RoomId room = RoomWriter.room(1);
    try (RedisProcess redis = RedisProcess.start();
        RedisStore store = RedisStore.open(redis.target())) {
      listen(store, room);
      redis.kill();

      for (int i = 0; i < 1_000; i++) {
        store.ephemeralBus().publish(room, LARGE);
      }

      redis.restart();
      publishUntilHeard(store, room);
    }
  }

  private void listen(RedisStore store, RoomId room) {
    store
        .ephemeralBus()
        .subscribe(
            room,
            message -> {
              boolean hello = message.length == HELLO.length;
              (hello ? hellos : heard).incrementAndGet();
            });
    publishUntilHeard(store, room);
  }

  private void publishUntilHeard(RedisStore store, RoomId room) {
    int before = hellos.get();
    Await.until(
        PATIENCE,
        () -> {
          store.ephemeralBus().publish(room, HELLO);
          return hellos.get() > before;
        });
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
