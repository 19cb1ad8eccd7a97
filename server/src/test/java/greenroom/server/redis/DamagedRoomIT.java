package greenroom.server.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.protocol.LogName;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.protocol.SessionId;
import greenroom.server.live.EventLog;
import greenroom.server.live.EventLog.Append;
import greenroom.server.live.EventLog.Appended;
import greenroom.server.live.EventLog.CorruptRoom;
import greenroom.server.live.EventLog.Greet;
import greenroom.server.live.EventLog.Greeting;
import greenroom.server.live.EventLog.Read;
import greenroom.server.live.StoreFixture;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Rooms of which something is not of the form that it has to be: the calls that meet it say so,
/// and write nothing.
@Timeout(30)
final class DamagedRoomIT {

  private static final SessionId SESSION = new SessionId("damaged-rooms-session");
  private static final SessionId STRANGER = new SessionId("damaged-rooms-stranger");

  private static RedisProcess redis;
  private static RedisStore store;
  private static RedisCalls calls;
  private static long rooms;

  private RoomId room;
  private long epoch;
  private Heads heads;

  @BeforeAll
  static void start() {
    redis = RedisProcess.start();
    store = RedisStore.open(redis.target());
    calls = RedisCalls.open(redis.target());
  }

  @AfterAll
  static void stop() {
    calls.close();
    store.close();
    redis.close();
  }

  @BeforeEach
  void makeRoom() {
    room = RoomWriter.room(rooms++);
    EventLog.Access access =
        new EventLog.Access(Map.of(Role.CANDIDATE, RoomWriter.TOKEN), RoomWriter.KEEP);
    List<Entry> first =
        StoreFixture.chain(
            Heads.START, LogName.SHARED, LogName.PRIVATE, LogName.SHARED, LogName.PRIVATE);
    heads = StoreFixture.after(Heads.START, first);
    join(store.log().create(room, access, first));
    epoch = ((Greeting.Welcome) join(greet(SESSION))).epoch();
    join(store.attendance().renew(room, "node", new byte[1]));
    join(store.log().saveSnapshot(room, heads, "snapshot".getBytes(StandardCharsets.UTF_8)));
  }

  private CompletionStage<Greeting> greet(SessionId session) {
    return store.log().greet(room, new Greet(RoomWriter.TOKEN, session, "ada", "node", true));
  }

  private CompletionStage<Appended> append(LogName... logs) {
    return store
        .log()
        .append(
            room,
            new Append(heads, StoreFixture.chain(heads, logs), Map.of(SESSION, epoch), Map.of()));
  }

  /// A call to the room, by name.
  private CompletionStage<?> call(String name) {
    return switch (name) {
      case "open" -> store.log().open(room, RoomWriter.TOKEN);
      case "greet" -> greet(SESSION);
      case "greet a stranger" -> greet(STRANGER);
      case "leave" -> store.log().leave(room, SESSION, epoch);
      case "attend" -> store.attendance().renew(room, "other", new byte[1]);
      case "unattend" -> store.attendance().leave(room, "node");
      case "sessions" -> store.log().sessions(room);
      case "forget" -> store.log().forget(room, Map.of(SESSION, epoch));
      case "read" -> store.log().read(room, Heads.START, 10);
      case "prove" -> append();
      case "append" -> append(LogName.SHARED, LogName.PRIVATE);
      case "save" -> store.log().saveSnapshot(room, heads, new byte[1]);
      case "snapshots" -> store.log().snapshots(room);
      default -> throw new IllegalArgumentException(name);
    };
  }

  static Stream<Arguments> damages() {
    List<String> all =
        List.of(
            "open",
            "greet",
            "leave",
            "attend",
            "unattend",
            "sessions",
            "forget",
            "read",
            "prove",
            "append",
            "save",
            "snapshots");
    List<String> usersOfSession = List.of("greet", "leave", "sessions", "forget", "append");
    List<String> usersOfLog = List.of("read", "prove", "append");
    return Stream.of(
        damage("room", "HSET format 2", all),
        damage("room", "HSET keep long", all),
        damage("room", "HDEL expires", all),
        damage("room", "HSET t:candidate - t:owner " + RoomWriter.TOKEN, List.of("open")),
        damage("room", "HSET v:candidate second", List.of("open", "greet")),
        damage("here", "HSET s:" + SESSION + " 1|1|candidate|node", usersOfSession),
        damage("here", "HSET s:" + SESSION + " one|1|candidate|node|ada", usersOfSession),
        damage("here", "HSET epoch many", List.of("greet a stranger")),
        damage("here", "HSET looked never", List.of("greet a stranger")),
        damage("log", "XADD 99-1 d 0123456789abcdef e {}", usersOfLog),
        damage("log", "XADD 99-0 e {}", usersOfLog),
        damage("private", "XADD 99-0 e {} d 0123456789abcdef", usersOfLog),
        damage("log", "XADD 3-0 d 0123456789abcdef", List.of("read", "append")),
        damage("log", "XADD 3-0 d 0123456789abcdef e {}", List.of("read", "append")),
        damage("private", "XADD 3-0 d 0123456789abcdef e {}", List.of("read", "append")),
        damage("log", "XDEL 1-0", List.of("read")));
  }

  private static Arguments damage(String key, String command, List<String> calls) {
    return Arguments.of(key, command, calls);
  }

  @ParameterizedTest
  @MethodSource("damages")
  void whoeverMeetsTheDamageSaysSoAndWritesNothing(
      String key, String command, List<String> meeting) {
    String[] words = command.split(" ");
    String[] raw = new String[words.length + 1];
    raw[0] = words[0];
    raw[1] = RawRooms.key(room, key);
    System.arraycopy(words, 1, raw, 2, words.length - 1);
    redis.ask(raw);
    Map<String, String> before = dump();

    for (String call : meeting) {
      assertThatThrownBy(() -> join(call(call)))
          .as(call)
          .cause()
          .isInstanceOf(CorruptRoom.class)
          .hasMessageStartingWith("room " + room + ": ")
          .hasMessageNotContainingAny("ERR", "script");
    }

    assertThat(dump()).isEqualTo(before);
    assertThat(join(store.log().delete(room))).isTrue();
    assertThat(RawRooms.in(redis).keys(room)).isEmpty();
  }

  private Map<String, String> dump() {
    return RawRooms.in(redis).dump(room);
  }

  /// A script with arguments that do not fit it.
  record Misuse(Script script, Function<RoomKeys, byte[][]> keys, List<String> arguments) {}

  static Stream<Misuse> misuses() {
    String start = "0".repeat(16);
    return Stream.of(
        misuse(Scripts.CREATE, RoomKeys::all, "x", "1", "0"),
        misuse(Scripts.CREATE, RoomKeys::all, "1", "0", "0"),
        misuse(Scripts.CREATE, RoomKeys::all, "1", "1", "x"),
        misuse(Scripts.CREATE, RoomKeys::all, "1", "1", "1", "candidate"),
        misuse(Scripts.CREATE, RoomKeys::all, "1", "1", "0", "q", start, "{}", ""),
        misuse(Scripts.GREET, DamagedRoomIT::here, "x", "t", "s", "p", "n", "1", "1", "9"),
        misuse(Scripts.GREET, DamagedRoomIT::here, "1", "t", "s", "p", "n", "x", "1", "9"),
        misuse(Scripts.GREET, DamagedRoomIT::here, "1", "t", "s", "p", "n", "1", "1", "x"),
        misuse(Scripts.LEAVE, DamagedRoomIT::here, SESSION.value(), "x"),
        misuse(Scripts.ATTEND, DamagedRoomIT::crowd, "x", "node", "1", "ada"),
        misuse(Scripts.ATTEND, DamagedRoomIT::crowd, "1", "node", "x", "ada"),
        misuse(Scripts.ATTEND, DamagedRoomIT::crowd, "1", "node", "1"),
        misuse(Scripts.SESSIONS, DamagedRoomIT::here, "x"),
        misuse(Scripts.FORGET, DamagedRoomIT::here, "1", SESSION.value(), "x"),
        misuse(Scripts.READ, DamagedRoomIT::logs, "0", start, "x", start, "1", "1"),
        misuse(Scripts.READ, DamagedRoomIT::logs, "0", start, "0", start, "x", "1"),
        misuse(Scripts.SAVE_SNAPSHOT, keys -> keys.with(keys.snapshots), "p", "s", "x"),
        misuse(Scripts.DEADLINE_DONE, keys -> keys.with(), "id", "x", "0"),
        misuse(Scripts.DEADLINE_DONE, keys -> keys.with(), "id", "1", "x"));
  }

  private static Misuse misuse(
      Script script, Function<RoomKeys, byte[][]> keys, String... arguments) {
    return new Misuse(script, keys, List.of(arguments));
  }

  private static byte[][] here(RoomKeys keys) {
    return keys.with(keys.here);
  }

  private static byte[][] crowd(RoomKeys keys) {
    return keys.with(keys.here, keys.crowd);
  }

  private static byte[][] logs(RoomKeys keys) {
    return keys.with(keys.log, keys.privately);
  }

  @ParameterizedTest
  @MethodSource("misuses")
  void aScriptRefusesArgumentsThatDoNotFitAndWritesNothing(Misuse misuse) {
    ScriptArguments arguments = new ScriptArguments();
    misuse.arguments().forEach(arguments::add);

    assertRefused(misuse.script(), misuse.keys().apply(new RoomKeys(room)), arguments);
  }

  static Stream<List<String>> badAppends() {
    String digest = "0123456789abcdef";
    return Stream.of(
        List.of("0", "0", "0", "s", digest, "{}"),
        List.of("0", "0", "0", "q", digest, "{}", ""),
        List.of("0", "0", "0", "s", "0123", "{}", ""),
        List.of("1", "0", "0", SESSION.value(), "x", "s", digest, "{}", ""),
        List.of("0", "1", "0", SESSION.value(), "x", "s", digest, "{}", ""),
        List.of("0", "0", "1", "candidate", "x", "", "s", digest, "{}", ""),
        List.of("0", "0", "1", "candidate", "0", "", "s", digest, "{}", ""),
        List.of("0", "0", "1", "Candidate", "2", "", "s", digest, "{}", ""),
        List.of("0", "0", "1", "candidate", "2", "no hash", "s", digest, "{}", ""),
        List.of("0", "0", "1", "candidate"),
        List.of("0", "0", "x", "s", digest, "{}", ""),
        List.of("x", "0", "0", "s", digest, "{}", ""));
  }

  @ParameterizedTest
  @MethodSource("badAppends")
  void anAppendWhoseArgumentsDoNotFitIsRefusedAndWritesNothing(List<String> behindTheHeads) {
    RoomKeys keys = new RoomKeys(room);
    ScriptArguments arguments = new ScriptArguments().add(1).add(heads).add(keys.channel);
    behindTheHeads.forEach(arguments::add);

    assertRefused(Scripts.APPEND, keys.with(keys.log, keys.privately, keys.here), arguments);
  }

  private void assertRefused(Script script, byte[][] keys, ScriptArguments arguments) {
    Map<String, String> before = dump();

    assertThatThrownBy(() -> calls.run(RoomKeys.slotOf(room), script, keys, arguments.all()).join())
        .cause()
        .isInstanceOf(CallFailed.Refused.class);

    assertThat(dump()).isEqualTo(before);
  }

  @Test
  void aSnapshotWithoutItsPositionIsNoSnapshot() {
    redis.ask("LPUSH", RawRooms.key(room, "snap"), "bare");

    assertThat(join(store.log().snapshots(room)))
        .containsExactly(new byte[0], "snapshot".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aRoomWhoseNewestEntriesWereRemovedByHandIsCutBackAndGoesOn() {
    redis.ask("XDEL", RawRooms.key(room, "log"), "2-0");
    redis.ask("XDEL", RawRooms.key(room, "private"), "1-0", "2-0");

    assertThat(join(append(LogName.SHARED)))
        .isEqualTo(new Appended.Diverged(ResetReason.LOST_TAIL));
    Read.Tail left = (Read.Tail) join(store.log().read(room, Heads.START, 10));
    assertThat(left.entries()).hasSize(1);
    heads = left.heads();

    assertThat(join(append(LogName.SHARED, LogName.PRIVATE))).isEqualTo(new Appended.Done());
    Read.Tail whole = (Read.Tail) join(store.log().read(room, Heads.START, 10));
    assertThat(whole.entries()).hasSize(3);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
