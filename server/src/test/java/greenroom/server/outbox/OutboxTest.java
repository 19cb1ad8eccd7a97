package greenroom.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.server.http.Outgoing;
import greenroom.server.live.Frame;
import greenroom.server.net.FakeRooms;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class OutboxTest {
  private static final OutboxLimits LIMITS =
      new OutboxLimits(Duration.ofSeconds(15), Duration.ofSeconds(2), 1_000_000);

  private OperatingSystem system = new OperatingSystem();
  private final List<Farewell> farewells = new ArrayList<>();
  private EmbeddedChannel channel = new EmbeddedChannel();
  private Outbox outbound = outbox(channel, new Lane(channel.eventLoop()));
  private int drains;

  private Outbox outbox(EmbeddedChannel channel, Lane lane) {
    return outbox(channel, lane, new Lines());
  }

  private Outbox outbox(EmbeddedChannel channel, Lane lane, Lines lines) {
    return new Outbox(
        channel,
        lane,
        lines,
        LIMITS,
        new Outbox.Owner() {
          @Override
          public void leaving(Farewell how) {
            farewells.add(how);
          }

          @Override
          public void lastWords(Farewell how, ByteBuf out) {
            Lines.line(how instanceof Farewell.Coded coded ? "bye " + coded.code() : "bye", out);
          }

          @Override
          public void drained() {
            drains++;
          }
        });
  }

  @BeforeEach
  void connect() {
    system = new OperatingSystem();
    drains = 0;
    channel = new EmbeddedChannel(system);
    channel.freezeTime();
    outbound = outbox(channel, new Lane(channel.eventLoop()));
  }

  @AfterEach
  void disconnect() {
    system.takeAll(channel);
    channel.finishAndReleaseAll();
  }

  private void send(int frames, int size) {
    for (int i = 0; i < frames; i++) {
      outbound.send(FakeRooms.frame("x".repeat(size)));
    }
  }

  private void pass(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 100) {
      channel.advanceTimeBy(100, TimeUnit.MILLISECONDS);
      channel.runPendingTasks();
    }
    channel.runPendingTasks();
  }

  private List<String> sent() {
    channel.runPendingTasks();
    return Lines.sent(channel);
  }

  @Test
  void framesThatComeWhileTheLoopIsBusyLeaveTogetherInOneFlush() {
    for (int i = 0; i < 1_000; i++) {
      outbound.send(FakeRooms.frame("frame " + i));
    }

    assertThat(sent()).isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> "frame " + i).toList());
    assertThat(system.flushes).isEqualTo(1);
    assertThat(system.writes).isEqualTo(1);
  }

  @Test
  void theFramesOfEachThreadKeepTheirOrder() throws Exception {
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(thread ->
                Thread.ofPlatform()
                    .start(() -> {
                      for (int i = 0; i < 5_000; i++) {
                        outbound.send(FakeRooms.frame(thread + ":" + i));
                      }
                    }))
            .toList();
    List<String> all = new ArrayList<>();
    while (threads.stream().anyMatch(Thread::isAlive)) {
      all.addAll(sent());
    }
    all.addAll(sent());

    for (int thread = 0; thread < 4; thread++) {
      String prefix = thread + ":";
      assertThat(all.stream().filter(frame -> frame.startsWith(prefix)))
          .isEqualTo(IntStream.range(0, 5_000).mapToObj(i -> prefix + i).toList());
    }
    assertThat(system.flushes).isLessThan(20_000);
  }

  @Test
  @DisplayName("[LM6] a reader over the bound is told that it is slow before what it has not taken")
  void aReaderOverTheBoundIsToldThatItIsSlowBeforeWhatItHasNotTaken() {
    system.takesNothing = true;
    // One batch goes out, the rest waits: the channel of this test is always writable.
    outbound.send(FakeRooms.frame("first"));
    channel.runPendingTasks();
    send(10, 100_000);

    channel.runPendingTasks();
    system.takeAll(channel);

    assertThat(sent()).containsExactly("first", "bye SLOW_READER");
    assertThat(farewells)
        .containsExactly(
            new Farewell.Coded(CloseCode.SLOW_READER, "outbox: more than 1000000 bytes wait"));
  }

  @Test
  @DisplayName("[LM6] what the system has taken no longer counts")
  void whatTheSystemHasTakenNoLongerCounts() {
    for (int i = 0; i < 100; i++) {
      send(9, 100_000);
      channel.runPendingTasks();
      Lines.sent(channel);
    }

    assertThat(farewells).isEmpty();
  }

  @Test
  @DisplayName("[LM6] a frozen reader is cut within fifteen seconds")
  void aFrozenReaderIsCutWithinFifteenSeconds() {
    system.takesNothing = true;
    send(1, 10);
    channel.runPendingTasks();

    pass(Duration.ofMillis(12_900));
    assertThat(farewells).isEmpty();

    pass(Duration.ofMillis(2_100));
    assertThat(farewells)
        .containsExactly(
            new Farewell.Coded(CloseCode.SLOW_READER, "outbox: no byte taken for too long"));
  }

  @Test
  @DisplayName("[LM6] a slow reader that moves is never cut")
  void aSlowReaderThatMovesIsNeverCut() {
    system.takesNothing = true;
    for (int i = 0; i < 100; i++) {
      send(1, 1_000);
      channel.runPendingTasks();
    }

    for (int i = 0; i < 100; i++) {
      pass(Duration.ofSeconds(12));
      system.takeOne(channel);
      assertThat(farewells).isEmpty();
    }
    pass(Duration.ofHours(1));

    assertThat(farewells).isEmpty();
    assertThat(sent()).hasSize(100);
  }

  @Test
  void aReaderThatFreezesLaterHasItsFullTimeAgain() {
    system.takesNothing = true;
    send(1, 10);
    channel.runPendingTasks();
    pass(Duration.ofSeconds(10));
    system.takeAll(channel);
    pass(Duration.ofSeconds(100));

    system.takesNothing = true;
    send(1, 10);
    channel.runPendingTasks();
    pass(Duration.ofMillis(12_900));

    assertThat(farewells).isEmpty();
  }

  @Test
  @DisplayName("[WS6] the good bye comes after all frames and nothing after it")
  void theGoodByeComesAfterAllFramesAndNothingAfterIt() {
    outbound.send(FakeRooms.frame("before"));
    outbound.close(CloseCode.ROOM_GONE, "room: deleted");
    outbound.close(CloseCode.INTERNAL, "too late");
    outbound.send(FakeRooms.frame("after"));

    assertThat(sent()).containsExactly("before", "bye ROOM_GONE");
    assertThat(farewells).containsExactly(new Farewell.Coded(CloseCode.ROOM_GONE, "room: deleted"));
  }

  @Test
  void aClientThatDoesNotTakeTheGoodByeIsCutOffSoon() {
    system.takesNothing = true;
    outbound.close(CloseCode.DENIED, "m");
    channel.runPendingTasks();
    pass(Duration.ofMillis(1_900));
    assertThat(channel.isOpen()).isTrue();

    pass(Duration.ofMillis(1_200));

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aClientThatTakesTheLastFramesSlowlyIsCutOffAllTheSame() {
    system.takesNothing = true;
    for (int i = 0; i < 100; i++) {
      send(1, 10);
      channel.runPendingTasks();
    }
    outbound.close(CloseCode.DENIED, "m");
    channel.runPendingTasks();

    for (int second = 0; second < 9; second++) {
      pass(Duration.ofSeconds(1));
      system.takeOne(channel);
    }
    assertThat(channel.isOpen()).isTrue();
    for (int second = 0; second < 3 && channel.isOpen(); second++) {
      pass(Duration.ofSeconds(1));
      system.takeOne(channel);
    }

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void framesForAClientThatIsGoneAreDropped() {
    outbound.send(FakeRooms.frame("x"));
    outbound.gone();
    Outgoing.close(channel);
    outbound.send(FakeRooms.frame("y"));

    assertThat(sent()).isEqualTo(Collections.emptyList());
    assertThat(farewells).isEmpty();
  }

  @Test
  @DisplayName("[LM6] a client is behind from the upper bound down to the lower one")
  void aClientIsBehindFromTheUpperBoundDownToTheLowerOne() {
    system.takesNothing = true;
    for (int i = 0; i < 10; i++) {
      send(1, 26_000);
      channel.runPendingTasks();
    }
    assertThat(outbound.isBehind()).isFalse();
    send(1, 26_000);
    channel.runPendingTasks();
    assertThat(outbound.isBehind()).isTrue();

    for (int i = 0; i < 8; i++) {
      system.takeOne(channel);
      assertThat(outbound.isBehind()).isTrue();
      assertThat(drains).isZero();
    }
    system.takeOne(channel);

    assertThat(drains).isEqualTo(1);
    assertThat(outbound.isBehind()).isFalse();
    system.takeAll(channel);
    assertThat(drains).isEqualTo(1);
  }

  @Test
  void nobodyIsToldOfDrainingWhoDidNotAsk() {
    send(20, 26_000);
    channel.runPendingTasks();

    assertThat(drains).isZero();
  }

  @Test
  void aClientThatLeavesIsNotCaughtUp() {
    system.takesNothing = true;
    send(20, 26_000);
    channel.runPendingTasks();
    assertThat(outbound.isBehind()).isTrue();

    outbound.close(CloseCode.SUPERSEDED, "m");
    system.takeAll(channel);

    assertThat(drains).isZero();
  }

  @Test
  @DisplayName("[SE12] bundled frames leave together, in ticks that are 30 ms apart")
  void bundledFramesLeaveTogetherAtTheTick() {
    outbound.bundle();
    outbound.send(FakeRooms.frame("a"));
    channel.runPendingTasks();
    outbound.send(FakeRooms.frame("b"));
    assertThat(sent()).isEmpty();
    channel.advanceTimeBy(2, TimeUnit.MILLISECONDS);
    assertThat(sent()).containsExactly("a", "b");
    assertThat(system.flushes).isEqualTo(1);
    assertThat(system.writes).isEqualTo(1);

    outbound.send(FakeRooms.frame("c"));
    channel.advanceTimeBy(20, TimeUnit.MILLISECONDS);
    outbound.send(FakeRooms.frame("d"));
    channel.advanceTimeBy(9, TimeUnit.MILLISECONDS);
    assertThat(sent()).isEmpty();
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    assertThat(sent()).containsExactly("c", "d");
  }

  @Test
  void aGoodByeTakesTheBundleAlongAtOnce() {
    outbound.bundle();
    outbound.send(FakeRooms.frame("a"));
    outbound.close(CloseCode.NO_SPECTATORS, "m");

    assertThat(sent()).containsExactly("a", "bye NO_SPECTATORS");
  }

  @Test
  void aFrameThatIsInterjectedGoesBeforeThoseThatWait() {
    outbound.send(FakeRooms.frame("waits"));
    outbound.interject(FakeRooms.frame("now"));

    assertThat(sent()).containsExactly("now", "waits");
    outbound.close(CloseCode.DENIED, "m");
    outbound.interject(FakeRooms.frame("too late"));
    assertThat(sent()).containsExactly("bye DENIED");
  }

  @Test
  void theOutboxesOfALaneShareTheBytesOfWhatTheyHaveInCommon() {
    Lane lane = new Lane(channel.eventLoop());
    Lines lines = new Lines();
    List<EmbeddedChannel> channels = new ArrayList<>();
    List<Outbox> outboxes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      EmbeddedChannel one = new EmbeddedChannel();
      channels.add(one);
      outboxes.add(outbox(one, lane, lines));
    }
    for (int i = 0; i < 10; i++) {
      Frame frame = FakeRooms.frame("frame " + i);
      outboxes.forEach(one -> one.send(frame));
    }
    outboxes.getLast().send(FakeRooms.frame("one more"));

    channel.runPendingTasks();

    List<String> common = IntStream.range(0, 10).mapToObj(i -> "frame " + i).toList();
    for (EmbeddedChannel one : channels.subList(0, 99)) {
      assertThat(Lines.sent(one)).isEqualTo(common);
      one.finishAndReleaseAll();
    }
    assertThat(Lines.sent(channels.getLast())).hasSize(11).endsWith("one more");
    channels.getLast().finishAndReleaseAll();
    assertThat(lines.written()).isEqualTo(10 + 11);
  }

  @Test
  void anOutboxThatFailsKeepsNoOtherBack() {
    Lane lane = new Lane(channel.eventLoop());
    EmbeddedChannel broken = new EmbeddedChannel();
    Outbox first = outbox(broken, lane);
    Outbox second = outbox(channel, lane);
    first.send(FakeRooms.frame(Lines.BUG));
    second.send(FakeRooms.frame("fine"));

    assertThat(sent()).containsExactly("fine");
    assertThat(broken.isOpen()).isFalse();
    broken.finishAndReleaseAll();
  }
}
