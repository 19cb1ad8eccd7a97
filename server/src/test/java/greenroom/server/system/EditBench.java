package greenroom.server.system;

import greenroom.protocol.Command;
import greenroom.protocol.DocId;
import greenroom.protocol.Http;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Position;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.TextChange;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.Replacement;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
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
public final class EditBench {
  private static final int ROOMS = Integer.getInteger("greenroom.bench.rooms", 50);
  private static final int SECONDS = Integer.getInteger("greenroom.bench.seconds", 10);
  private static final double LIMIT_MILLIS = 100;
  private static final int WARM_UP_SECONDS = 20;
  private static final int WARM_UP_RATE = 20;
  private static final List<Integer> RATES = List.of(4, 4, 4, 4, 4, 20, 30, 40, 50, 60, 80, 95);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
  private final List<Writer> writers = new ArrayList<>();
  private final Map<LogPosition, Long> halves = new ConcurrentHashMap<>();
  private volatile Histogram latencies = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
  private final AtomicLong edits = new AtomicLong();

  private EditBench() {}

  /// Runs the benchmark; takes a few minutes.
  public static void main(String[] args) throws Exception {
    Path data = Files.createTempDirectory("greenroom-bench");
    try (ServerProcess server =
        ServerProcess.start(
            List.of("--port", "" + ServerProcess.freePort(), "--data", data.toString()))) {
      System.out.printf("start-up %d ms%n", server.startUp().toMillis());
      new EditBench().run(server);
    }
    System.exit(0);
  }

  private void run(ServerProcess server) throws InterruptedException {
    for (int i = 0; i < ROOMS; i++) {
      open(server.address(), i);
    }
    while (!writers.stream().allMatch(writer -> writer.client.isWelcomed())) {
      Thread.sleep(10);
    }
    var ticks =
        timers.scheduleAtFixedRate(
            () -> writers.forEach(Writer::tick), 0, 1, TimeUnit.MILLISECONDS);
    pace(WARM_UP_RATE);
    Thread.sleep(WARM_UP_SECONDS * 1_000L);
    for (int rate : RATES) {
      if (step(server, rate) > LIMIT_MILLIS) {
        break;
      }
    }
    ticks.cancel(false);
    writers.forEach(writer -> writer.client.close());
  }

  private double step(ServerProcess server, int rate) throws InterruptedException {
    pace(rate);
    Thread.sleep(1_000);
    Histogram histogram = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
    long editsBefore = edits.get();
    Duration cpuBefore = server.cpu();
    Duration ownBefore = ownCpu();
    latencies = histogram;
    long started = System.nanoTime();
    Thread.sleep(SECONDS * 1_000L);
    double seconds = (System.nanoTime() - started) / 1e9;
    long done = edits.get() - editsBefore;
    double p99 = histogram.getValueAtPercentile(99) / 1e6;
    System.out.printf(
        "%d rooms x 2 x %d/s: %.0f edits/s (asked %d), p50 %.2f ms, p99 %.2f ms, "
            + "server CPU %.3f s per 1,000 edits, load CPU %.3f s per 1,000%n",
        ROOMS,
        rate,
        done / seconds,
        ROOMS * 2 * rate,
        histogram.getValueAtPercentile(50) / 1e6,
        p99,
        server.cpu().minus(cpuBefore).toMillis() / (double) done,
        ownCpu().minus(ownBefore).toMillis() / (double) done);
    return p99;
  }

  private void open(URI server, int number) {
    Http.RoomCreated made =
        RoomClient.create(
            http, server, new Http.CreateRoom("Bench " + number, "", null, null, false, null));
    for (Role role : List.of(Role.INTERVIEWER, Role.CANDIDATE)) {
      Writer writer = new Writer(server, made, role);
      writers.add(writer);
      writer.client.connect();
    }
  }

  private void pace(int rate) {
    long period = TimeUnit.SECONDS.toNanos(1) / rate;
    long now = System.nanoTime();
    writers.forEach(writer -> writer.pace(now, period));
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

  private static Duration ownCpu() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Duration.ofNanos(system.getProcessCpuTime());
  }

  private final class Writer implements RoomClient.Watcher {
    private static final int LONG_ENOUGH = 2_000;

    private final RoomClient client;
    private long period;
    private long due;
    private long outstanding;
    private long outstandingDue;
    private final List<LogPosition> own = new ArrayList<>();

    Writer(URI server, Http.RoomCreated room, Role role) {
      client =
          new RoomClient(
              http,
              timers,
              () -> server,
              room.id(),
              Objects.requireNonNull(room.tokens().get(role)),
              role.wire(),
              this);
    }

    void pace(long now, long newPeriod) {
      synchronized (client) {
        period = newPeriod;
        due = now + ThreadLocalRandom.current().nextLong(newPeriod);
      }
    }

    void tick() {
      synchronized (client) {
        long now = System.nanoTime();
        Position base = client.position();
        if (outstanding == 0 && period > 0 && now >= due && base != null) {
          outstandingDue = due;
          due += period;
          String text = client.text(DocId.NOTES);
          Replacement edit =
              text.length() > LONG_ENOUGH
                  ? new Replacement(0, LONG_ENOUGH / 2, "words ")
                  : Replacement.insert(
                      ThreadLocalRandom.current().nextInt(text.length() + 1), "words ");
          TextChange change = ChangeSet.of(List.of(edit), text.length()).toTextChange();
          outstanding = client.command(new Command.NotesEdit(DocId.NOTES, base, List.of(change)));
        }
      }
    }

    @Override
    public void acked(long n, Position at) {
      if (n == outstanding) {
        outstanding = 0;
        own.add(at.shared());
        measured(at.shared(), outstandingDue, false);
      }
    }

    @Override
    public void happened(ServerFrame.Happened event) {
      if (!own.remove(event.position().shared()) && event.event().equals("notes.edited")) {
        measured(event.position().shared(), System.nanoTime(), true);
      }
    }
  }
}
