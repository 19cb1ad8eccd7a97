package greenroom.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.LogName;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.server.live.Deadlines;
import greenroom.server.live.EventLog;
import greenroom.server.live.EventLog.Append;
import greenroom.server.live.EventLog.Appended;
import greenroom.server.live.EventLog.Opened;
import greenroom.server.live.EventLog.Read;
import greenroom.server.live.StoreFixture;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What writers rely on while Redis dies, forgets, moves slots, and rooms are deleted.
@Timeout(60)
final class RoomsUnderFaultsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static List<RoomWriter> writers(RedisStore store, int count) {
    return LongStream.range(0, count)
        .mapToObj(i -> RoomWriter.start(store.log(), RoomWriter.room(i), i))
        .toList();
  }

  @Test
  void nothingAckedIsLostWhenRedisIsKilledAndStartedAgain() {
    try (RedisProcess redis = RedisProcess.startDurable();
        RedisStore store = RedisStore.open(redis.target())) {
      List<RoomWriter> writers = writers(store, 10);
      for (int i = 0; i < 8; i++) {
        writers.forEach(writer -> writer.awaitProgress(3));
        redis.kill();
        redis.restart();
      }
      writers.forEach(writer -> writer.awaitProgress(3));
      writers.forEach(RoomWriter::verify);
      assertThat(writers.stream().mapToLong(RoomWriter::unknown).sum()).isPositive();
    }
  }

  @Test
  void aTornEndOfTheFileCostsWholeAppendsAndIsSeenAtOnce() {
    RoomId room = RoomWriter.room(1);
    List<Heads> boundaries = new ArrayList<>(List.of(Heads.START));
    try (RedisProcess redis = RedisProcess.startDurable()) {
      try (RedisStore store = RedisStore.open(redis.target())) {
        EventLog.Access access =
            new EventLog.Access(Map.of(Role.CANDIDATE, RoomWriter.TOKEN), RoomWriter.KEEP);
        join(store.log().create(room, access, List.of()));
        for (int i = 0; i < 10; i++) {
          append(store, room, boundaries, LogName.SHARED, LogName.PRIVATE, LogName.PRIVATE);
        }
      }
      redis.kill();
      redis.truncateAppendOnlyFile(1_000);
      redis.restart();
      try (RedisStore store = RedisStore.open(redis.target())) {
        assertCutBack(store, room, boundaries);
      }
    }
  }

  private static void assertCutBack(RedisStore store, RoomId room, List<Heads> boundaries) {
    Heads newest = boundaries.getLast();
    assertThat(join(store.log().read(room, newest, 10)))
        .isEqualTo(new Read.Diverged(ResetReason.LOST_TAIL));
    Append proof = new Append(newest, List.of(), Map.of(), Map.of());
    assertThat(join(store.log().append(room, proof)))
        .isEqualTo(new Appended.Diverged(ResetReason.LOST_TAIL));
    Read.Tail left = (Read.Tail) join(store.log().read(room, Heads.START, 100));
    assertThat(left.heads()).isIn(boundaries).isNotEqualTo(newest);
    append(store, room, new ArrayList<>(List.of(left.heads())), LogName.PRIVATE, LogName.SHARED);
  }

  private static void append(
      RedisStore store, RoomId room, List<Heads> boundaries, LogName... logs) {
    Heads heads = boundaries.getLast();
    List<Entry> entries = StoreFixture.chain(heads, logs);
    Append append = new Append(heads, entries, Map.of(), Map.of());
    assertThat(join(store.log().append(room, append))).isEqualTo(new Appended.Done());
    boundaries.add(StoreFixture.after(heads, entries));
  }

  @Test
  void aRedisThatForgetsItsScriptsIsToldThemAgain() {
    try (RedisProcess redis = RedisProcess.start();
        RedisStore store = RedisStore.open(redis.target())) {
      List<RoomWriter> writers = writers(store, 4);
      for (int i = 0; i < 20; i++) {
        writers.forEach(writer -> writer.awaitProgress(3));
        redis.ask("SCRIPT", "FLUSH");
      }
      writers.forEach(RoomWriter::verify);
      assertThat(writers).allMatch(writer -> writer.unknown() == 0);
    }
  }

  @Test
  void roomsAreWrittenToWhileTheirSlotsMove() {
    try (RedisCluster cluster = RedisCluster.start(3);
        RedisStore store = RedisStore.open(cluster.target())) {
      List<RoomWriter> writers = writers(store, 6);
      Random random = new Random(1);
      for (int round = 0; round < 3; round++) {
        for (RoomWriter writer : writers) {
          writer.awaitProgress(3);
          move(cluster, writer, random);
        }
      }
      writers.forEach(writer -> writer.awaitProgress(3));
      writers.forEach(RoomWriter::verify);
    }
  }

  /// A room can be written to when its keys are all here or all there, and waits in between.
  private static void move(RedisCluster cluster, RoomWriter writer, Random random) {
    RoomId room = writer.room();
    int slot = RoomKeys.slotOf(room);
    RedisProcess from = cluster.owner(slot);
    List<RedisProcess> others =
        new ArrayList<>(List.of(cluster.master(0), cluster.master(1), cluster.master(2)));
    others.remove(from);
    RedisProcess to = others.get(random.nextInt(others.size()));
    cluster.beginMove(slot, from, to);
    writer.awaitProgress(1);
    for (String name : List.of("room", "log", "private", "here")) {
      cluster.moveKey(RawRooms.key(room, name), from, to);
    }
    writer.awaitProgress(1);
    cluster.finishMove(slot, from, to);
  }

  @Test
  void aRoomThatIsDeletedUnderItsWritersLeavesNoKey() {
    try (RedisProcess redis = RedisProcess.start();
        RedisStore store = RedisStore.open(redis.target())) {
      List<RoomWriter> writers = writers(store, 10);
      List<Bystander> bystanders =
          writers.stream().map(writer -> Bystander.start(store, writer.room())).toList();
      writers.forEach(writer -> writer.awaitProgress(20));

      for (RoomWriter writer : writers) {
        assertThat(join(store.log().delete(writer.room()))).isTrue();
      }

      writers.forEach(RoomWriter::stop);
      assertThat(writers).allMatch(RoomWriter::isGone);
      bystanders.forEach(Bystander::stop);
      wakeWhatIsDue(store);
      assertThat(RawRooms.in(redis).keys()).isEmpty();
    }
  }

  /// What a node does about a deadline of a room that is gone.
  private static void wakeWhatIsDue(RedisStore store) {
    for (Deadlines.Due due : join(store.deadlines().due(Long.MAX_VALUE, 1_000))) {
      assertThat(join(store.log().open(due.room(), RoomWriter.TOKEN))).isEqualTo(new Opened.Gone());
      join(store.deadlines().done(due, 0));
    }
  }

  /// Does everything to a room that is not writing, over and over.
  private static final class Bystander {
    private final RedisStore store;
    private final RoomId room;
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    private Bystander(RedisStore store, RoomId room) {
      this.store = store;
      this.room = room;
    }

    static Bystander start(RedisStore store, RoomId room) {
      Bystander bystander = new Bystander(store, room);
      bystander.thread.start();
      return bystander;
    }

    private void run() {
      try {
        while (!stopped) {
          join(store.deadlines().set(room, 1));
          join(store.attendance().renew(room, "node", new byte[100]));
          join(store.attendance().renew(room, "other", new byte[100]));
          join(store.attendance().leave(room, "other"));
          store.ephemeralBus().publish(room, new byte[100]);
          join(store.log().saveSnapshot(room, Heads.START, new byte[100]));
          join(store.log().snapshots(room));
          join(store.log().sessions(room));
        }
      } catch (RuntimeException e) {
        failure = e;
      }
    }

    void stop() {
      stopped = true;
      Await.until(PATIENCE, () -> !thread.isAlive());
      assertThat(failure).isNull();
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
