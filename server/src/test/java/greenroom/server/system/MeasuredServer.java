package greenroom.server.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.protocol.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/// The server that a benchmark measures, in a process of its own with an embedded Redis on data of
/// its own, which go when it is closed.
final class MeasuredServer implements AutoCloseable {
  private final Path data;
  private final ServerProcess process;

  private MeasuredServer(Path data, ServerProcess process) {
    this.data = data;
    this.process = process;
  }

  /// What server and load have cost until now; the Redis that writes to disk is in neither.
  record Cpu(Duration server, Duration load) {
    Cpu since(Cpu earlier) {
      return new Cpu(server.minus(earlier.server), load.minus(earlier.load));
    }

    /// For the line of a result: milliseconds per one are seconds per 1,000.
    ///
    /// @param what `"edits"`, say
    String per1000(long count, String what) {
      return "server CPU %.4f s per 1,000 %s, load CPU %.4f s per 1,000"
          .formatted(server.toMillis() / (double) count, what, load.toMillis() / (double) count);
    }
  }

  /// Starts one, and prints how long that took.
  static MeasuredServer start() throws IOException {
    Path data = Files.createTempDirectory("greenroom-bench");
    ServerProcess process =
        ServerProcess.start(
            List.of("--port", "" + ServerProcess.freePort(), "--data", data.toString()));
    System.out.printf("start-up %d ms%n", process.startUp().toMillis());
    return new MeasuredServer(data, process);
  }

  URI address() {
    return process.address();
  }

  /// A room with these as its title and nothing else special.
  Http.RoomCreated createRoom(HttpClient http, String title) {
    return RoomClient.create(
        http, address(), new Http.CreateRoom(title, "", null, null, null, false, null));
  }

  Cpu cpu() {
    var load =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Cpu(process.cpu(), Duration.ofNanos(load.getProcessCpuTime()));
  }

  /// The bytes of all objects in use, after a full collection.
  long liveHeapBytes() {
    String total = jcmd("GC.class_histogram").lines().reduce("", (_, last) -> last);
    String[] words = total.strip().split("\\s+", -1);
    if (words.length != 3 || !words[0].equals("Total")) {
      throw new IllegalStateException("class histogram: ends with " + total + " (expected: Total)");
    }
    return Long.parseLong(words[2]);
  }

  /// The bytes of memory that the process occupies, its heap's free rest included.
  long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1_024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IllegalStateException("/proc/<pid>/status: no VmRSS");
  }

  private String jcmd(String command) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process asking =
          new ProcessBuilder(jcmd.toString(), "" + process.pid(), command)
              .redirectErrorStream(true)
              .start();
      String answer = new String(asking.getInputStream().readAllBytes(), UTF_8);
      if (asking.waitFor() != 0) {
        throw new IllegalStateException("jcmd: " + answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      process.close();
    } finally {
      endOrphan();
      deleteData();
    }
  }

  /// Ends the Redis of a server that had to be killed.
  private void endOrphan() throws IOException {
    Path noted = data.resolve("redis.pid");
    if (Files.exists(noted)) {
      ProcessHandle.of(Long.parseLong(Files.readString(noted).strip()))
          .filter(redis -> redis.info().command().orElse("").startsWith(data.toString()))
          .ifPresent(redis -> {
            redis.destroyForcibly();
            redis.onExit().join();
          });
    }
  }

  private void deleteData() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
