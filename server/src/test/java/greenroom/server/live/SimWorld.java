package greenroom.server.live;

import greenroom.protocol.ClockBy;
import greenroom.protocol.Http;
import greenroom.protocol.LogName;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.Wire;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One room with all that is around it: store, nodes, network, clients, and what checks them.
final class SimWorld {
  private static final long ENOUGH = 60_000;
  private static final long ROTATION_PATIENCE = 3_000;

  private final SimLoop loop = new SimLoop();
  private final MemoryStore store = new MemoryStore(loop::now);
  private final Trace trace;
  private final Oracle oracle;
  private final Privacy privacy;
  private final Weather weather;
  private final Chance chance;
  private final List<SimNode> nodes;
  private final List<SimClient> clients = new ArrayList<>();
  private final NewRoom room;
  private final Map<Role, Deque<String>> tokens = new EnumMap<>(Role.class);
  private final Set<Role> lostRotations = EnumSet.noneOf(Role.class);

  private byte[] decodedBytes = {};
  private @Nullable ServerFrame decoded;

  SimWorld(Scenario scenario, boolean traced) {
    chance = new Chance(scenario.seed());
    trace = new Trace(loop, traced);
    oracle = new Oracle(store, trace);
    privacy = new Privacy(oracle, trace);
    weather = new Weather(loop, scenario.faults(), chance.split());
    store.watch(oracle);
    nodes =
        IntStream.range(0, scenario.nodes())
            .mapToObj(i -> new SimNode(loop, store, weather, trace, "node" + i, chance.split()))
            .toList();
    room = create();
    room.tokens().forEach((role, token) -> tokens.put(role, new ArrayDeque<>(List.of(token))));
  }

  private NewRoom create() {
    // In some runs the state does not fit into a frame.
    String problem = Privacy.PROBLEM + "Design a feed" + "ö".repeat(chance.of(0.05) ? 17_000 : 1);
    CompletableFuture<NewRoom> made =
        nodes
            .getFirst()
            .rooms()
            .create(
                new Http.CreateRoom(
                    "A feed",
                    problem,
                    null,
                    new Http.FrameworkChoice.Own(Script.phases(chance)),
                    chance.one(List.of(ClockBy.values())),
                    chance.of(0.5),
                    true))
            .toCompletableFuture();
    loop.runUntil(made::isDone, loop.now() + ENOUGH);
    return made.join();
  }

  SimLoop loop() {
    return loop;
  }

  Trace trace() {
    return trace;
  }

  Oracle oracle() {
    return oracle;
  }

  Privacy privacy() {
    return privacy;
  }

  Weather weather() {
    return weather;
  }

  Chance chance() {
    return chance;
  }

  RoomId room() {
    return room.id();
  }

  List<SimNode> nodes() {
    return nodes;
  }

  List<SimClient> clients() {
    return clients;
  }

  /// A role's present token, or its newest one if nobody knows the present one. After a loss it may
  /// be an older one again.
  String token(Role role) {
    Deque<String> known = Objects.requireNonNull(tokens.get(role));
    return known.stream()
        .filter(token -> store.counts(room(), Secrets.tokenHash(token)))
        .findFirst()
        .orElse(known.getFirst());
  }

  /// Somebody gives a role a new link, by way of a node that is up; whoever needs it gets it at
  /// once. As long as it is not known whether that worked, it is tried again.
  void rotate(Role role) {
    SimNode node = someNode(chance);
    if (node != null) {
      node.rooms()
          .rotate(room(), token(Role.INTERVIEWER), role)
          .whenComplete((answer, failure) -> {
            if (answer instanceof Answer.Ok<String>(String token)) {
              trace.say(() -> "the link of " + role + " was rotated");
              Objects.requireNonNull(tokens.get(role)).addFirst(token);
            }
          });
    }
    loop.after(
        ROTATION_PATIENCE,
        () -> {
          if (!store.counts(room(), Secrets.tokenHash(token(role)))) {
            rotate(role);
          }
        });
  }

  /// Whether a token is that of its role's present link, and has been for as long as anybody knew
  /// it.
  boolean hasAlwaysCounted(Role role, String token) {
    return store.counts(room(), Secrets.tokenHash(token)) && !lostRotations.contains(role);
  }

  SimClient addClient(Role role, String person, boolean stream) {
    String label = "client" + clients.size() + role.wire().charAt(0) + (stream ? "e" : "");
    SimClient client = new SimClient(this, label, role, person, stream);
    clients.add(client);
    return client;
  }

  /// A node that is up, null if none is.
  @Nullable SimNode someNode(Chance by) {
    List<SimNode> up = nodes.stream().filter(SimNode::isUp).toList();
    return up.isEmpty() ? null : by.one(up);
  }

  SimLink link(SimNode node, Role role, String label, SimLink.Receiver receiver) {
    return new SimLink(loop, weather, trace, privacy, node, role, label, receiver);
  }

  /// The frame in these bytes; many clients get the same bytes one after the other.
  // Whether these are the same bytes is the question, not whether they are equal.
  @SuppressWarnings("ReferenceEquality")
  ServerFrame decode(byte[] bytes) {
    ServerFrame known = decoded;
    if (known != null && decodedBytes == bytes) {
      return known;
    }
    ServerFrame frame = Wire.read(bytes, ServerFrame.class);
    decodedBytes = bytes;
    decoded = frame;
    return frame;
  }

  /// Goes on to a time; whatever goes wrong on the way is thrown here.
  void runTo(long time) {
    while (loop.step(time)) {
      trace.throwViolation();
    }
    loop.runTo(time);
  }

  /// Loses the newest entries as a failover does: a tail of the merged order, because both logs are
  /// in one file and one stream to the replicas; sometimes only the private ones at its end.
  void cutTail() {
    int shared = 0;
    int privately = 0;
    boolean privateOnly = chance.of(0.2);
    for (Entry entry : merged().reversed().stream().limit(chance.between(1, 6)).toList()) {
      if (entry.log() == LogName.PRIVATE) {
        privately++;
      } else if (privateOnly) {
        break;
      } else {
        shared++;
      }
    }
    cut(LogName.SHARED, shared);
    cut(LogName.PRIVATE, privately);
    oracle.cut(room());
    clients.forEach(client -> client.witness().cut());
  }

  /// What a room begins with always stays.
  private void cut(LogName log, int entries) {
    lostRotations.addAll(
        store.cutTail(room(), log, Math.min(entries, store.entries(room(), log).size() - 1)));
  }

  private List<Entry> merged() {
    return store.read(room(), Heads.START, Integer.MAX_VALUE) instanceof EventLog.Read.Tail tail
        ? tail.entries()
        : List.of();
  }

  MemoryStore store() {
    return store;
  }
}
