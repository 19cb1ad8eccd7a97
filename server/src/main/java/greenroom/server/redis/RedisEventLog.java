package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.protocol.SessionId;
import greenroom.server.live.EventLog;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// Rooms in Redis; each call is one script. Safe for use by any thread; nothing here blocks.
final class RedisEventLog implements EventLog {

  private static final int SNAPSHOTS = 2;

  /// A page of a log ends with the entry that reaches this size.
  private static final int PAGE_BYTES = 1024 * 1024;

  private static final byte[] PEXPIREAT = "PEXPIREAT".getBytes(US_ASCII);

  private final RedisCalls calls;
  private final RedisClock clock;
  private final RedisDeadlines deadlines;
  private final Executor readers;

  /// @param readers reads answers that may be long, which must not keep other answers waiting
  RedisEventLog(RedisCalls calls, RedisClock clock, RedisDeadlines deadlines, Executor readers) {
    this.calls = calls;
    this.clock = clock;
    this.deadlines = deadlines;
    this.readers = readers;
  }

  @Override
  public CompletionStage<Boolean> create(RoomId room, Access access, List<Entry> entries) {
    RoomKeys keys = new RoomKeys(room);
    ScriptArguments arguments = new ScriptArguments().add(now(keys)).add(access.keep());
    arguments.add(access.tokens().size());
    access.tokens().forEach((role, token) -> arguments.add(role.wire()).add(token));
    return run(keys, Scripts.CREATE, keys.all(), arguments.add(entries))
        .thenApply(reply -> reply.equals(1L));
  }

  @Override
  public CompletionStage<Opened> open(RoomId room, String tokenHash) {
    RoomKeys keys = new RoomKeys(room);
    return run(keys, Scripts.OPEN, keys.with(), new ScriptArguments().add(tokenHash))
        .thenApply(Reply::of)
        .thenApply(reply ->
            switch (reply.name()) {
              case "as" ->
                  new Opened.As(
                      role(room, reply.text(1)), Long.parseLong(reply.text(2)), reply.number(3));
              case "denied" -> new Opened.Denied();
              case "gone" -> new Opened.Gone();
              default -> throw reply.unexpected();
            });
  }

  @Override
  public CompletionStage<Greeting> greet(RoomId room, Greet greet) {
    RoomKeys keys = new RoomKeys(room);
    long now = now(keys);
    ScriptArguments arguments =
        new ScriptArguments()
            .add(now)
            .add(greet.tokenHash())
            .add(greet.session().value())
            .addWord("person", greet.person())
            .addWord("node", greet.node())
            .add(now + LEASE_MILLIS)
            .add(greet.fresh() ? 1 : 0)
            .add(ENOUGH_SESSIONS);
    return run(keys, Scripts.GREET, keys.with(keys.here), arguments)
        .thenApply(Reply::of)
        .thenApply(reply ->
            switch (reply.name()) {
              case "welcome" ->
                  new Greeting.Welcome(role(room, reply.text(1)), reply.number(2), reply.number(3));
              case "denied" -> new Greeting.Denied();
              case "taken" -> new Greeting.Taken();
              case "forgotten" -> new Greeting.Forgotten();
              case "gone" -> new Greeting.Gone();
              default -> throw reply.unexpected();
            });
  }

  @Override
  public CompletionStage<Void> leave(RoomId room, SessionId session, long epoch) {
    RoomKeys keys = new RoomKeys(room);
    ScriptArguments arguments = new ScriptArguments().add(session.value()).add(epoch);
    return run(keys, Scripts.LEAVE, keys.with(keys.here), arguments).thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<List<KnownSession>> sessions(RoomId room) {
    RoomKeys keys = new RoomKeys(room);
    return run(keys, Scripts.SESSIONS, keys.with(keys.here), new ScriptArguments().add(now(keys)))
        .thenApply(Reply::of)
        .thenApply(reply -> {
          List<KnownSession> sessions = new ArrayList<>();
          for (int i = 0; i < reply.size(); i += 3) {
            sessions.add(
                new KnownSession(
                    new SessionId(reply.text(i)), reply.number(i + 1), reply.number(i + 2) == 1));
          }
          return sessions;
        });
  }

  @Override
  public CompletionStage<Void> forget(RoomId room, Map<SessionId, Long> epochs) {
    RoomKeys keys = new RoomKeys(room);
    ScriptArguments arguments = new ScriptArguments().add(now(keys)).add(epochs);
    return run(keys, Scripts.FORGET, keys.with(keys.here), arguments).thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<Read> read(RoomId room, Heads from, int limit) {
    RoomKeys keys = new RoomKeys(room);
    ScriptArguments arguments = new ScriptArguments().add(from).add(limit).add(PAGE_BYTES);
    return run(keys, Scripts.READ, keys.with(keys.log, keys.privately), arguments)
        .thenApply(Reply::of)
        .thenApplyAsync(
            reply ->
                switch (reply.name()) {
                  case "tail" -> MergedTail.of(room, from, reply.parts(), limit);
                  case "lost-tail" -> new Read.Diverged(ResetReason.LOST_TAIL);
                  case "diverged" -> new Read.Diverged(ResetReason.DIVERGED);
                  case "gone" -> new Read.Gone();
                  default -> throw reply.unexpected();
                },
            readers);
  }

  @Override
  public CompletionStage<Appended> append(RoomId room, Append append) {
    RoomKeys keys = new RoomKeys(room);
    ScriptArguments arguments =
        new ScriptArguments()
            .add(now(keys))
            .add(append.expected())
            .add(keys.channel)
            .add(append.epochs().size())
            .add(append.forgets().size())
            .add(append.links().size())
            .add(append.epochs())
            .add(append.forgets());
    append.links().forEach(arguments::add);
    arguments.add(append.entries());
    return run(keys, Scripts.APPEND, keys.with(keys.log, keys.privately, keys.here), arguments)
        .thenApply(Reply::of)
        .thenCompose(reply -> appended(keys, append.expected(), reply));
  }

  private CompletionStage<Appended> appended(RoomKeys keys, Heads expected, Reply reply) {
    return switch (reply.name()) {
      case "done" -> {
        if (reply.size() > 1) {
          putOff(keys, reply.text(1));
        }
        yield CompletableFuture.completedStage(new Appended.Done());
      }
      case "tail" ->
          CompletableFuture.supplyAsync(() -> conflict(keys.id, expected, reply), readers);
      case "lost-tail" -> completed(new Appended.Diverged(ResetReason.LOST_TAIL));
      case "diverged" -> completed(new Appended.Diverged(ResetReason.DIVERGED));
      case "fenced" -> completed(new Appended.Fenced(new SessionId(reply.text(1))));
      case "gone" -> completed(new Appended.Gone());
      default -> throw reply.unexpected();
    };
  }

  private static Appended conflict(RoomId room, Heads expected, Reply reply) {
    Read.Tail missed = MergedTail.of(room, expected, reply.parts(), Integer.MAX_VALUE);
    return new Appended.Conflict(missed.entries(), missed.heads(), missed.more());
  }

  /// Not the append's own business: these keys often do not exist, and a slot that is on the move
  /// lets nobody use a key that does not. If this fails, they go before their room does.
  private void putOff(RoomKeys keys, String expires) {
    for (byte[] key : List.of(keys.snapshots, keys.crowd)) {
      var _ = calls.call(keys.slot, PEXPIREAT, key, expires.getBytes(US_ASCII));
    }
  }

  @Override
  public CompletionStage<Void> saveSnapshot(RoomId room, Heads heads, byte[] snapshot) {
    RoomKeys keys = new RoomKeys(room);
    ScriptArguments arguments =
        new ScriptArguments()
            .add(heads.shared() + "~" + heads.privately())
            .add(snapshot)
            .add(SNAPSHOTS);
    return run(keys, Scripts.SAVE_SNAPSHOT, keys.with(keys.snapshots), arguments)
        .thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<List<byte[]>> snapshots(RoomId room) {
    RoomKeys keys = new RoomKeys(room);
    return run(keys, Scripts.SNAPSHOTS, keys.with(keys.snapshots), new ScriptArguments())
        .thenApplyAsync(
            reply -> ((List<?>) reply).stream().map(one -> behindLine((byte[]) one)).toList(),
            readers);
  }

  /// What stands behind the line with the position. Where there is no such line, nothing of it is
  /// to be trusted.
  private static byte[] behindLine(byte[] stored) {
    for (int i = 0; i < stored.length; i++) {
      if (stored[i] == '\n') {
        return Arrays.copyOfRange(stored, i + 1, stored.length);
      }
    }
    return new byte[0];
  }

  @Override
  public CompletionStage<Boolean> delete(RoomId room) {
    RoomKeys keys = new RoomKeys(room);
    return run(keys, Scripts.DELETE, keys.all(), new ScriptArguments().add(keys.channel))
        .thenCompose(reply ->
            // A deadline that stays wakes nobody: whoever looks finds no room.
            deadlines.remove(room).handle((_, _) -> reply.equals(1L)));
  }

  private long now(RoomKeys keys) {
    return clock.nowMillis(keys.slot);
  }

  private CompletableFuture<Object> run(
      RoomKeys keys, Script script, byte[][] scriptKeys, ScriptArguments arguments) {
    return Failures.of(keys.id, calls.run(keys.slot, script, scriptKeys, arguments.all()));
  }

  private static Role role(RoomId room, String wire) {
    return Arrays.stream(Role.values())
        .filter(role -> role.wire().equals(wire))
        .findAny()
        .orElseThrow(() -> new CorruptRoom(room, "a token of the unknown role " + wire));
  }

  private static CompletionStage<Appended> completed(Appended appended) {
    return CompletableFuture.completedStage(appended);
  }
}
