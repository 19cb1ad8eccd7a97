package greenroom.server.net;

import greenroom.server.http.HttpSite;
import greenroom.server.outbox.Client;
import greenroom.server.outbox.Clients;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// Brings all connections of a server that has stopped to listen to a good end: requests get their
/// answers, clients that stay are told when to come back, each at another time, and are then closed
/// batch by batch. Blocks its caller.
final class Drain {
  private static final int BATCHES = 40;
  private static final long SHORTEST_RECONNECT_MILLIS = 200;

  /// Clients come back no faster than this, unless they are few.
  private static final int RECONNECTS_PER_SECOND = 500;

  private static final long POLL_MILLIS = 10;

  private final HttpSite http;
  private final Clients clients;
  private final Connections connections;
  private final NetTuning tuning;
  private final RandomGenerator random;
  private final long deadline;

  Drain(
      HttpSite http,
      Clients clients,
      Connections connections,
      NetTuning tuning,
      RandomGenerator random,
      Duration atMost) {
    this.http = http;
    this.clients = clients;
    this.connections = connections;
    this.tuning = tuning;
    this.random = random;
    this.deadline = System.nanoTime() + atMost.toNanos();
  }

  /// Returns when no connection is left, or when the time is over.
  void run() throws InterruptedException {
    http.drain();
    List<Client> those = clients.open();
    if (!those.isEmpty()) {
      long latest = reconnectMillis(those.size());
      for (Client client : those) {
        client.goAway(random.nextLong(SHORTEST_RECONNECT_MILLIS, latest + 1));
      }
      pause(tuning.grace());
      int batch = (those.size() + BATCHES - 1) / BATCHES;
      for (int from = 0; from < those.size(); from += batch) {
        those.subList(from, Math.min(those.size(), from + batch)).forEach(Client::close);
        pause(tuning.pace());
      }
    }
    while (connections.open() > 0 && System.nanoTime() < deadline) {
      // An upgrade may have been under way when the clients were listed.
      clients.open().forEach(Client::close);
      pause(Duration.ofMillis(POLL_MILLIS));
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
