package greenroom.server.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server in a JVM of its own.
public final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final Process process;
  private final URI address;
  private final Duration startUp;
  private final List<String> output;

  private ServerProcess(Process process, URI address, Duration startUp, List<String> output) {
    this.process = process;
    this.address = address;
    this.startUp = startUp;
    this.output = output;
  }

  /// A port that was free a moment ago.
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts a server and waits until it says where it listens.
  ///
  /// @param flags as on the command line; a `--port` other than 0 among them
  public static ServerProcess start(List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(program());
    command.addAll(flags);
    long started = System.nanoTime();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      List<String> output = new ArrayList<>();
      CompletableFuture<URI> listening = new CompletableFuture<>();
      Thread.ofPlatform()
          .daemon()
          .name("server-output")
          .start(() -> read(process, output, listening));
      URI address = await(process, listening, output);
      return new ServerProcess(
          process, address, Duration.ofNanos(System.nanoTime() - started), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The jar with the archive of its classes beside it, or, where no build has made one, the
  /// classes.
  private static List<String> program() {
    String jar = System.getProperty("greenroom.jar");
    return jar == null
        ? List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "greenroom.server.Main")
        : List.of("-XX:SharedArchiveFile=" + jar.replaceFirst("[.]jar$", ".jsa"), "-jar", jar);
  }

  private static URI await(Process process, CompletableFuture<URI> listening, List<String> output) {
    try {
      return listening.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a server started", e);
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      synchronized (output) {
        throw new IllegalStateException(
            "the server did not start: " + String.join("\n", output), e);
      }
    }
  }

  private static void read(Process process, List<String> output, CompletableFuture<URI> listening) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (output) {
          output.add(line);
        }
        int at = line.indexOf("http://");
        if (at >= 0 && !listening.isDone()) {
          listening.complete(URI.create(line.substring(at).trim()));
        }
      }
    } catch (IOException e) {
      // The process was killed.
    }
    listening.completeExceptionally(new IOException("the server ended"));
  }

  public URI address() {
    return address;
  }

  /// From the start of the JVM to the line that says where it listens.
  public Duration startUp() {
    return startUp;
  }

  public long pid() {
    return process.pid();
  }

  public List<String> output() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  /// As `kill -9`.
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// As `kill`: the server shuts down by itself.
  public int stop() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        kill();
        throw new IllegalStateException("the server did not stop within 30 s of SIGTERM");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a server stopped", e);
    }
  }

  /// The CPU time that the process has used, user and system, from `/proc`.
  public Duration cpu() {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      return Duration.ofMillis(ticks * 10);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }
}
