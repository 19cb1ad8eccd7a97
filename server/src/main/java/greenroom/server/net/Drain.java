package greenroom.server.net;

import greenroom.server.http.HttpSite;
import greenroom.server.live.RoomService;
import greenroom.server.outbox.Client;
import greenroom.server.outbox.Clients;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings all connections of a server that has stopped to listen to a good end: requests get their
/// answers; clients that stay are told when to come back, each at another time, get the answers to
/// what they sent before they knew, and are then closed batch by batch. Blocks its caller.
final class Drain {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  private static final int BATCHES = 40;
  private static final long SHORTEST_RECONNECT_MILLIS = 200;

  /// Clients come back no faster than this, unless they are few.
  private static final int RECONNECTS_PER_SECOND = 500;

  private static final long POLL_MILLIS = 10;

  private final HttpSite http;
  private final Clients clients;
  private final RoomService rooms;
  private final Connections connections;
  private final NetTuning tuning;
  private final RandomGenerator random;
  private final long deadline;

  Drain(
      HttpSite http,
      Clients clients,
      RoomService rooms,
      Connections connections,
      NetTuning tuning,
      RandomGenerator random,
      Duration atMost) {
    this.http = http;
    this.clients = clients;
    this.rooms = rooms;
    this.connections = connections;
    this.tuning = tuning;
    this.random = random;
    this.deadline = System.nanoTime() + atMost.toNanos();
  }

  /// Returns when no connection is left, or when the time is over.
  void run() throws InterruptedException {
    http.drain();
    List<Client> those = clients.open();
    sayThatWeGo(those);
    if (!those.isEmpty()) {
      pause(tuning.grace());
    }
    settle();
    closeInBatches(those);
    while (connections.open() > 0 && System.nanoTime() < deadline) {
      // An upgrade may have been under way when the clients were listed.
      clients.open().forEach(Client::close);
      pause(Duration.ofMillis(POLL_MILLIS));
    }
  }

  private void sayThatWeGo(List<Client> those) {
    long latest = reconnectMillis(those.size());
    for (Client client : those) {
      client.goAway(random.nextLong(SHORTEST_RECONNECT_MILLIS, latest + 1));
    }
  }

  /// Waits until the commands that came are answered, also those of clients that have left since.
  private void settle() throws InterruptedException {
    long nanos = Math.min(tuning.settle().toNanos(), deadline - System.nanoTime());
    try {
      rooms.settled().toCompletableFuture().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      LOG.warn("Some commands are still unanswered after {} ms", nanos / 1_000_000);
    } catch (ExecutionException e) {
      LOG.warn("Whether all commands are answered is not known", e);
    }
  }

  private void closeInBatches(List<Client> those) throws InterruptedException {
    int batch = Math.max(1, (those.size() + BATCHES - 1) / BATCHES);
    for (int from = 0; from < those.size(); from += batch) {
      those.subList(from, Math.min(those.size(), from + batch)).forEach(Client::close);
      pause(tuning.pace());
    }
  }

  /// The longest time for which one of so many clients is told to stay away.
  static long reconnectMillis(int clients) {
    return Math.max(
        5 * SHORTEST_RECONNECT_MILLIS, Math.min(10_000, clients * 1_000L / RECONNECTS_PER_SECOND));
  }

  private void pause(Duration time) throws InterruptedException {
    long left = Math.min(time.toNanos(), deadline - System.nanoTime());
    if (left > 0 && connections.open() > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }
}
