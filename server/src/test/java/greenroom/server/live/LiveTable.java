package greenroom.server.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.protocol.ClientFrame.Hello;
import greenroom.protocol.CloseCode;
import greenroom.protocol.Http;
import greenroom.protocol.Position;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.ServerFrame.Durability;
import greenroom.protocol.SessionId;
import greenroom.protocol.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One node with one room over a store in memory, on virtual time, for tests that talk to it as
/// clients do.
final class LiveTable {
  private static final long KEEP = 24L * 60 * 60 * 1000;
  private static final long A_SECOND = 1_000;

  final SimLoop loop = new SimLoop();
  final MemoryStore store = new MemoryStore(loop::now);
  final Rooms rooms;
  final NewRoom room;

  LiveTable() {
    this(Sizes.USUAL);
  }

  LiveTable(Sizes sizes) {
    Calls calls = Calls.plain(loop);
    rooms =
        new Rooms(
            new Node(
                "one",
                new InMemoryEventLog(store, calls),
                new InMemoryWakeUps(store, calls),
                new InMemoryDeadlines(store, calls),
                new InMemoryAttendance(store, calls),
                new InMemoryEphemeralBus(store, calls),
                _ -> loop.now(),
                new LoopTasks(),
                Durability.FSYNC),
            sizes,
            new Random(1),
            KEEP);
    var made =
        rooms
            .create(new Http.CreateRoom("A feed", "Design it.", null, null, false, true))
            .toCompletableFuture();
    settle();
    room = made.join();
  }

  /// Lets a second pass.
  void settle() {
    loop.runTo(loop.now() + A_SECOND);
  }

  /// Somebody says hello; the number makes the person and the session.
  Client join(int number, Role role) {
    return join(number, role, null, 0);
  }

  Client join(int number, Role role, @Nullable Position since, long sent) {
    Client client = new Client();
    String secret = "person%016d".formatted(number);
    client.connection =
        rooms.connect(
            room.id(),
            new Hello(
                room.tokens().getOrDefault(role, ""),
                secret,
                new SessionId(secret),
                "Person " + number,
                since,
                sent),
            client);
    return client;
  }

  /// What one client is told, and the way for what it says.
  static final class Client implements Outbound {
    final List<ServerFrame> frames = new ArrayList<>();
    final List<CloseCode> closed = new ArrayList<>();
    @Nullable Connection connection;

    Connection connection() {
      Connection open = connection;
      if (open == null) {
        throw new IllegalStateException("the client has not said hello");
      }
      return open;
    }

    @Override
    public void send(Frame frame) {
      frames.add(Wire.read(frame.json(), ServerFrame.class));
    }

    @Override
    public boolean isBehind() {
      return false;
    }

    @Override
    public void bundle() {}

    @Override
    public void close(CloseCode code, String message) {
      closed.add(code);
    }

    <T extends ServerFrame> List<T> all(Class<T> type) {
      return frames.stream().filter(type::isInstance).map(type::cast).toList();
    }

    String text() {
      return new String(Wire.bytes(frames), UTF_8);
    }
  }

  private final class LoopTasks implements Tasks {
    @Override
    public void execute(Runnable task) {
      loop.after(0, task);
    }

    @Override
    public Cancellable after(long millis, Runnable task) {
      boolean[] cancelled = {false};
      loop.after(
          millis,
          () -> {
            if (!cancelled[0]) {
              task.run();
            }
          });
      return () -> cancelled[0] = true;
    }
  }
}
