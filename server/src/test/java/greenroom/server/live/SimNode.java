package greenroom.server.live;

import greenroom.protocol.ServerFrame.Durability;
import java.util.ArrayList;
import java.util.List;

/// A server process: ends and starts again, each time with empty memory.
final class SimNode {
  /// A month, as in production.
  static final long KEEP_MILLIS = 30L * 24 * 60 * 60 * 1000;

  private final SimLoop loop;
  private final MemoryStore store;
  private final Weather weather;
  private final Trace trace;
  private final String label;
  private final Chance chance;
  private final Sizes sizes;
  private final List<SimLink> links = new ArrayList<>();
  private int lives;
  private NodeLife life;
  private Rooms rooms;

  SimNode(
      SimLoop loop, MemoryStore store, Weather weather, Trace trace, String label, Chance chance) {
    this.loop = loop;
    this.store = store;
    this.weather = weather;
    this.trace = trace;
    this.label = label;
    this.chance = chance;
    this.sizes = someSizes();
    this.life = newLife();
    this.rooms = newRooms();
  }

  /// Small ones, so that pages, snapshots and trimmed histories are met within seconds.
  private Sizes someSizes() {
    return new Sizes(
        (int) chance.between(3, 40),
        (int) chance.between(2, 20),
        chance.between(1_000, 100_000),
        (int) chance.between(1, 40),
        (int) chance.between(3, 40),
        (int) chance.between(5, 200),
        (int) chance.between(5, 60),
        chance.between(500, 20_000));
  }

  private NodeLife newLife() {
    return new NodeLife(loop, weather, trace, label + "-" + lives++);
  }

  private Rooms newRooms() {
    return new Rooms(
        new Node(
            life.name(),
            new InMemoryEventLog(store, life),
            new InMemoryWakeUps(store, life),
            new InMemoryDeadlines(store, life),
            new InMemoryAttendance(store, life),
            new InMemoryEphemeralBus(store, life),
            _ -> loop.now() + chance.below(4) - 2,
            life,
            Durability.FSYNC),
        sizes,
        chance.generator(),
        KEEP_MILLIS);
  }

  Rooms rooms() {
    return rooms;
  }

  NodeLife life() {
    return life;
  }

  String name() {
    return life.name();
  }

  boolean isUp() {
    return !life.isOver();
  }

  void connected(SimLink link) {
    links.add(link);
  }

  void crash() {
    trace.say(() -> name() + " crashes");
    life.end();
    links.forEach(SimLink::nodeCrashed);
    links.clear();
  }

  void start() {
    life = newLife();
    rooms = newRooms();
    trace.say(() -> name() + " starts");
  }
}
