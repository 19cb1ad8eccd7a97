package greenroom.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Change;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.LogName;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.SessionId;
import greenroom.server.live.Deadlines;
import greenroom.server.live.EventLog;
import greenroom.server.live.EventLog.Append;
import greenroom.server.live.EventLog.Appended;
import greenroom.server.live.EventLog.Opened;
import greenroom.server.live.EventLog.Read;
import greenroom.server.live.StoreFixture;
import greenroom.server.live.WakeUps;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What only Redis shows of the rooms in it: costs, expiry, messages and the sets of deadlines.
@Timeout(60)
final class RedisRoomsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String SPECTATORS_TOKEN = "5".repeat(64);

  private static RedisProcess redis;
  private static RedisStore store;
  private static long rooms;

  private final RoomId room = RoomWriter.room(rooms++);
  private Heads heads = Heads.START;

  @BeforeAll
  static void start() {
    redis = RedisProcess.start();
    store = RedisStore.open(redis.target());
  }

  @AfterAll
  static void stop() {
    store.close();
    redis.close();
  }

  private void create(long keep) {
    EventLog.Access access =
        new EventLog.Access(
            Map.of(Role.CANDIDATE, RoomWriter.TOKEN, Role.SPECTATOR, SPECTATORS_TOKEN), keep);
    join(store.log().create(room, access, List.of()));
  }

  private Append chain(LogName... logs) {
    return new Append(heads, StoreFixture.chain(heads, logs), Map.of(), Map.of());
  }

  /// One entry of about so many bytes.
  private Append large(int bytes) {
    Change put = new Change.Put(new Item.ProblemDraft(1, "x".repeat(20_000), null));
    Event event =
        Event.of(1, null, EventType.PROBLEM_DRAFTED, Collections.nCopies(bytes / 20_000, put));
    return new Append(heads, List.of(Entry.after(heads, event, null)), Map.of(), Map.of());
  }

  private void append(Append append) {
    assertThat(join(store.log().append(room, append))).isEqualTo(new Appended.Done());
    heads = StoreFixture.after(heads, append.entries());
  }

  // Costs.

  @Test
  void resumingCostsWhatWasMissedHoweverLongTheLogIs() {
    create(RoomWriter.KEEP);
    append(chain(LogName.SHARED, LogName.PRIVATE));
    Map<String, Long> short_ = commandsOfAResume();
    LogName[] many = new LogName[500];
    Arrays.setAll(many, i -> i % 5 == 0 ? LogName.PRIVATE : LogName.SHARED);
    for (int i = 0; i < 200; i++) {
      append(chain(many));
    }

    Map<String, Long> long_ = commandsOfAResume();

    assertThat(long_).isEqualTo(short_).containsEntry("evalsha", 1L);
  }

  /// How often Redis carried out which command to tell ten entries that were missed.
  private Map<String, Long> commandsOfAResume() {
    Heads seen = heads;
    append(chain(LogName.SHARED, LogName.PRIVATE, LogName.SHARED, LogName.SHARED, LogName.SHARED));
    append(chain(LogName.SHARED, LogName.PRIVATE, LogName.SHARED, LogName.SHARED, LogName.SHARED));
    join(store.log().read(room, seen, 500));
    redis.ask("CONFIG", "RESETSTAT");

    Read.Tail tail = (Read.Tail) join(store.log().read(room, seen, 500));

    assertThat(tail.entries()).hasSize(10);
    return commands();
  }

  /// How often Redis carried out which command since its statistics were reset.
  private static Map<String, Long> commands() {
    Map<String, Long> commands = new TreeMap<>();
    redis
        .askText("INFO", "commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_"))
        .forEach(line ->
            commands.put(
                line.substring("cmdstat_".length(), line.indexOf(':')),
                Long.parseLong(line.replaceAll(".*:calls=(\\d+).*", "$1"))));
    // What the clock, the bus and this test ask meanwhile.
    commands.keySet().removeAll(List.of("time", "ping", "info", "config|resetstat", "config"));
    return commands;
  }

  @Test
  void aPageOfLargeEntriesEndsEarly() {
    create(RoomWriter.KEEP);
    for (int i = 0; i < 3; i++) {
      append(large(700_000));
    }

    Read.Tail tail = (Read.Tail) join(store.log().read(room, Heads.START, 500));

    assertThat(tail.entries()).hasSize(2);
    assertThat(tail.more()).isTrue();
    assertThat(((Read.Tail) join(store.log().read(room, tail.heads(), 500))).more()).isFalse();
  }

  @Test
  void snapshotsDoNotKeepOtherAnswersWaiting() throws InterruptedException {
    create(RoomWriter.KEEP);
    join(store.log().saveSnapshot(room, heads, new byte[10]));
    BlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
    try (RedisCalls calls = RedisCalls.open(redis.target());
        RedisClock clock = new RedisClock(calls)) {
      EventLog log = new RedisEventLog(calls, clock, new RedisDeadlines(calls), later::add);
      Thread[] used = new Thread[1];

      CompletionStage<?> snapshots =
          log.snapshots(room).thenAccept(_ -> used[0] = Thread.currentThread());
      Runnable reading = later.poll(10, TimeUnit.SECONDS);
      assertThat(reading).as("what is left to the readers").isNotNull();
      reading.run();

      join(snapshots);
      assertThat(used[0]).isEqualTo(Thread.currentThread());
    }
  }

  // Expiry.

  @Test
  void everyKeyOfARoomExpiresAtTheSameTime() {
    create(RoomWriter.KEEP);
    append(chain(LogName.SHARED));
    SessionId session = new SessionId("expiring-session");
    join(
        store
            .log()
            .greet(room, new EventLog.Greet(RoomWriter.TOKEN, session, "ada", "node", true)));
    join(store.log().saveSnapshot(room, heads, new byte[10]));
    join(store.attendance().renew(room, "node", new byte[10]));
    append(chain(LogName.PRIVATE));

    assertThat(RawRooms.in(redis).keys(room)).hasSize(6);
    assertThat(RawRooms.in(redis).keys(room))
        .allSatisfy(key -> assertThat(expiryOf(key)).isCloseTo(expires(), Offset.offset(200L)));
  }

  private long expires() {
    return ((Opened.As) join(store.log().open(room, RoomWriter.TOKEN))).expires();
  }

  private static long expiryOf(String key) {
    return store.clock().now(RoomWriter.room(0)) + (Long) redis.ask("PTTL", key);
  }

  @Test
  void anAppendLeavesAnExpiryThatIsNotADayOld() {
    create(RoomWriter.KEEP);
    long before = expires();

    append(chain(LogName.SHARED, LogName.PRIVATE));

    assertThat(expires()).isEqualTo(before);
  }

  @Test
  void anAppendPutsOffAnExpiryThatIsADayOldForEveryKey() {
    create(RoomWriter.KEEP);
    append(chain(LogName.SHARED, LogName.PRIVATE));
    join(store.log().saveSnapshot(room, heads, new byte[10]));
    join(store.attendance().renew(room, "node", new byte[10]));
    long before = expires();
    long older = before - Duration.ofDays(1).toMillis() - 1;
    redis.ask("HSET", RawRooms.key(room, "room"), "expires", Long.toString(older));
    for (String key : RawRooms.in(redis).keys(room)) {
      redis.ask("PEXPIREAT", key, Long.toString(older));
    }

    append(chain(LogName.SHARED));

    assertThat(expires()).isGreaterThanOrEqualTo(before);
    Await.until(
        PATIENCE,
        () ->
            RawRooms.in(redis).keys(room).stream()
                .allMatch(key -> Math.abs(expiryOf(key) - expires()) < 200));
  }

  @Test
  void aRoomThatIsKeptForSecondsOutlivesThemWhileItIsUsed() {
    create(1_000);
    long end = System.nanoTime() + Duration.ofMillis(2_500).toNanos();

    while (System.nanoTime() < end) {
      append(chain(LogName.SHARED, LogName.PRIVATE));
    }

    Await.until(PATIENCE, () -> RawRooms.in(redis).keys(room).isEmpty());
  }

  // Who is there.

  @Test
  void aThousandSpectatorsLeaveNothing() {
    create(RoomWriter.KEEP);
    append(chain(LogName.SHARED, LogName.PRIVATE));
    Map<String, String> before = RawRooms.in(redis).dump(room);

    for (int i = 0; i < 1_000; i++) {
      SessionId session = new SessionId("spectators-session-%04d".formatted(i));
      EventLog.Greet greet = new EventLog.Greet(SPECTATORS_TOKEN, session, "sam", "node" + i, true);
      assertThat(join(store.log().greet(room, greet)))
          .isEqualTo(new EventLog.Greeting.Welcome(Role.SPECTATOR, 0, 1));
    }

    assertThat(RawRooms.in(redis).dump(room)).isEqualTo(before);
  }

  @Test
  void whatANodeSaidIsRemovedWhenItsLeaseIsLongOver() {
    create(RoomWriter.KEEP);
    join(store.attendance().renew(room, "node", new byte[] {'a'}));
    long now = store.clock().now(room);
    redis.ask("HSET", RawRooms.key(room, "here"), "n:late", Long.toString(now - 50_000));
    redis.ask("HSET", RawRooms.key(room, "here"), "n:old", Long.toString(now - 61_000));
    redis.ask("HSET", RawRooms.key(room, "crowd"), "late", "b", "old", "c", "unknown", "d");

    assertThat(join(store.attendance().renew(room, "node", new byte[] {'a'})))
        .containsOnlyKeys("node");

    assertThat(fields("crowd")).containsExactlyInAnyOrder("node", "late");
    join(store.attendance().renew(room, "new", new byte[] {'e'}));
    assertThat(fields("here")).containsExactlyInAnyOrder("n:node", "n:late", "n:new");
  }

  @Test
  void whoeverFindsOnlyWhatIsLongOverLeavesNothingThatOutlivesTheRoom() {
    create(RoomWriter.KEEP);
    join(store.attendance().renew(room, "node", new byte[] {'a'}));
    redis.ask("HSET", RawRooms.key(room, "here"), "n:node", "1");

    join(store.attendance().renew(room, "new", new byte[] {'b'}));

    assertThat(fields("crowd")).containsExactly("new");
    assertThat(expiryOf(RawRooms.key(room, "crowd"))).isCloseTo(expires(), Offset.offset(200L));
  }

  private List<String> fields(String key) {
    return ((List<?>) redis.ask("HKEYS", RawRooms.key(room, key)))
        .stream().map(RedisConnection::text).toList();
  }

  @Test
  void whatANodeSaysAgainIsNotWrittenAgain() {
    create(RoomWriter.KEEP);
    join(store.attendance().renew(room, "node", new byte[10]));
    redis.ask("CONFIG", "RESETSTAT");

    join(store.attendance().renew(room, "node", new byte[10]));

    assertThat(commands()).containsEntry("hset", 1L).doesNotContainKey("pexpireat");
  }

  // Messages.

  private static final class Heard implements WakeUps.Listener {
    final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public void appended(WakeUps.News news) {
      calls.add("appended " + news.entries().get().size());
    }

    @Override
    public void missed() {
      calls.add("missed");
    }
  }

  private Heard listen() {
    Heard heard = new Heard();
    store.wakeUps().subscribe(room, heard);
    Await.until(PATIENCE, () -> heard.calls.equals(List.of("missed")));
    return heard;
  }

  @Test
  void aMessageThatCannotBeReadSaysThatSomethingWasMissed() {
    Heard heard = listen();

    redis.ask("PUBLISH", RoomKeys.channelOf(room), "s 1 what");

    Await.until(PATIENCE, () -> heard.calls.equals(List.of("missed", "missed")));
    store.wakeUps().unsubscribe(room);
  }

  @Test
  void anAppendTooLargeForAMessageSaysThatSomethingWasMissed() {
    create(RoomWriter.KEEP);
    Heard heard = listen();

    append(chain(LogName.SHARED, LogName.PRIVATE));
    append(large(1_100_000));
    append(chain(LogName.SHARED));

    Await.until(
        PATIENCE,
        () -> heard.calls.equals(List.of("missed", "appended 2", "missed", "appended 1")));
    store.wakeUps().unsubscribe(room);
  }

  @Test
  void aLostConnectionOfTheBusSaysThatSomethingWasMissed() {
    Heard heard = listen();

    redis.ask("CLIENT", "KILL", "TYPE", "pubsub");

    Await.until(PATIENCE, () -> heard.calls.equals(List.of("missed", "missed")));
    store.wakeUps().unsubscribe(room);
  }

  // Deadlines.

  @Test
  void aSetOfDeadlinesThatIsBrokenIsLeftOut() {
    for (int i = 0; i < 64; i++) {
      join(store.deadlines().set(RoomWriter.room(1_000 + i), 1_000));
    }
    List<Deadlines.Due> all = join(store.deadlines().due(2_000, 100));
    String broken = "gr:due:{17}";
    long size = (Long) redis.ask("ZCARD", broken);
    redis.ask("SET", broken, "another type");

    assertThat(join(store.deadlines().due(2_000, 100))).hasSize((int) (all.size() - size));

    redis.ask("DEL", broken);
    all.forEach(due -> join(store.deadlines().done(due, 0)));
    assertThat(RawRooms.in(redis).keys()).noneMatch(key -> key.startsWith("gr:due:"));
  }

  @Test
  void aMemberOfASetOfDeadlinesThatIsNoRoomGoes() {
    redis.ask("ZADD", "gr:due:{3}", "1", "no room");

    assertThat(join(store.deadlines().due(10, 10))).isEmpty();

    Await.until(PATIENCE, () -> redis.ask("EXISTS", "gr:due:{3}").equals(0L));
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
