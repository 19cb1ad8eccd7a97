package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/// Messages from Redis channels, over one connection that is made anew whenever it breaks.
///
/// One connection to any node is enough: a Cluster passes a plain `PUBLISH` on to all its nodes.
/// Pub/sub promises nothing, so neither does this class, except to say when something may have been
/// missed.
///
/// Subscribing and unsubscribing may happen on any thread and never block.
final class Bus implements AutoCloseable {

  /// Called on the one thread that reads; must not block.
  interface Listener {
    void message(String channel, byte[] payload);

    /// From now on messages arrive. Those before may have been missed: at the first subscription,
    /// and after a lost connection.
    void subscribed(String channel);
  }

  private static final Logger log = LoggerFactory.getLogger(Bus.class);

  /// A connection that says nothing for [#SILENCE_MILLIS] is dead, since every ping is answered.
  private static final int PING_MILLIS = 1_000;

  private static final int SILENCE_MILLIS = 3_500;
  private static final int MAX_CHANNELS_AT_ONCE = 500;
  private static final long FIRST_BACKOFF_MILLIS = 20;
  private static final long LAST_BACKOFF_MILLIS = 500;

  /// A subscription to begin or to end.
  private record Change(String channel, boolean subscribe) {}

  private final Topology topology;
  private final Connector connector;
  private final Map<String, Listener> wanted = new ConcurrentHashMap<>();
  private final Thread reader =
      Thread.ofPlatform().daemon().name("redis-bus").unstarted(this::read);
  private final Thread writer = Thread.ofVirtual().name("redis-bus-writer").unstarted(this::write);

  /// When the last word came, on the timer of [System#nanoTime].
  private volatile long heard = System.nanoTime();

  /// Guarded by this.
  private final Deque<Change> changes = new ArrayDeque<>();

  /// Guarded by this; null while there is none.
  private @Nullable RedisConnection connection;

  /// Guarded by this.
  private boolean closed;

  Bus(RedisTarget target, Topology topology) {
    this.topology = topology;
    this.connector = Connector.to(target, SILENCE_MILLIS);
    reader.start();
    writer.start();
  }

  /// Begins to listen; [Listener#subscribed] says when it is so. One listener to a channel.
  synchronized void subscribe(String channel, Listener listener) {
    if (wanted.putIfAbsent(channel, listener) != null) {
      throw new IllegalStateException("channel: " + channel + " has a listener (expected: none)");
    }
    change(new Change(channel, true));
  }

  /// Stops listening. Nothing more arrives, except what is being delivered just now.
  synchronized void unsubscribe(String channel) {
    if (wanted.remove(channel) != null) {
      change(new Change(channel, false));
    }
  }

  /// Without a connection there is nothing to change: the next one starts with all that is wanted.
  private synchronized void change(Change change) {
    if (connection != null) {
      changes.addLast(change);
      notifyAll();
    }
  }

  private void read() {
    long backoff = FIRST_BACKOFF_MILLIS;
    while (!isClosed()) {
      long before = heard;
      try {
        readFrom(connect());
      } catch (Throwable e) {
        // Whatever it was: nobody hears anything before this goes on.
        lose(e);
        backoff = pause(heard == before ? backoff : FIRST_BACKOFF_MILLIS);
      }
    }
  }

  private RedisConnection connect() {
    RedisNode node = topology.anyMaster(ThreadLocalRandom.current());
    if (node == null) {
      throw new JedisConnectionException("no master is known");
    }
    RedisConnection fresh = connector.openMaster(node);
    use(fresh);
    return fresh;
  }

  private synchronized void use(RedisConnection fresh) {
    if (closed) {
      fresh.abort();
    }
    connection = fresh;
    changes.clear();
    wanted.keySet().forEach(channel -> changes.addLast(new Change(channel, true)));
    notifyAll();
  }

  private synchronized void lose(Throwable cause) {
    if (!(cause instanceof JedisException)) {
      log.error("redis bus: a bug, and a new connection", cause);
    } else if (connection != null && !closed) {
      log.warn("redis bus: connection lost ({})", cause.getMessage());
    }
    if (connection != null) {
      connection.abort();
    }
    connection = null;
    changes.clear();
    topology.refresh();
  }

  /// How long nothing was heard, not even the answer to a ping, which is due every second.
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heard);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized long pause(long backoff) {
    long pause = backoff / 2 + ThreadLocalRandom.current().nextLong(1 + backoff / 2);
    long end = System.nanoTime() + pause * 1_000_000;
    long left = pause;
    try {
      while (!closed && left > 0) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Math.min(2 * backoff, LAST_BACKOFF_MILLIS);
  }

  private void readFrom(RedisConnection from) {
    while (true) {
      Object push = from.read();
      if (push instanceof JedisException error) {
        throw error;
      }
      heard = System.nanoTime();
      // Anything that is no list of three is the answer to a ping.
      if (push instanceof List<?> parts && parts.size() == 3) {
        deliver(parts);
      }
    }
  }

  private void deliver(List<?> parts) {
    String kind = RedisConnection.text(parts.get(0));
    String channel = RedisConnection.text(parts.get(1));
    Listener listener = wanted.get(channel);
    if (listener == null) {
      return;
    }
    try {
      if (kind.equals("message")) {
        listener.message(channel, (byte[]) parts.get(2));
      } else if (kind.equals("subscribe")) {
        listener.subscribed(channel);
      }
    } catch (RuntimeException e) {
      log.error("redis bus: {} on {} was not taken", kind, channel, e);
    }
  }

  private void write() {
    while (!isClosed()) {
      try {
        writeUntilClosed();
      } catch (Throwable e) {
        lose(e);
        pause(LAST_BACKOFF_MILLIS);
      }
    }
  }

  private void writeUntilClosed() throws InterruptedException {
    while (true) {
      RedisConnection to = awaitWork();
      if (to == null) {
        return;
      }
      if (topology.masters().contains(to.node())) {
        send(to, takeChanges(to));
      } else {
        // Nobody publishes there any more.
        to.abort();
      }
    }
  }

  /// Waits for changes, or until a ping is due. Returns null at the end.
  private synchronized @Nullable RedisConnection awaitWork() throws InterruptedException {
    while (true) {
      if (changes.isEmpty()) {
        wait(PING_MILLIS);
      }
      if (closed) {
        return null;
      }
      RedisConnection current = connection;
      if (current != null) {
        return current;
      }
    }
  }

  private synchronized List<Change> takeChanges(RedisConnection to) {
    List<Change> taken = new ArrayList<>();
    if (connection == to) {
      taken.addAll(changes);
      changes.clear();
    }
    return taken;
  }

  private static void send(RedisConnection to, List<Change> changes) {
    try {
      int start = 0;
      while (start < changes.size()) {
        boolean subscribe = changes.get(start).subscribe();
        int end = start;
        List<byte[]> command = new ArrayList<>();
        command.add((subscribe ? "SUBSCRIBE" : "UNSUBSCRIBE").getBytes(UTF_8));
        while (end < changes.size()
            && changes.get(end).subscribe() == subscribe
            && end - start < MAX_CHANNELS_AT_ONCE) {
          command.add(changes.get(end).channel().getBytes(UTF_8));
          end++;
        }
        to.write(command.toArray(byte[][]::new));
        start = end;
      }
      if (changes.isEmpty()) {
        to.write("PING".getBytes(UTF_8));
      }
      to.flush();
    } catch (JedisException e) {
      // The reader meets the same broken connection and makes a new one.
      to.abort();
    }
  }

  /// Ends the connection. Nothing more arrives after that.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (connection != null) {
        connection.abort();
      }
      notifyAll();
    }
    boolean interrupted = false;
    while (reader.isAlive() && Thread.currentThread() != reader) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
