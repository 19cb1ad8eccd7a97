package greenroom.server.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bundled Redis, on loopback with a random password, every write on disk before it is
/// answered.
///
/// It outlives a server that is killed, and the next server on the same directory adopts it, or
/// replaces it if it is not in order. If Redis itself dies, it is started again on the same port.
///
/// [#start] and [#close] block; everything else may be called from any thread.
public final class EmbeddedRedis implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);

  private static final int PORT_ATTEMPTS = 5;
  private static final int PASSWORD_BYTES = 32;
  private static final Duration WATCH = Duration.ofMillis(50);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(5);
  private static final Duration STABLE = Duration.ofSeconds(10);
  private static final Duration ROTATION = Duration.ofMinutes(1);

  private final DataDirectory data;
  private final EmbeddedConfig config;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread supervisor;

  private volatile EmbeddedProcess process;

  private EmbeddedRedis(DataDirectory data, EmbeddedConfig config, EmbeddedProcess process) {
    this.data = data;
    this.config = config;
    this.process = process;
    this.supervisor =
        Thread.ofPlatform().daemon().name("embedded-redis").unstarted(this::supervise);
  }

  /// Runs Redis on `directory`, which is created where it is missing.
  ///
  /// @throws StartFailed if the directory is of no use or in use, or Redis does not come up
  public static EmbeddedRedis start(Path directory) {
    return start(directory, RedisBinary::in);
  }

  static EmbeddedRedis start(Path directory, Function<Path, Path> programIn) {
    DataDirectory data = DataDirectory.open(directory);
    try {
      Path program = programIn.apply(data.binaries());
      EmbeddedRedis redis = adopted(data, program);
      if (redis == null) {
        redis = launched(data, program);
      }
      redis.supervisor.start();
      return redis;
    } catch (RuntimeException | IOException e) {
      release(data);
      throw e instanceof RuntimeException unchecked
          ? unchecked
          : new StartFailed("embedded Redis: " + e.getMessage(), e);
    }
  }

  private static @Nullable EmbeddedRedis adopted(DataDirectory data, Path program)
      throws IOException {
    DataDirectory.Saved saved = data.saved();
    EmbeddedConfig config =
        new EmbeddedConfig(data, program, saved != null ? saved : freshAccess());
    EmbeddedProcess process = EmbeddedProcess.adopt(config);
    if (process == null) {
      data.forgetSaved();
      return null;
    }
    log.info("embedded Redis (pid {}) is taken over from an earlier server", process.pid());
    return new EmbeddedRedis(data, config, process);
  }

  /// The port is free when it is chosen, but may be somebody else's when Redis asks for it.
  private static EmbeddedRedis launched(DataDirectory data, Path program) throws IOException {
    for (int attempt = 1; ; attempt++) {
      EmbeddedConfig config = new EmbeddedConfig(data, program, freshAccess());
      // Before the launch, so that the next start finds this Redis even if we die in between.
      data.save(config.saved());
      try {
        return new EmbeddedRedis(data, config, EmbeddedProcess.launch(config));
      } catch (StartFailed.PortTaken e) {
        data.forgetSaved();
        if (attempt == PORT_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static DataDirectory.Saved freshAccess() throws IOException {
    byte[] password = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(password);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new DataDirectory.Saved(socket.getLocalPort(), HexFormat.of().formatHex(password));
    }
  }

  /// How to reach it, password included.
  public RedisTarget target() {
    return new RedisTarget.Single(config.node(), 0, config.access());
  }

  /// The port on 127.0.0.1.
  public int port() {
    return config.node().port();
  }

  /// The process that runs now; another one after a crash.
  public long pid() {
    return process.pid();
  }

  private void supervise() {
    try {
      long started = System.nanoTime();
      long rotated = started;
      Duration pause = Duration.ZERO;
      while (!closing.await(WATCH.toMillis(), TimeUnit.MILLISECONDS)) {
        long now = System.nanoTime();
        if (now - rotated > ROTATION.toNanos()) {
          rotated = now;
          rotateLog();
        }
        if (process.running()) {
          continue;
        }
        pause = now - started > STABLE.toNanos() ? Duration.ZERO : longer(pause);
        log.warn(
            "embedded Redis (pid {}) died; next start in {} ms", process.pid(), pause.toMillis());
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        started = System.nanoTime();
        restart();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    return next.compareTo(LAST_PAUSE) < 0 ? next : LAST_PAUSE;
  }

  private void restart() {
    try {
      process = EmbeddedProcess.launch(config);
      log.info("embedded Redis is back (pid {})", process.pid());
    } catch (StartFailed e) {
      log.error("{}", e.getMessage());
    }
  }

  private void rotateLog() {
    try {
      new RedisLog(config.log()).rotate();
    } catch (IOException e) {
      log.warn("the log of the embedded Redis cannot be rotated: {}", e.getMessage());
    }
  }

  /// Ends Redis in order and lets go of the directory. Does nothing the second time.
  @Override
  public void close() {
    if (closing.getCount() == 0) {
      return;
    }
    closing.countDown();
    boolean interrupted = false;
    while (supervisor.isAlive()) {
      try {
        supervisor.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (process.running()) {
      process.stop();
    }
    try {
      data.forgetSaved();
    } catch (IOException e) {
      log.warn("embedded Redis: {}", e.getMessage());
    }
    release(data);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void release(DataDirectory data) {
    try {
      data.close();
    } catch (IOException e) {
      log.warn("data directory: {} cannot be unlocked ({})", data.path(), e.getMessage());
    }
  }
}
