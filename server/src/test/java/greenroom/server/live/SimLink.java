package greenroom.server.live;

import greenroom.protocol.ClientFrame.Hello;
import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.Position;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.Signal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One connection of a client to a node, frames under way included: each direction keeps its order,
/// and both may be cut off at any time.
final class SimLink implements Outbound {
  private final SimLoop loop;
  private final Weather weather;
  private final Trace trace;
  private final Privacy privacy;
  private final SimNode node;
  private final NodeLife life;
  private final Role role;
  private final String label;
  private final Receiver receiver;

  private @Nullable Connection connection;
  private long lastUp;
  private long lastDown;
  private boolean closedByServer;

  /// How many frames may be on their way before the client is behind.
  private final int window;

  private int onTheWay;
  private boolean wasBehind;
  private boolean closedByClient;

  /// What the client sends after this time does not arrive.
  private long upEnds = Long.MAX_VALUE;

  /// The client's end.
  interface Receiver {
    void received(SimLink link, byte[] frame);

    /// The server closed the connection.
    void closed(SimLink link, CloseCode code);

    /// The connection is dead.
    void lost(SimLink link);
  }

  SimLink(
      SimLoop loop,
      Weather weather,
      Trace trace,
      Privacy privacy,
      SimNode node,
      Role role,
      String label,
      Receiver receiver) {
    this.loop = loop;
    this.weather = weather;
    this.trace = trace;
    this.privacy = privacy;
    this.node = node;
    this.life = node.life();
    this.role = role;
    this.label = label;
    this.receiver = receiver;
    this.window =
        weather.strikes(Fault.SLOW_READER, 0.3)
            ? (int) weather.chance().between(2, 12)
            : Integer.MAX_VALUE;
  }

  SimNode node() {
    return node;
  }

  // The client's side.

  void hello(RoomId room, Hello hello) {
    trace.say(() -> label + " -> " + life.name() + " " + hello);
    node.connected(this);
    up(() -> connection = node.rooms().connect(room, hello, this));
  }

  void watch(RoomId room, String token, @Nullable Position since) {
    trace.say(() -> label + " -> " + life.name() + " watches since " + since);
    node.connected(this);
    up(() -> connection = node.rooms().watch(room, token, since, this));
  }

  void signal(Signal signal) {
    up(() -> {
      if (connection != null) {
        connection.signal(signal);
      }
    });
  }

  void command(long n, Command command) {
    trace.say(() -> label + " -> " + life.name() + " #" + n + " " + command);
    up(() -> {
      if (connection != null) {
        connection.command(n, command, 1);
      }
    });
  }

  /// The client goes away.
  ///
  /// @param noticedAfter how long the server believes it is still there
  /// @param arrives for how long what was sent before still arrives
  void hangUp(long noticedAfter, long arrives) {
    closedByClient = true;
    upEnds = loop.now() + arrives;
    loop.at(Math.max(upEnds, loop.now() + noticedAfter), this::end);
  }

  private void end() {
    life.run(() -> {
      if (connection != null) {
        connection.closed();
      }
    });
  }

  private void up(Runnable arrival) {
    lastUp = Math.max(lastUp, loop.now() + weather.delay());
    loop.at(
        lastUp,
        () -> {
          if (loop.now() <= upEnds) {
            life.run(arrival);
          }
        });
  }

  // The server's side.

  @Override
  public void send(Frame frame) {
    if (closedByServer) {
      throw trace.violated(Violation.Rule.BUG, label + ": a frame after the close");
    }
    privacy.check(role, frame.json(), label);
    onTheWay++;
    down(() -> {
      onTheWay--;
      receiver.received(this, frame.json());
      if (wasBehind && onTheWay <= window / 2) {
        wasBehind = false;
        up(() -> Objects.requireNonNull(connection).drained());
      }
    });
  }

  @Override
  public boolean isBehind() {
    boolean behind = onTheWay >= window;
    wasBehind |= behind;
    return behind;
  }

  @Override
  public void bundle() {}

  @Override
  public void close(CloseCode code, String message) {
    if (closedByServer) {
      throw trace.violated(Violation.Rule.BUG, label + ": closed twice");
    }
    trace.say(() -> life.name() + " closes " + label + ": " + code.wire() + ", " + message);
    closedByServer = true;
    down(() -> receiver.closed(this, code));
    loop.after(weather.delay(), this::end);
  }

  void nodeCrashed() {
    if (!closedByServer && !closedByClient) {
      long noticed = weather.chance().of(0.8) ? weather.delay() : weather.lateness();
      loop.after(noticed, () -> receiver.lost(this));
    }
  }

  private void down(Runnable arrival) {
    long slowness = window == Integer.MAX_VALUE ? 0 : weather.chance().between(0, 60);
    lastDown = Math.max(lastDown, loop.now() + weather.delay()) + slowness;
    loop.at(
        lastDown,
        () -> {
          if (!closedByClient) {
            arrival.run();
          }
        });
  }
}
