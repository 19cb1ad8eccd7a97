package greenroom.server.system;

import greenroom.protocol.Http;
import greenroom.protocol.Role;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// What it costs to show one room to many, and how late they see it.
///
/// One room, in which an interviewer edits the notes ten times a second, and 1,000 spectators, or
/// as many as the argument says, over server-sent events. A delivery's time runs from the moment at
/// which the edit was due to the moment at which one spectator's socket gives the event up; it
/// contains the append to disk and up to 30 ms for which spectators' frames are gathered. Server
/// and load share the machine.
///
/// First a quarter as many come, see some edits and go again, so that code and caches are warm.
/// Then all come and see nothing happen: the growth of what is in use after a full collection, and
/// of what the process occupies, by spectator. Then the edits begin. Ends by itself after about a
/// minute.
public final class FanOutBench implements SteadyWriter.Edits {
  private static final int SPECTATORS = 1_000;
  private static final int RATE = 10;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(20);
  private static final Duration IDLE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

  /// How many edits may be on their way; a power of two.
  private static final int ON_THEIR_WAY = 1_024;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService timers =
      Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().factory());
  private final MeasuredServer server;
  private final int spectators;
  private final Http.RoomCreated room;
  private final SteadyWriter writer;

  /// When the edit was due that is event n of the shared log, at n modulo the length.
  private final AtomicLongArray due = new AtomicLongArray(ON_THEIR_WAY);

  private final AtomicLong lastEvent = new AtomicLong();
  private volatile Histogram latencies = new ConcurrentHistogram(LONGEST, 3);

  private FanOutBench(MeasuredServer server, int spectators) {
    this.server = server;
    this.spectators = spectators;
    room = server.createRoom(http, "Fan-out");
    writer = new SteadyWriter(http, timers, server.address(), room, Role.INTERVIEWER, this);
  }

  /// Runs the benchmark.
  ///
  /// @param args how many spectators, or nothing
  public static void main(String[] args) throws Exception {
    int spectators = args.length == 0 ? SPECTATORS : Integer.parseInt(args[0]);
    try (MeasuredServer server = MeasuredServer.start()) {
      new FanOutBench(server, spectators).run();
    }
  }

  private void run() throws IOException, InterruptedException {
    await("a welcome", writer::isWelcomed);
    lastEvent.set(writer.position().seq());
    var _ = timers.scheduleAtFixedRate(writer::tick, 0, 1, TimeUnit.MILLISECONDS);
    try (Spectators few = gather(spectators / 4 + 1)) {
      edit(few, WARM_UP);
    }
    Memory before = memory();
    try (Spectators all = gather(spectators)) {
      Memory after = memory();
      System.out.printf(
          "%d idle spectators: live heap %+.1f KiB each (%s), resident %+.1f KiB each (%s)%n",
          spectators,
          (after.liveHeap() - before.liveHeap()) / 1024.0 / spectators,
          mebibytes(before.liveHeap(), after.liveHeap()),
          (after.resident() - before.resident()) / 1024.0 / spectators,
          mebibytes(before.resident(), after.resident()));
      edit(all, WARM_UP);
      measure(all);
    } finally {
      writer.close();
    }
  }

  private record Memory(long liveHeap, long resident) {}

  /// What the server has when nothing happens. A first collection lets it give back what it had
  /// taken for earlier work.
  private Memory memory() throws IOException, InterruptedException {
    Thread.sleep(IDLE);
    server.liveHeapBytes();
    Thread.sleep(IDLE);
    return new Memory(server.liveHeapBytes(), server.residentBytes());
  }

  private static String mebibytes(long before, long after) {
    return "%.1f to %.1f MiB".formatted(before / 1048576.0, after / 1048576.0);
  }

  private Spectators gather(int count) throws IOException, InterruptedException {
    Spectators gathered = Spectators.connect(server.address(), room, count, this::arrived);
    try {
      await(
          count + " spectators",
          () -> {
            gathered.check();
            return gathered.areWelcomed();
          });
    } catch (RuntimeException | InterruptedException e) {
      gathered.close();
      throw e;
    }
    return gathered;
  }

  /// Has the notes edited for a while, and waits until everybody saw it.
  private void edit(Spectators those, Duration time) throws InterruptedException {
    long edits = lastEvent.get();
    long deliveries = those.delivered();
    writer.pace(RATE);
    Thread.sleep(time);
    writer.pace(0);
    await(
        "the deliveries",
        () -> {
          those.check();
          writer.check();
          return !writer.isBusy()
              && those.delivered() - deliveries == (lastEvent.get() - edits) * those.count();
        });
  }

  private void measure(Spectators those) throws InterruptedException {
    Histogram histogram = new ConcurrentHistogram(LONGEST, 3);
    latencies = histogram;
    long edits = lastEvent.get();
    long deliveries = those.delivered();
    MeasuredServer.Cpu before = server.cpu();
    long started = System.nanoTime();
    edit(those, MEASURED);
    double seconds = (System.nanoTime() - started) / 1e9;
    MeasuredServer.Cpu cost = server.cpu().since(before);
    long done = those.delivered() - deliveries;
    System.out.printf(
        "%d spectators x %.1f edits/s: %.0f deliveries/s, p50 %.2f ms, p99 %.2f ms, max %.2f ms,"
            + " %s%n",
        spectators,
        (lastEvent.get() - edits) / seconds,
        done / seconds,
        histogram.getValueAtPercentile(50) / 1e6,
        histogram.getValueAtPercentile(99) / 1e6,
        histogram.getMaxValue() / 1e6,
        cost.per1000(done, "deliveries"));
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(what + ": not there after " + PATIENCE);
      }
      Thread.sleep(10);
    }
  }

  /// Nobody else writes in the room, so each edit is the next event.
  @Override
  public void sending(long dueAt) {
    long event = lastEvent.incrementAndGet();
    due.set((int) (event % ON_THEIR_WAY), dueAt);
  }

  private void arrived(long event) {
    long latency = System.nanoTime() - due.get((int) (event % ON_THEIR_WAY));
    latencies.recordValue(Math.clamp(latency, 0, LONGEST));
  }
}
