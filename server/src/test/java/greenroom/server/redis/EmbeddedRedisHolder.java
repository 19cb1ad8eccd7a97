package greenroom.server.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Another server process with an embedded Redis, for a test to kill.
final class EmbeddedRedisHolder implements AutoCloseable {

  private final Process jvm;
  private final long redisPid;

  private EmbeddedRedisHolder(Process jvm, long redisPid) {
    this.jvm = jvm;
    this.redisPid = redisPid;
  }

  /// Starts it and waits until its Redis answers.
  static EmbeddedRedisHolder start(Path directory) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                EmbeddedRedisHolder.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = jvm.inputReader();
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the other server did not start");
    }
    return new EmbeddedRedisHolder(jvm, Long.parseLong(line));
  }

  /// What runs in that process: a server that does nothing more until its standard input ends.
  public static void main(String[] arguments) throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start(Path.of(arguments[0]))) {
      System.out.println(redis.pid());
      while (System.in.read() >= 0) {
        // Whatever comes, only the end counts.
      }
    }
  }

  long pid() {
    return jvm.pid();
  }

  long redisPid() {
    return redisPid;
  }

  /// Ends the server as `kill -9` does; its Redis stays.
  void kill() {
    jvm.destroyForcibly();
    jvm.onExit().orTimeout(5, TimeUnit.SECONDS).join();
  }

  /// Lets the server end in order, if it still runs.
  @Override
  public void close() throws IOException {
    jvm.getOutputStream().close();
    try {
      jvm.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    } finally {
      kill();
    }
  }
}
