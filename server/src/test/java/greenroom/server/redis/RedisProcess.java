package greenroom.server.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisException;

/// A redis-server for one test: a free port on loopback, a directory of its own, gone after
/// [#close].
public final class RedisProcess implements AutoCloseable {

  /// Where the settings begin in a command: after program, `--port`, port, `--save` and `""`.
  private static final int SETTINGS = 5;

  private static final long POLL_NANOS = 1_000_000;

  /// Names a redis-server of another version to test with, instead of the bundled one.
  private static final String OTHER_PROGRAM = "GREENROOM_TEST_REDIS";

  private static final Duration START = Duration.ofSeconds(10);

  private final Path directory;
  private final int port;
  private final List<String> command;
  private Process process;

  private RedisProcess(Path directory, int port, List<String> command) {
    this.directory = directory;
    this.port = port;
    this.command = command;
    this.process = launch();
  }

  /// Starts one that keeps nothing on disk, with further settings as alternating names and values.
  public static RedisProcess start(String... settings) {
    return start(List.of(), settings);
  }

  /// Starts one whose writes are on disk before they are answered, so that [#kill] loses none.
  public static RedisProcess startDurable(String... settings) {
    return start(List.of("appendonly", "yes", "appendfsync", "always"), settings);
  }

  /// Starts a durable one that can be made part of a Cluster.
  static RedisProcess startClusterNode(String... settings) {
    List<String> first =
        List.of("cluster-enabled", "yes", "appendonly", "yes", "appendfsync", "always");
    return start(clusterPort(), first, settings);
  }

  private static RedisProcess start(List<String> first, String... settings) {
    return start(freePort(), first, settings);
  }

  private static RedisProcess start(int port, List<String> first, String... settings) {
    List<String> command = command(port, "--save", "");
    Stream.concat(first.stream(), Stream.of(settings)).forEach(command::add);
    for (int i = SETTINGS; i < command.size(); i += 2) {
      command.set(i, "--" + command.get(i));
    }
    return new RedisProcess(temporaryDirectory(), port, command);
  }

  /// Starts a sentinel with these lines of configuration.
  public static RedisProcess startSentinel(String... lines) {
    Path directory = temporaryDirectory();
    int port = freePort();
    try {
      Path config = Files.write(directory.resolve("sentinel.conf"), List.of(lines));
      List<String> command = command(port, "--sentinel", "");
      command.removeLast();
      command.add(1, config.toString());
      return new RedisProcess(directory, port, command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(int port, String... more) {
    List<String> command = new ArrayList<>();
    command.add(program());
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of(more));
    return command;
  }

  private static String program() {
    String other = System.getenv(OTHER_PROGRAM);
    return other == null
        ? RedisBinary.in(Path.of("target", "redis-for-tests").toAbsolutePath()).toString()
        : other;
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("greenroom-redis");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A port whose neighbour 10,000 higher, where cluster nodes talk to one another, is free as
  /// well; below the range from which the system takes ports by itself.
  private static int clusterPort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(12_000, 22_000);
      try (ServerSocket clients = new ServerSocket(port);
          ServerSocket nodes = new ServerSocket(port + 10_000)) {
        return clients.isBound() && nodes.isBound() ? port : 0;
      } catch (IOException e) {
        // Somebody has one of them: another port, then.
      }
    }
  }

  private Process launch() {
    try {
      Process started =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
      process = started;
      awaitAnswer(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer(Process started) throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        ask("PING");
        return;
      } catch (JedisAccessControlException e) {
        // It wants the password that the test gave it, so it is there.
        return;
      } catch (JedisException e) {
        if (!started.isAlive() || System.nanoTime() - end > 0) {
          started.destroyForcibly();
          throw new IllegalStateException(
              "redis-server does not start: " + Files.readString(directory.resolve("log")), e);
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /// `redis://127.0.0.1:port`
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public RedisTarget target() {
    return RedisTarget.parse(url());
  }

  RedisNode node() {
    return new RedisNode("127.0.0.1", port);
  }

  /// Sends one command over a connection of its own and returns the reply: `Long`, `byte[]`, `List`
  /// or null.
  public Object ask(String... command) {
    try (RedisConnection connection = new Connector(RedisTarget.Access.OPEN, 0).open(node())) {
      return connection.ask(command);
    }
  }

  /// The same as text.
  public String askText(String... command) {
    return RedisConnection.text(ask(command));
  }

  /// Stops its clock, so to say: the process stays and does nothing until [#thaw].
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
      kill.onExit().orTimeout(5, TimeUnit.SECONDS).join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends it as `kill -9` does.
  public void kill() {
    process.destroyForcibly();
    process.onExit().orTimeout(5, TimeUnit.SECONDS).join();
  }

  /// Takes the end off what [#kill] left on disk.
  void truncateAppendOnlyFile(long bytes) {
    try (Stream<Path> files = Files.walk(directory)) {
      Path file =
          files
              .filter(path -> path.toString().endsWith(".aof") && path.toFile().length() > bytes)
              .findAny()
              .orElseThrow();
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(channel.size() - bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts it again after [#kill], on the same port and directory.
  public void restart() {
    process = launch();
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
