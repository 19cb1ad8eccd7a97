package greenroom.server.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.util.JedisClusterCRC16;

/// Sends commands to whichever master has their slot, many in one go, and follows it when it moves.
///
/// A call never blocks. Its answer is `byte[]`, `Long`, a `List` of answers or null, or fails with
/// a [CallFailed]; it comes on a thread that other answers wait for, so hand it over and return.
/// Commands must be such that asking again does no harm, for a call is sent again after an answer
/// that says it was not carried out; after a lost connection it is not.
final class RedisCalls implements AutoCloseable, Pipe.Owner {

  /// How much may be under way, and for how long.
  ///
  /// @param lanes connections per master; the calls of one slot share one
  /// @param calls without an answer yet
  /// @param bytes of all these calls
  /// @param deadline the time in which a call must have been sent to a node that takes it
  record Limits(int lanes, long calls, long bytes, Duration deadline) {
    static final Limits USUAL = new Limits(2, 65_536, 64L << 20, Duration.ofSeconds(5));
  }

  /// More than a chain of moves explains: after these, a call waits before it goes on.
  private static final int MAX_REDIRECTIONS = 8;

  private static final long WATCH_MILLIS = 500;
  private static final long FIRST_RETRY_MILLIS = 5;
  private static final long LAST_RETRY_MILLIS = 200;
  private static final Duration END = Duration.ofSeconds(3);
  private static final long NANOS_PER_MILLI = 1_000_000;

  private record Place(RedisNode node, int lane) {}

  private final RedisTarget target;
  private final Connector connector;
  private final Limits limits;
  private final Topology topology;
  private final Map<Place, Pipe> pipes = new ConcurrentHashMap<>();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final Thread watch;
  private volatile boolean closed;

  /// Checks what is there and finds the masters, which blocks. Connections are made when the first
  /// call needs them.
  ///
  /// @throws StartFailed if Redis cannot be reached or is not what we need
  static RedisCalls open(RedisTarget target) {
    return new RedisCalls(StartCheck.check(target), Limits.USUAL);
  }

  RedisCalls(RedisTarget target, Limits limits) {
    this.target = target;
    connector = Connector.to(target);
    this.limits = limits;
    topology = new Topology(new Discovery(target, connector), this::dropPipesToNowhere);
    watch = Thread.ofVirtual().name("redis-watch").start(this::watch);
  }

  /// The slot of a key, or of what it has in braces.
  static int slotOf(byte[] key) {
    return JedisClusterCRC16.getSlot(key);
  }

  RedisTarget target() {
    return target;
  }

  Topology topology() {
    return topology;
  }

  /// Sends a command whose keys are all in `slot`.
  CompletableFuture<Object> call(int slot, byte[]... command) {
    return start(new Call(slot, null, deadline(), null, command));
  }

  /// Sends a command that is of no use any more when `patience` is over.
  CompletableFuture<Object> call(Duration patience, int slot, byte[]... command) {
    return start(new Call(slot, null, System.nanoTime() + patience.toNanos(), null, command));
  }

  /// Runs a script whose keys are all in `slot`.
  CompletableFuture<Object> run(int slot, Script script, byte[][] keys, byte[]... arguments) {
    return start(new Call(slot, null, deadline(), script, script.command(keys, arguments)));
  }

  /// Sends a command to one node, whichever slots it has.
  CompletableFuture<Object> callNode(RedisNode node, byte[]... command) {
    return start(new Call(0, node, deadline(), null, command));
  }

  private long deadline() {
    return System.nanoTime() + limits.deadline().toNanos();
  }

  private CompletableFuture<Object> start(Call call) {
    long waitingCalls = calls.incrementAndGet();
    long waitingBytes = bytes.addAndGet(call.bytes);
    if (waitingCalls > limits.calls() || waitingBytes > limits.bytes()) {
      fail(call, new CallFailed.Overloaded(waitingCalls - 1, waitingBytes - call.bytes));
    } else {
      dispatch(call);
    }
    return call.answer;
  }

  private void dispatch(Call call) {
    RedisNode node = call.only != null ? call.only : topology.masterOf(call.slot);
    if (node == null) {
      topology.refresh();
      later(call, "nobody has slot " + call.slot);
    } else {
      send(call, node);
    }
  }

  private void send(Call call, RedisNode node) {
    Place place = new Place(node, call.slot % limits.lanes());
    while (!closed) {
      Pipe pipe = pipes.computeIfAbsent(place, p -> new Pipe(p.node(), p.lane(), connector, this));
      if (pipe.add(call)) {
        if (closed) {
          pipe.retire();
        }
        return;
      }
      pipes.remove(place, pipe);
    }
    fail(call, new CallFailed.Unavailable("closed"));
  }

  /// Sends a call again after a while, from the start, unless that would be too late.
  private void later(Call call, String why) {
    long most = Math.min(FIRST_RETRY_MILLIS << Math.min(call.countDetour(), 5), LAST_RETRY_MILLIS);
    long pause = most / 2 + ThreadLocalRandom.current().nextLong(1 + most / 2);
    if (closed || call.expiresWithin(pause * NANOS_PER_MILLI)) {
      fail(call, new CallFailed.Unavailable(why));
      return;
    }
    call.asking(false);
    Thread.ofVirtual()
        .name("redis-retry")
        .start(() -> {
          sleep(pause);
          dispatch(call);
        });
  }

  @Override
  public void answered(Call call, Object reply, RedisNode from) {
    if (!(reply instanceof JedisDataException error)) {
      release(call);
      call.answer.complete(reply);
    } else if (error instanceof JedisRedirectionException redirection) {
      redirected(call, redirection, from);
    } else if (error instanceof JedisNoScriptException && call.switchToFullScript()) {
      send(call, from);
    } else {
      refused(call, error, from);
    }
  }

  private void redirected(Call call, JedisRedirectionException error, RedisNode from) {
    String host = error.getTargetNode().getHost();
    int port = error.getTargetNode().getPort();
    if (!RedisNode.isPort(port)) {
      topology.refresh();
      later(call, String.valueOf(error.getMessage()));
      return;
    }
    RedisNode to = new RedisNode(host.isEmpty() ? from.host() : host, port);
    if (error instanceof JedisMovedDataException) {
      topology.moved(error.getSlot(), to);
    }
    if (call.only != null || call.countDetour() > MAX_REDIRECTIONS || call.expiresWithin(0)) {
      later(call, String.valueOf(error.getMessage()));
      return;
    }
    call.asking(error instanceof JedisAskDataException);
    send(call, to);
  }

  private void refused(Call call, JedisDataException error, RedisNode from) {
    String message = String.valueOf(error.getMessage());
    switch (Refusal.of(message)) {
      case FOR_NOW -> later(call, from + " answers: " + message);
      case WRONG_NODE -> {
        topology.refresh();
        later(call, from + " answers: " + message);
      }
      case FINAL -> fail(call, new CallFailed.Refused(error));
    }
  }

  @Override
  public void lost(Call call, RedisNode to, Throwable cause) {
    topology.refresh();
    fail(call, new CallFailed.OutcomeUnknown(to, cause));
  }

  @Override
  public void stranded(Call call, RedisNode at, String why) {
    call.asking(false);
    if (closed || call.expiresWithin(0)) {
      fail(call, new CallFailed.Unavailable(why));
    } else {
      dispatch(call);
    }
  }

  @Override
  public void unreachable(RedisNode node) {
    topology.refresh();
  }

  private void fail(Call call, CallFailed failure) {
    release(call);
    call.answer.completeExceptionally(failure);
  }

  private void release(Call call) {
    calls.decrementAndGet();
    bytes.addAndGet(-call.bytes);
  }

  private void dropPipesToNowhere() {
    Set<RedisNode> masters = topology.masters();
    pipes
        .entrySet()
        .removeIf(entry -> {
          boolean nowhere = !masters.contains(entry.getKey().node());
          if (nowhere) {
            entry.getValue().retire();
          }
          return nowhere;
        });
  }

  private void watch() {
    while (!closed) {
      sleep(WATCH_MILLIS);
      pipes.values().forEach(Pipe::checkStall);
      if (target instanceof RedisTarget.Sentinel) {
        // A deposed master takes writes for ten seconds more, and loses them when it is told.
        topology.refresh();
      }
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Finishes the calls that are on their way, for a few seconds, and takes no more. Blocks.
  @Override
  public void close() {
    closed = true;
    watch.interrupt();
    Collection<Pipe> open = List.copyOf(pipes.values());
    open.forEach(Pipe::retire);
    long end = System.nanoTime() + END.toNanos();
    try {
      for (Pipe pipe : open) {
        long left = (end - System.nanoTime()) / NANOS_PER_MILLI;
        if (!pipe.join(Math.max(1, left))) {
          pipe.abort();
        }
      }
    } catch (InterruptedException e) {
      open.forEach(Pipe::abort);
      Thread.currentThread().interrupt();
    }
  }
}
