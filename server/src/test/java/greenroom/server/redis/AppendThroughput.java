package greenroom.server.redis;

import greenroom.protocol.LogName;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.server.live.EventLog;
import greenroom.server.live.EventLog.Append;
import greenroom.server.live.EventLog.Appended;
import greenroom.server.live.StoreFixture;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Measures how many appends a second one node gets into a Redis whose writes are on disk before
/// they are answered. Every room has one append under way at a time, as live rooms have.
///
/// Arguments: how many rooms, seconds, entries of each append.
final class AppendThroughput {

  private static final int WARM_UP_SECONDS = 5;

  private final EventLog log;
  private final Histogram latency = new ConcurrentHistogram(TimeUnit.SECONDS.toMicros(10), 3);
  private volatile boolean stopped;

  private AppendThroughput(EventLog log) {
    this.log = log;
  }

  public static void main(String[] arguments) throws InterruptedException {
    int rooms = Integer.parseInt(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    int entries = Integer.parseInt(arguments[2]);
    try (RedisProcess redis = RedisProcess.startDurable();
        RedisStore store = RedisStore.open(redis.target())) {
      new AppendThroughput(store.log()).measure(redis, rooms, seconds, entries);
    }
  }

  private void measure(RedisProcess redis, int rooms, int seconds, int entries)
      throws InterruptedException {
    LogName[] logs = new LogName[entries];
    Arrays.fill(logs, LogName.SHARED);
    List<CompletableFuture<?>> writers =
        LongStream.range(0, rooms)
            .<CompletableFuture<?>>mapToObj(i -> write(RoomWriter.room(i), logs))
            .toList();
    TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
    latency.reset();
    double cpuBefore = cpuSeconds(redis);
    TimeUnit.SECONDS.sleep(seconds);
    long appends = latency.getTotalCount();
    double cpu = cpuSeconds(redis) - cpuBefore;
    stopped = true;
    CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();
    System.out.printf(
        "%d rooms, %d entries each: %d appends/s, p50 %.2f ms, p99 %.2f ms, Redis CPU %.0f%%%n",
        rooms,
        entries,
        appends / seconds,
        latency.getValueAtPercentile(50) / 1000.0,
        latency.getValueAtPercentile(99) / 1000.0,
        100 * cpu / seconds);
  }

  private static double cpuSeconds(RedisProcess redis) {
    return redis
        .askText("INFO", "cpu")
        .lines()
        .filter(line -> line.matches("used_cpu_(sys|user):.*"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1)))
        .sum();
  }

  private CompletableFuture<?> write(RoomId room, LogName[] logs) {
    EventLog.Access access =
        new EventLog.Access(Map.of(Role.CANDIDATE, RoomWriter.TOKEN), RoomWriter.KEEP);
    CompletableFuture<Object> end = new CompletableFuture<>();
    log.create(room, access, List.of()).thenRun(() -> append(room, Heads.START, logs, end));
    return end;
  }

  private void append(RoomId room, Heads heads, LogName[] logs, CompletableFuture<Object> end) {
    if (stopped) {
      end.complete(true);
      return;
    }
    List<Entry> entries = StoreFixture.chain(heads, logs);
    long sent = System.nanoTime();
    log.append(room, new Append(heads, entries, Map.of(), Map.of()))
        .whenCompleteAsync((appended, problem) -> {
          if (appended instanceof Appended.Done) {
            latency.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
            append(room, StoreFixture.after(heads, entries), logs, end);
          } else {
            end.completeExceptionally(
                problem == null ? new IllegalStateException(appended.toString()) : problem);
          }
        });
  }
}
