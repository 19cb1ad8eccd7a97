package greenroom.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.server.http.Outgoing;
import greenroom.server.net.FakeRooms;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class WsOutboundTest {
  private static final WsLimits LIMITS =
      new WsLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(75),
          Duration.ofSeconds(15),
          Duration.ofSeconds(2),
          1_000_000);

  private OperatingSystem system = new OperatingSystem();
  private final List<Farewell> farewells = new ArrayList<>();
  private EmbeddedChannel channel = new EmbeddedChannel();
  private WsOutbound outbound = new WsOutbound(channel, LIMITS, farewells::add);

  /// Stands for the operating system: counts flushes, and can stop taking bytes.
  private static final class OperatingSystem extends ChannelOutboundHandlerAdapter {
    private record Write(Object bytes, ChannelPromise promise) {}

    private final Queue<Write> untaken = new ArrayDeque<>();
    private boolean takesNothing;
    private int writes;
    private int flushes;

    @Override
    public void write(ChannelHandlerContext ctx, Object bytes, ChannelPromise promise) {
      writes++;
      if (takesNothing) {
        untaken.add(new Write(bytes, promise));
      } else {
        ChannelFuture _ = ctx.write(bytes, promise);
      }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
      flushes++;
      ctx.flush();
    }

    void takeOne(EmbeddedChannel channel) {
      Write write = untaken.remove();
      if (channel.isOpen()) {
        ChannelFuture _ =
            channel.pipeline().context(this).writeAndFlush(write.bytes(), write.promise());
      } else {
        ReferenceCountUtil.release(write.bytes());
      }
    }

    void takeAll(EmbeddedChannel channel) {
      takesNothing = false;
      while (!untaken.isEmpty()) {
        takeOne(channel);
      }
    }
  }

  @BeforeEach
  void connect() {
    system = new OperatingSystem();
    channel = new EmbeddedChannel(system);
    channel.freezeTime();
    outbound = new WsOutbound(channel, LIMITS, farewells::add);
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
    return Frames.sent(channel);
  }

  @Test
  void framesThatComeWhileTheLoopIsBusyLeaveTogetherInOneFlush() {
    for (int i = 0; i < 1_000; i++) {
      outbound.send(FakeRooms.frame("frame " + i));
    }

    assertThat(sent())
        .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> "text frame " + i).toList());
    assertThat(system.flushes).isEqualTo(1);
    assertThat(system.writes).isEqualTo(1);
  }

  @Test
  void framesOfEveryLengthArriveAsTheyAre() {
    List<Integer> lengths = List.of(0, 1, 125, 126, 127, 65_535, 65_536, 300_000);
    lengths.forEach(length -> outbound.send(FakeRooms.frame("x".repeat(length))));

    assertThat(sent())
        .isEqualTo(lengths.stream().map(length -> "text " + "x".repeat(length)).toList());
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
      String prefix = "text " + thread + ":";
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

    assertThat(sent())
        .containsExactly(
            "text first",
            "text {\"type\":\"bye\",\"code\":\"slow-reader\",\"message\":\"outbox: more than"
                + " 1000000 bytes wait\"}",
            "close 4001 slow-reader");
    assertThat(farewells).hasSize(1);
  }

  @Test
  @DisplayName("[LM6] what the system has taken no longer counts")
  void whatTheSystemHasTakenNoLongerCounts() {
    for (int i = 0; i < 100; i++) {
      send(9, 100_000);
      channel.runPendingTasks();
      Frames.sent(channel);
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

    assertThat(sent())
        .containsExactly(
            "text before",
            "text {\"type\":\"bye\",\"code\":\"room-gone\",\"message\":\"room: deleted\"}",
            "close 4103 room-gone");
    assertThat(farewells).containsExactly(new Farewell.Coded(CloseCode.ROOM_GONE, "room: deleted"));
  }

  @Test
  @DisplayName("[WS6] [ER2] every code is its number on the wire")
  void everyCodeIsItsNumberOnTheWire() {
    for (CloseCode code : CloseCode.values()) {
      connect();
      outbound.close(code, "m");
      assertThat(sent())
          .containsExactly(
              "text {\"type\":\"bye\",\"code\":\"" + code.wire() + "\",\"message\":\"m\"}",
              "close " + code.number() + " " + code.wire());
      channel.finishAndReleaseAll();
    }
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
}
