package greenroom.server.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/// One run of the bundled redis-server: started by us, or by an earlier server and adopted.
///
/// Redis runs as a daemon in a session of its own. As a plain child it would get the Ctrl-C that is
/// meant for the server and be gone before the server has finished its last commands.
///
/// Methods block; one thread at a time.
final class EmbeddedProcess {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedProcess.class);

  private static final Duration LAUNCH = Duration.ofSeconds(10);
  private static final Duration SHUTDOWN = Duration.ofSeconds(3);
  private static final Duration TERMINATION = Duration.ofMillis(500);
  private static final long POLL_MILLIS = 2;
  private static final Duration LOADING_NOTICE = Duration.ofSeconds(5);

  private final ProcessHandle process;
  private final RedisNode node;
  private final Connector connector;

  private EmbeddedProcess(ProcessHandle process, RedisNode node, Connector connector) {
    this.process = process;
    this.node = node;
    this.connector = connector;
  }

  /// Starts a Redis and returns once it answers.
  ///
  /// @throws StartFailed if it does not come up
  static EmbeddedProcess launch(EmbeddedConfig config) {
    RedisLog redisLog = new RedisLog(config.log());
    try {
      redisLog.rotate();
      long before = redisLog.size();
      Process launcher =
          new ProcessBuilder(config.program().toString(), config.write().toString())
              .directory(config.directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(config.log().toFile()))
              .start();
      launcher.getOutputStream().close();
      if (!launcher.waitFor(LAUNCH.toMillis(), TimeUnit.MILLISECONDS)) {
        launcher.destroyForcibly();
        throw new StartFailed("embedded Redis: did not start within " + LAUNCH.toSeconds() + " s");
      }
      if (launcher.exitValue() != 0) {
        throw stoppedAtStart(config, redisLog, before);
      }
      return awaitReady(config, redisLog, before);
    } catch (IOException e) {
      throw new StartFailed(
          "embedded Redis: " + config.program() + " cannot be run (" + e.getMessage() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("embedded Redis: interrupted at its start", e);
    }
  }

  private static EmbeddedProcess awaitReady(EmbeddedConfig config, RedisLog redisLog, long before)
      throws IOException, InterruptedException {
    long patience = System.nanoTime() + LAUNCH.toNanos();
    while (true) {
      // The daemon's first log line names its pid, before it asks for the port.
      Long pid = redisLog.firstPidAfter(before);
      EmbeddedProcess process = pid == null ? null : of(pid, config);
      if (pid != null && (process == null || !process.running())) {
        throw stoppedAtStart(config, redisLog, before);
      }
      if (process != null && process.answers()) {
        return process;
      }
      if (System.nanoTime() - patience > 0) {
        if (process != null) {
          process.stop();
        }
        throw new StartFailed(
            "embedded Redis: does not answer on "
                + config.node()
                + "; its last words: "
                + redisLog.lastWordsAfter(before));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static StartFailed stoppedAtStart(EmbeddedConfig config, RedisLog redisLog, long before)
      throws IOException {
    return redisLog.after(before).contains("Address already in use")
        ? new StartFailed.PortTaken(config.node())
        : new StartFailed(
            "embedded Redis: stopped at its start: " + redisLog.lastWordsAfter(before));
  }

  private static @Nullable EmbeddedProcess of(long pid, EmbeddedConfig config) {
    return ProcessHandle.of(pid)
        .map(process -> new EmbeddedProcess(process, config.node(), config.connector()))
        .orElse(null);
  }

  /// Whether this process, and no other, serves at its port; waits while it loads its data.
  private boolean answers() throws InterruptedException {
    try (RedisConnection connection = connector.open(node)) {
      if (!connection.info("server", "process_id").equals(Long.toString(pid()))) {
        return false;
      }
      awaitLoaded(connection);
      return true;
    } catch (JedisException e) {
      return false;
    }
  }

  private static void awaitLoaded(RedisConnection connection) throws InterruptedException {
    long notice = System.nanoTime() + LOADING_NOTICE.toNanos();
    while (true) {
      try {
        connection.ask("PING");
        return;
      } catch (JedisDataException e) {
        if (!String.valueOf(e.getMessage()).startsWith("LOADING")) {
          throw e;
        }
      }
      if (System.nanoTime() - notice > 0) {
        notice += LOADING_NOTICE.toNanos();
        log.info(
            "embedded Redis is loading its data: {} %",
            connection.info("persistence", "loading_loaded_perc"));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /// Takes over the Redis that an earlier server left running in this directory, if there is one
  /// and it is as we would have started it. Ends it if it is not, and returns null.
  ///
  /// @throws StartFailed if it cannot be ended
  static @Nullable EmbeddedProcess adopt(EmbeddedConfig config) {
    EmbeddedProcess found = reachable(config);
    if (found != null && found.fit(config)) {
      return found;
    }
    if (found != null) {
      log.warn("embedded Redis of an earlier server (pid {}) is replaced", found.pid());
      found.stop();
    }
    EmbeddedProcess mute = unreachable(config);
    if (mute != null) {
      log.warn("embedded Redis of an earlier server (pid {}) is mute and ended", mute.pid());
      mute.end();
    }
    return null;
  }

  /// It is ours if it takes the password that only this directory holds, and works in it.
  private static @Nullable EmbeddedProcess reachable(EmbeddedConfig config) {
    try (RedisConnection connection = config.connector().open(config.node())) {
      return connection.setting("dir").equals(config.directory().toString())
          ? of(Long.parseLong(connection.info("server", "process_id")), config)
          : null;
    } catch (JedisException e) {
      return null;
    }
  }

  /// One that does not answer is ours only if its program lies in this directory: by now the pid
  /// that was noted may belong to anybody.
  private static @Nullable EmbeddedProcess unreachable(EmbeddedConfig config) {
    Long pid = config.data().notedPid();
    EmbeddedProcess noted = pid == null ? null : of(pid, config);
    return noted != null
            && noted.running()
            && Path.of(noted.process.info().command().orElse(""))
                .startsWith(config.data().binaries())
        ? noted
        : null;
  }

  private boolean fit(EmbeddedConfig config) {
    try (RedisConnection connection = connector.open(node)) {
      awaitLoaded(connection);
      return config.matches(connection);
    } catch (JedisException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  long pid() {
    return process.pid();
  }

  boolean running() {
    return running(process);
  }

  /// A dead process whose parent has not asked for it yet counts as dead.
  static boolean running(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return !stat.substring(stat.lastIndexOf(')') + 1).startsWith(" Z");
    } catch (IOException e) {
      // No such file: a system without /proc, or the process went just now.
      return process.isAlive();
    }
  }

  /// Asks Redis to end, then insists. Everything acknowledged is on disk in any case.
  ///
  /// @throws StartFailed if the process survives even that
  void stop() {
    try (RedisConnection connection = connector.open(node)) {
      connection.ask("SHUTDOWN", "NOSAVE");
    } catch (JedisException e) {
      // A closed connection is how SHUTDOWN usually ends; whatever else it was shows below.
    }
    if (!awaitEnd(SHUTDOWN)) {
      log.warn("embedded Redis (pid {}) does not heed SHUTDOWN", pid());
      end();
    }
  }

  /// Ends a Redis that cannot be asked.
  private void end() {
    process.destroy();
    if (!awaitEnd(TERMINATION)) {
      process.destroyForcibly();
      if (!awaitEnd(SHUTDOWN)) {
        throw new StartFailed("embedded Redis: process " + pid() + " cannot be ended");
      }
    }
  }

  private boolean awaitEnd(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    boolean interrupted = false;
    while (running() && System.nanoTime() - end < 0) {
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !running();
  }
}
