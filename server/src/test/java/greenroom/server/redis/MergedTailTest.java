package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.RoomId;
import greenroom.server.live.EventLog.CorruptRoom;
import greenroom.server.live.EventLog.Read;
import greenroom.server.live.StoreFixture;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MergedTailTest {

  private static final RoomId ROOM = RoomWriter.room(1);
  private static final int SEEDS = 200;

  /// Random logs, read in pages that end wherever the script's bounds may have ended them.
  @Test
  void pagesThatAreCutAnywhereTellTheMergedOrder() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      LogName[] logs = new LogName[random.nextInt(20)];
      Arrays.setAll(logs, _ -> random.nextBoolean() ? LogName.SHARED : LogName.PRIVATE);
      List<Entry> whole = StoreFixture.chain(Heads.START, logs);

      List<LogPosition> told = new ArrayList<>();
      Heads at = Heads.START;
      boolean more = true;
      while (more) {
        Read.Tail page = MergedTail.of(ROOM, at, reply(whole, at, random), 1 + random.nextInt(6));
        page.entries().forEach(entry -> told.add(entry.position()));
        assertThat(page.heads()).isEqualTo(StoreFixture.after(at, page.entries()));
        assertThat(page.entries().isEmpty() && page.more()).as("seed %d", seed).isFalse();
        at = page.heads();
        more = page.more();
      }

      assertThat(told).as("seed %d", seed).isEqualTo(whole.stream().map(Entry::position).toList());
    }
  }

  private static List<?> reply(List<Entry> whole, Heads from, Random random) {
    List<Object> reply = new ArrayList<>();
    reply.add("tail".getBytes(US_ASCII));
    for (LogName log : LogName.values()) {
      List<Object> stored =
          whole.stream()
              .filter(entry -> entry.log() == log)
              .filter(entry -> entry.position().seq() > from.of(log).seq())
              .map(MergedTailTest::stored)
              .toList();
      int shown = Math.min(stored.size(), 1 + random.nextInt(4));
      reply.add(stored.subList(0, shown));
      reply.add(shown < stored.size() ? 1L : 0L);
    }
    return reply;
  }

  private static Object stored(Entry entry) {
    String[] position = entry.position().toString().split("\\.", 2);
    return List.of(
        bytes(position[0] + "-0"),
        List.of(
            bytes("d"),
            bytes(position[1]),
            bytes("e"),
            entry.payload(),
            bytes("o"),
            bytes(""),
            bytes("a"),
            bytes(Long.toString(entry.sharedSeq()))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  @Test
  void anEntryThatDoesNotChainOntoTheReadersPositionIsCorrupt() {
    List<Entry> whole = StoreFixture.chain(Heads.START, LogName.SHARED, LogName.SHARED);
    Heads other = Heads.START.with(LogName.SHARED, new LogPosition(1, 5));
    List<?> reply = List.of(bytes("tail"), List.of(stored(whole.get(1))), 0L, List.of(), 0L);

    assertThatThrownBy(() -> MergedTail.of(ROOM, other, reply, 10))
        .isInstanceOf(CorruptRoom.class)
        .hasMessageContaining("does not follow on 1.0000000000000005");
  }
}
