package greenroom.server;

import greenroom.protocol.ServerFrame.Durability;
import greenroom.server.guide.Guide;
import greenroom.server.guide.WrongGuide;
import greenroom.server.live.Node;
import greenroom.server.live.Rooms;
import greenroom.server.live.ThreadTasks;
import greenroom.server.net.CannotListen;
import greenroom.server.net.NetOptions;
import greenroom.server.net.NetServer;
import greenroom.server.redis.EmbeddedRedis;
import greenroom.server.redis.RedisStore;
import greenroom.server.redis.StartFailed;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Starts Greenroom: reads the command line, wires the parts and lets them run.
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Main() {}

  /// Runs the program until it is told to stop. A wrong flag or environment variable is one line on
  /// standard error and exit code 2; a server that cannot start is one line and exit code 1.
  public static void main(String[] args) {
    switch (ServeCommand.parse(args, System.getenv())) {
      case ServeCommand.Serve(ServeOptions options) -> start(options);
      case ServeCommand.Print(String text) -> System.out.println(text);
      case ServeCommand.Refuse(String line) -> refuse(line, WRONG_USAGE);
    }
  }

  private static void start(ServeOptions options) {
    try {
      serve(options);
    } catch (StartFailed | CannotListen | WrongGuide e) {
      refuse(e.getMessage(), FAILED);
    }
  }

  private static void refuse(@Nullable String line, int exitCode) {
    System.err.println(line);
    Runtime.getRuntime().halt(exitCode);
  }

  private static void serve(ServeOptions options) {
    Guide guide = options.guide() == null ? Guide.builtIn() : Guide.with(options.guide());
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (EmbeddedRedis embedded =
            options.redis() == null ? EmbeddedRedis.start(options.data()) : null;
        RedisStore store =
            RedisStore.open(
                embedded != null ? embedded.target() : Objects.requireNonNull(options.redis()));
        ThreadTasks tasks = new ThreadTasks();
        Rooms rooms =
            new Rooms(
                node(store, tasks, embedded),
                new SecureRandom(),
                Duration.ofDays(options.keepDays()).toMillis());
        NetServer net =
            NetServer.start(
                new NetOptions(
                    options.host(), options.port(), options.publicUrl(), options.createKey()),
                rooms,
                guide,
                store::obstacle)) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stopGracefully(stop, stopped), "shutdown"));
      System.out.println(Greeting.of(options, net.address()));
      stop.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }

  private static Node node(RedisStore store, ThreadTasks tasks, @Nullable EmbeddedRedis embedded) {
    byte[] name = new byte[8];
    new SecureRandom().nextBytes(name);
    return new Node(
        HexFormat.of().formatHex(name),
        store.log(),
        store.wakeUps(),
        store.deadlines(),
        store.attendance(),
        store.ephemeralBus(),
        store.clock(),
        tasks,
        embedded != null ? Durability.FSYNC : Durability.EXTERNAL);
  }

  private static void stopGracefully(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
