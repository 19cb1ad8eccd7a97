package greenroom.server.system;

import greenroom.protocol.Http;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Role;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// How long an edit takes from one writer's keyboard to the other's screen, and how many a server
/// takes.
///
/// Rooms with two writers each; every writer edits the shared notes at a fixed rate. An edit's time
/// runs from the moment at which it was due, so a server that falls behind cannot hide it. Server
/// with its embedded Redis (every append on disk before its ack) and load share the machine.
///
/// `make bench` warms up (a server runs for days, its compilers for seconds), runs 50 rooms at 4
/// edits/s per writer five times, then raises the rate until the 99th percentile passes 100 ms.
/// Prints one line per step.
public final class EditBench implements SteadyWriter.Edits {
  private static final int ROOMS = Integer.getInteger("greenroom.bench.rooms", 50);
  private static final int SECONDS = Integer.getInteger("greenroom.bench.seconds", 10);
  private static final double LIMIT_MILLIS = 100;
  private static final int WARM_UP_SECONDS = 20;
  private static final int WARM_UP_RATE = 20;
  private static final List<Integer> RATES = List.of(4, 4, 4, 4, 4, 20, 30, 40, 50, 60, 80, 95);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService timers =
      Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().factory());
  private final List<SteadyWriter> writers = new ArrayList<>();
  private final Map<LogPosition, Long> halves = new ConcurrentHashMap<>();
  private volatile Histogram latencies = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
  private final AtomicLong edits = new AtomicLong();

  private EditBench() {}

  /// Runs the benchmark; takes a few minutes.
  public static void main(String[] args) throws Exception {
    try (MeasuredServer server = MeasuredServer.start()) {
      new EditBench().run(server);
    }
  }

  private void run(MeasuredServer server) throws InterruptedException {
    for (int i = 0; i < ROOMS; i++) {
      Http.RoomCreated room = server.createRoom(http, "Bench " + i);
      for (Role role : List.of(Role.INTERVIEWER, Role.CANDIDATE)) {
        writers.add(new SteadyWriter(http, timers, server.address(), room, role, this));
      }
    }
    while (!writers.stream().allMatch(SteadyWriter::isWelcomed)) {
      Thread.sleep(10);
    }
    var ticks =
        timers.scheduleAtFixedRate(
            () -> writers.forEach(SteadyWriter::tick), 0, 1, TimeUnit.MILLISECONDS);
    pace(WARM_UP_RATE);
    Thread.sleep(WARM_UP_SECONDS * 1_000L);
    for (int rate : RATES) {
      if (step(server, rate) > LIMIT_MILLIS) {
        break;
      }
    }
    ticks.cancel(false);
    writers.forEach(SteadyWriter::close);
  }

  private double step(MeasuredServer server, int rate) throws InterruptedException {
    pace(rate);
    Thread.sleep(1_000);
    Histogram histogram = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
    long editsBefore = edits.get();
    MeasuredServer.Cpu before = server.cpu();
    latencies = histogram;
    long started = System.nanoTime();
    Thread.sleep(SECONDS * 1_000L);
    double seconds = (System.nanoTime() - started) / 1e9;
    long done = edits.get() - editsBefore;
    double p99 = histogram.getValueAtPercentile(99) / 1e6;
    System.out.printf(
        "%d rooms x 2 x %d/s: %.0f edits/s (asked %d), p50 %.2f ms, p99 %.2f ms, %s%n",
        ROOMS,
        rate,
        done / seconds,
        ROOMS * 2 * rate,
        histogram.getValueAtPercentile(50) / 1e6,
        p99,
        server.cpu().since(before).per1000(done, "edits"));
    return p99;
  }

  private void pace(int rate) {
    writers.forEach(writer -> writer.pace(rate));
  }

  @Override
  public void committed(LogPosition at, long due) {
    measured(at, due, false);
  }

  @Override
  public void seen(LogPosition at) {
    measured(at, System.nanoTime(), true);
  }

  /// The author knows when its edit was due, the peer when it came; whoever is second measures. A
  /// start is kept as it is, an arrival negated.
  private void measured(LogPosition position, long nanos, boolean arrival) {
    Long other = halves.remove(position);
    if (other == null) {
      Long raced = halves.putIfAbsent(position, arrival ? -nanos : nanos);
      if (raced == null) {
        return;
      }
      halves.remove(position);
      other = raced;
    }
    long latency = arrival ? nanos - other : -other - nanos;
    latencies.recordValue(Math.clamp(latency, 0, TimeUnit.MINUTES.toNanos(1)));
    edits.incrementAndGet();
  }
}
