package greenroom.server.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.LogName;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.server.live.EventLog.Access;
import greenroom.server.room.Entry;
import greenroom.server.room.Evolution;
import greenroom.server.room.Heads;
import greenroom.server.room.Room;
import greenroom.server.room.RoomSnapshot;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A room loads from the newest snapshot that is of use, whatever the others are.
final class RoomLoaderTest {
  private static final RoomId ID = new RoomId("abcdefghijklmnop");
  private static final LogName[] LOGS = {LogName.SHARED, LogName.PRIVATE, LogName.SHARED};

  private final SimLoop loop = new SimLoop();
  private final MemoryStore store = new MemoryStore(loop::now);
  private final List<byte[]> snapshots = new ArrayList<>();
  private final Set<Integer> looked = new TreeSet<>();
  private final List<Entry> entries = StoreFixture.chain(Heads.START, LOGS);
  private final Room whole = fold(entries);

  RoomLoaderTest() {
    store.create(ID, new Access(Map.of(), 1_000), entries);
  }

  private static Room fold(List<Entry> entries) {
    Room room = Room.EMPTY;
    for (Entry entry : entries) {
      room = Evolution.evolve(room, entry);
    }
    return room;
  }

  @Test
  void aSnapshotThatTheLogVouchesForIsTheOnlyOneLookedAt() {
    snapshots.add(RoomSnapshot.write(fold(entries.subList(0, 2))));
    snapshots.add(RoomSnapshot.write(fold(entries.subList(0, 1))));

    assertLoads();

    assertThat(looked).containsExactly(0);
  }

  static Stream<byte[]> useless() {
    Room other = fold(StoreFixture.chain(Heads.START, LOGS));
    return Stream.of(
        new byte[0],
        "no snapshot".getBytes(UTF_8),
        "null".getBytes(UTF_8),
        "{\"format\":1,\"shared\":{\"time\":1},\"private\":{\"time\":1},\"uses\":0,\"sessions\":[]}"
            .getBytes(UTF_8),
        RoomSnapshot.write(other));
  }

  @ParameterizedTest
  @MethodSource("useless")
  void anyOtherSnapshotIsSkipped(byte[] snapshot) {
    snapshots.add(snapshot);
    snapshots.add(RoomSnapshot.write(fold(entries.subList(0, 1))));
    snapshots.add(RoomSnapshot.write(Room.EMPTY));

    assertLoads();

    assertThat(looked).containsExactly(0, 1);
  }

  @Test
  void withoutAnySnapshotThatIsOfUseTheWholeLogIsRead() {
    snapshots.addAll(useless().toList());

    assertLoads();
  }

  private void assertLoads() {
    RoomLoader loader = new RoomLoader(new InMemoryEventLog(store, calls()), ID, Sizes.USUAL);
    CompletableFuture<RoomLoader.Loaded> loaded = loader.load().toCompletableFuture();
    loop.runUntil(loaded::isDone, loop.now() + 1_000);

    assertThat(loaded.join())
        .isInstanceOfSatisfying(
            RoomLoader.Loaded.Found.class,
            found -> {
              assertThat(found.room().heads()).isEqualTo(whole.heads());
              assertThat(found.room().seenBy(Role.INTERVIEWER))
                  .isEqualTo(whole.seenBy(Role.INTERVIEWER));
            });
  }

  private Calls calls() {
    Calls plain = Calls.plain(loop);
    return new Calls() {
      @Override
      public <T> CompletionStage<T> call(Object channel, String what, Supplier<T> effect) {
        return plain.call(channel, what, effect);
      }

      @Override
      public void wake(Object channel, WakeUps.Listener listener, Runnable wakeUp) {
        plain.wake(channel, listener, wakeUp);
      }

      @Override
      public void pass(Object channel, Runnable message) {
        plain.pass(channel, message);
      }

      @Override
      public List<byte[]> garble(List<byte[]> kept) {
        return new Watched();
      }
    };
  }

  /// The test's snapshots, and which of them somebody looked at.
  private final class Watched extends AbstractList<byte[]> {
    @Override
    public byte[] get(int index) {
      looked.add(index);
      return snapshots.get(index);
    }

    @Override
    public int size() {
      return snapshots.size();
    }
  }
}
