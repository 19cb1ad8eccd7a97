package greenroom.server.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/// One connection to one node, and the thread that uses it: it takes all calls that wait, writes
/// them at once, reads all replies, and goes round again. So the busier it is, the more calls share
/// a system call here and an fsync there.
final class Pipe {

  /// What happens to calls that come out of a pipe.
  interface Owner {

    /// A reply came, which may be an error.
    void answered(Call call, Object reply, RedisNode from);

    /// The call was written, and then the connection was lost.
    void lost(Call call, RedisNode to, Throwable cause);

    /// The call was not written, and the node cannot be reached just now.
    void stranded(Call call, RedisNode at, String why);

    /// The node cannot be reached; its calls are stranded if that lasts.
    void unreachable(RedisNode node);
  }

  private static final Logger log = LoggerFactory.getLogger(Pipe.class);

  /// A broken connection costs a whole batch, and its last call waits for all others.
  private static final int MAX_BATCH_CALLS = 256;

  private static final int MAX_BATCH_BYTES = 256 * 1024;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long IDLE_MILLIS = 2_000;
  private static final long FIRST_BACKOFF_MILLIS = 20;
  private static final long LAST_BACKOFF_MILLIS = 500;

  private final RedisNode node;
  private final Connector connector;
  private final Owner owner;
  private final Thread thread;

  /// Guarded by this.
  private final Deque<Call> waiting = new ArrayDeque<>();

  /// Guarded by this. No more calls are taken.
  private boolean retired;

  /// Set while something is being written, for [#checkStall].
  private volatile long writingSince;

  private volatile @Nullable RedisConnection connection;
  private long backoffMillis = FIRST_BACKOFF_MILLIS;

  Pipe(RedisNode node, int lane, Connector connector, Owner owner) {
    this.node = node;
    this.connector = connector;
    this.owner = owner;
    this.thread = Thread.ofPlatform().daemon().name("redis-" + node + "-" + lane).start(this::run);
  }

  /// Takes a call, or returns false if this pipe takes none any more.
  synchronized boolean add(Call call) {
    if (retired) {
      return false;
    }
    waiting.addLast(call);
    notifyAll();
    return true;
  }

  /// Takes no more calls, finishes those it has, and ends.
  synchronized void retire() {
    retired = true;
    notifyAll();
  }

  /// Cuts the connection, so that whatever waits for a reply fails now.
  void abort() {
    RedisConnection current = connection;
    if (current != null) {
      current.abort();
    }
  }

  /// Cuts a connection that has not taken a byte for too long. Sockets time out on reads only.
  void checkStall() {
    long since = writingSince;
    if (since != 0 && System.nanoTime() - since > Connector.READ_MILLIS * NANOS_PER_MILLI) {
      log.warn("redis {} takes no bytes; the connection is cut", node);
      abort();
    }
  }

  /// Waits for the end of the thread, and says whether it came.
  boolean join(long millis) throws InterruptedException {
    thread.join(millis);
    return !thread.isAlive();
  }

  private void run() {
    try {
      List<Call> batch = next();
      while (batch != null) {
        serve(batch);
        batch = next();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      disconnect();
    }
  }

  /// The calls that wait, none after a while without any, null at the end.
  private synchronized @Nullable List<Call> next() throws InterruptedException {
    long idle = System.nanoTime() + IDLE_MILLIS * NANOS_PER_MILLI;
    while (waiting.isEmpty()) {
      long left = (idle - System.nanoTime()) / NANOS_PER_MILLI;
      if (retired) {
        return null;
      }
      if (left <= 0) {
        return List.of();
      }
      wait(left);
    }
    List<Call> batch = new ArrayList<>(Math.min(waiting.size(), MAX_BATCH_CALLS));
    int bytes = 0;
    while (!waiting.isEmpty() && batch.size() < MAX_BATCH_CALLS && bytes < MAX_BATCH_BYTES) {
      Call call = waiting.removeFirst();
      bytes += call.bytes;
      batch.add(call);
    }
    return batch;
  }

  private void serve(List<Call> batch) throws InterruptedException {
    RedisConnection connected = connection;
    if (connected == null && !batch.isEmpty()) {
      connected = connect(batch);
    }
    if (connected == null) {
      return;
    }
    if (batch.isEmpty()) {
      checkIdle(connected);
    } else {
      exchange(connected, batch);
    }
  }

  /// Connects, or returns null after the calls were handed on.
  private @Nullable RedisConnection connect(List<Call> batch) throws InterruptedException {
    try {
      RedisConnection fresh = connector.openMaster(node);
      connection = fresh;
      if (backoffMillis > FIRST_BACKOFF_MILLIS) {
        log.info("redis {} can be reached again", node);
      }
      backoffMillis = FIRST_BACKOFF_MILLIS;
      return fresh;
    } catch (RuntimeException e) {
      String why = node + " cannot be reached (" + Connector.reason(e) + ")";
      if (backoffMillis == FIRST_BACKOFF_MILLIS) {
        log.warn("redis {}", why);
      }
      owner.unreachable(node);
      backOff();
      batch.forEach(call -> owner.stranded(call, node, why));
      return null;
    }
  }

  /// Half of the pause is left to chance, so that many nodes do not come back in step.
  private synchronized void backOff() throws InterruptedException {
    long pause = backoffMillis / 2 + ThreadLocalRandom.current().nextLong(1 + backoffMillis / 2);
    backoffMillis = Math.min(2 * backoffMillis, LAST_BACKOFF_MILLIS);
    long end = System.nanoTime() + pause * NANOS_PER_MILLI;
    long left = pause;
    while (!retired && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / NANOS_PER_MILLI;
    }
  }

  /// Notices a dead connection before a call is lost to it.
  private void checkIdle(RedisConnection connected) {
    try {
      connected.ask("PING");
    } catch (JedisConnectionException e) {
      disconnect();
    } catch (JedisDataException e) {
      // An error is an answer, too.
    }
  }

  private void exchange(RedisConnection connected, List<Call> batch) {
    int written = 0;
    int answered = 0;
    try {
      writingSince = System.nanoTime();
      for (Call call : batch) {
        // Counted first: a command that fails half-way may have left with its last byte.
        written++;
        call.writeTo(connected);
      }
      connected.flush();
      writingSince = 0;
      for (Call call : batch) {
        Object reply = call.readFrom(connected);
        answered++;
        owner.answered(call, reply, node);
      }
    } catch (RuntimeException | Error e) {
      writingSince = 0;
      log.warn(
          "redis {}: connection lost with {} calls ({})",
          node,
          batch.size() - answered,
          e.toString());
      disconnect();
      putBack(batch.subList(written, batch.size()));
      for (Call call : batch.subList(answered, written)) {
        owner.lost(call, node, e);
      }
    }
  }

  private synchronized void putBack(List<Call> unwritten) {
    unwritten.reversed().forEach(waiting::addFirst);
  }

  private void disconnect() {
    RedisConnection current = connection;
    connection = null;
    if (current != null) {
      current.abort();
    }
  }
}
