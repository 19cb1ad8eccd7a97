package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import greenroom.protocol.RoomId;
import greenroom.server.live.Deadlines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deadlines in sorted sets `gr:due:{0..63}`, with the rooms' ids as members. Safe for use by any
/// thread; nothing here blocks.
final class RedisDeadlines implements Deadlines {

  /// Which set a room is in must never change.
  private static final int SETS = 64;

  /// A set that does not answer is left out this time, so that its master does not hold up others.
  private static final long PATIENCE_MILLIS = 1_000;

  private static final Logger log = LoggerFactory.getLogger(RedisDeadlines.class);

  private final RedisCalls calls;
  private final List<DueSet> all = IntStream.range(0, SETS).mapToObj(DueSet::new).toList();

  RedisDeadlines(RedisCalls calls) {
    this.calls = calls;
  }

  private static final class DueSet {
    final byte[] key;
    final int slot;

    DueSet(int index) {
      key = bytes("gr:due:{" + index + "}");
      slot = RedisCalls.slotOf(key);
    }

    @Override
    public String toString() {
      return new String(key, US_ASCII);
    }
  }

  private DueSet setOf(RoomId room) {
    return all.get(Math.floorMod(room.value().hashCode(), SETS));
  }

  @Override
  public CompletionStage<Void> set(RoomId room, long due) {
    DueSet set = setOf(room);
    return calls
        .call(set.slot, bytes("ZADD"), set.key, bytes("LT"), bytes(due), bytes(room.value()))
        .thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<Void> done(Due due, long next) {
    DueSet set = setOf(due.room());
    return calls
        .run(
            set.slot,
            Scripts.DEADLINE_DONE,
            new byte[][] {set.key},
            bytes(due.room().value()),
            bytes(due.due()),
            bytes(next))
        .thenAccept(_ -> {});
  }

  /// Takes a room's deadline away, whatever it is.
  CompletionStage<Void> remove(RoomId room) {
    return remove(setOf(room), bytes(room.value()));
  }

  private CompletionStage<Void> remove(DueSet set, byte[] member) {
    return calls.call(set.slot, bytes("ZREM"), set.key, member).thenAccept(_ -> {});
  }

  /// Fails only if no set can be read.
  @Override
  public CompletionStage<List<Due>> due(long now, int limit) {
    List<CompletableFuture<List<Due>>> answers =
        all.stream().map(set -> due(set, now, limit)).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .handle((_, failure) -> {
          if (failure != null
              && answers.stream().allMatch(CompletableFuture::isCompletedExceptionally)) {
            throw new CompletionException(failure.getCause());
          }
          return answers.stream()
              .filter(answer -> !answer.isCompletedExceptionally())
              .flatMap(answer -> answer.join().stream())
              .sorted(Comparator.comparingLong(Due::due))
              .limit(limit)
              .toList();
        });
  }

  private CompletableFuture<List<Due>> due(DueSet set, long now, int limit) {
    return calls
        .call(
            set.slot,
            bytes("ZRANGEBYSCORE"),
            set.key,
            bytes("-inf"),
            bytes(now),
            bytes("WITHSCORES"),
            bytes("LIMIT"),
            bytes("0"),
            bytes(limit))
        .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .thenApply(reply -> read(set, (List<?>) reply));
  }

  private List<Due> read(DueSet set, List<?> membersAndScores) {
    List<Due> due = new ArrayList<>();
    for (int i = 0; i < membersAndScores.size(); i += 2) {
      byte[] member = (byte[]) membersAndScores.get(i);
      String score = new String((byte[]) membersAndScores.get(i + 1), US_ASCII);
      try {
        due.add(
            new Due(new RoomId(new String(member, US_ASCII)), (long) Double.parseDouble(score)));
      } catch (IllegalArgumentException e) {
        // Left there, it would be in the way of rooms for ever.
        log.warn("{}: a member is removed that is no room", set);
        var _ = remove(set, member);
      }
    }
    return due;
  }

  private static byte[] bytes(long number) {
    return bytes(Long.toString(number));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
