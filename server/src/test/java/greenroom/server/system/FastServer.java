package greenroom.server.system;

import greenroom.protocol.ServerFrame.Durability;
import greenroom.server.guide.Guide;
import greenroom.server.live.Clock;
import greenroom.server.live.Node;
import greenroom.server.live.Rooms;
import greenroom.server.live.Tasks;
import greenroom.server.live.ThreadTasks;
import greenroom.server.net.NetOptions;
import greenroom.server.net.NetServer;
import greenroom.server.redis.RedisProcess;
import greenroom.server.redis.RedisStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;

/// A server in this JVM whose rooms live many times faster than their clients: its clock runs ahead
/// of the store's, and its timers are as much shorter.
final class FastServer implements AutoCloseable {
  private final RedisStore store;
  private final ThreadTasks tasks = new ThreadTasks();
  private final Rooms rooms;
  private final NetServer net;

  /// @param epoch the moment at which both clocks agree, in milliseconds since 1970
  /// @param speed how many milliseconds pass in a room in one of ours
  FastServer(String name, RedisProcess redis, long epoch, int speed) {
    store = RedisStore.open(redis.target());
    Clock clock = room -> epoch + (store.clock().now(room) - epoch) * speed;
    rooms =
        new Rooms(
            new Node(
                name,
                store.log(),
                store.wakeUps(),
                store.deadlines(),
                store.attendance(),
                store.ephemeralBus(),
                clock,
                new FastTasks(tasks, speed),
                Durability.EXTERNAL),
            new SecureRandom(),
            Duration.ofDays(1).toMillis());
    net =
        NetServer.start(
            new NetOptions("127.0.0.1", 0, null, null), rooms, Guide.builtIn(), store::obstacle);
  }

  private record FastTasks(Tasks tasks, int speed) implements Tasks {
    @Override
    public void execute(Runnable task) {
      tasks.execute(task);
    }

    @Override
    public Cancellable after(long millis, Runnable task) {
      return tasks.after(Math.ceilDiv(millis, speed), task);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + net.address().getPort());
  }

  @Override
  public void close() {
    net.close();
    rooms.close();
    tasks.close();
    store.close();
  }
}
