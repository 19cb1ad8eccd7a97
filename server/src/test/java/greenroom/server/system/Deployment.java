package greenroom.server.system;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import redis.clients.jedis.Jedis;

/// Two server processes over one Redis: the first has it embedded, the second is told its address.
final class Deployment implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration WORTH_A_LOOK = Duration.ofSeconds(3);

  private final Path data;
  private final int ownersPort = ServerProcess.freePort();
  private final int othersPort = ServerProcess.freePort();
  private final List<ServerProcess> everStarted = new ArrayList<>();
  private volatile ServerProcess owner;
  private volatile ServerProcess other;

  Deployment(Path data) {
    this.data = data;
    owner = startOwner();
    other = startOther();
  }

  private ServerProcess startOwner() {
    return start("--port", "" + ownersPort, "--data", data.toString());
  }

  private ServerProcess startOther() {
    return start("--port", "" + othersPort, "--redis", redisUrl().toString());
  }

  private ServerProcess start(String... flags) {
    ServerProcess started = ServerProcess.start(List.of(flags));
    everStarted.add(started);
    if (started.startUp().compareTo(WORTH_A_LOOK) > 0) {
      System.out.println("a start took " + started.startUp() + ":\n" + started.output());
    }
    return started;
  }

  /// Both servers' addresses; they stay the same over restarts.
  List<URI> servers() {
    return List.of(owner.address(), other.address());
  }

  /// Kills the server with the embedded Redis and starts it again.
  ///
  /// @return how long the start took
  Duration killOwner() {
    owner.kill();
    owner = startOwner();
    return owner.startUp();
  }

  /// Kills the server without a Redis and starts it again.
  ///
  /// @return how long the start took
  Duration killOther() {
    other.kill();
    other = startOther();
    return other.startUp();
  }

  /// Kills the embedded Redis and waits until it answers again.
  ///
  /// @return how long that took
  Duration killRedis() {
    long pid = redisPid();
    long killed = System.nanoTime();
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    await("Redis is back", () -> redisAnswers(pid));
    return Duration.ofNanos(System.nanoTime() - killed);
  }

  /// All that the servers have printed, those included that were killed.
  List<String> output() {
    return everStarted.stream().flatMap(server -> server.output().stream()).toList();
  }

  /// A connection to the Redis that both servers use.
  Jedis redis() {
    return new Jedis(redisUrl());
  }

  private URI redisUrl() {
    Properties saved = new Properties();
    try (Reader reader = Files.newBufferedReader(data.resolve("redis.properties"))) {
      saved.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return URI.create(
        "redis://:%s@127.0.0.1:%s"
            .formatted(
                Objects.requireNonNull(saved.getProperty("password")), saved.getProperty("port")));
  }

  private long redisPid() {
    try (Jedis jedis = redis()) {
      return jedis
          .info("server")
          .lines()
          .filter(line -> line.startsWith("process_id:"))
          .mapToLong(line -> Long.parseLong(line.substring("process_id:".length()).trim()))
          .findFirst()
          .orElseThrow();
    }
  }

  private boolean redisAnswers(long notPid) {
    try {
      return redisPid() != notPid;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /// Waits for something that is seen from outside only.
  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting: " + what, e);
      }
    }
  }

  @Override
  public void close() {
    other.close();
    owner.close();
  }
}
