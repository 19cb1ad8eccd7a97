package greenroom.server.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A Redis Cluster of masters without replicas for one test, with slots that can be moved.
public final class RedisCluster implements AutoCloseable {

  private static final int SLOTS = 16_384;
  private static final Duration FORMATION = Duration.ofSeconds(20);

  private final List<RedisProcess> masters = new ArrayList<>();

  private RedisCluster() {}

  /// Starts a cluster whose masters share the slots evenly, the first having the lowest.
  public static RedisCluster start(int size) {
    RedisCluster cluster = new RedisCluster();
    try {
      for (int i = 0; i < size; i++) {
        cluster.masters.add(RedisProcess.startClusterNode("cluster-node-timeout", "2000"));
      }
      cluster.form();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void form() {
    int size = masters.size();
    for (int i = 0; i < size; i++) {
      // Distinct epochs from the start, or the nodes spend seconds on telling them apart.
      masters.get(i).ask("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
      List<String> slots =
          IntStream.range(SLOTS * i / size, SLOTS * (i + 1) / size)
              .mapToObj(Integer::toString)
              .toList();
      masters
          .get(i)
          .ask(
              Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), slots.stream())
                  .toArray(String[]::new));
    }
    for (RedisProcess other : masters.subList(1, size)) {
      masters.getFirst().ask("CLUSTER", "MEET", "127.0.0.1", Integer.toString(other.port()));
    }
    Await.until(FORMATION, () -> masters.stream().allMatch(node -> knowsAll(node, size)));
  }

  private static boolean knowsAll(RedisProcess node, int size) {
    String info = node.askText("CLUSTER", "INFO");
    return info.contains("cluster_state:ok")
        && info.contains("cluster_slots_ok:" + SLOTS)
        && info.contains("cluster_known_nodes:" + size);
  }

  public RedisProcess master(int index) {
    return masters.get(index);
  }

  /// The master that has a slot now, by its own word.
  public RedisProcess owner(int slot) {
    return masters.stream().filter(node -> owns(node, slot)).findFirst().orElseThrow();
  }

  private static boolean owns(RedisProcess node, int slot) {
    for (Object range : (List<?>) node.ask("CLUSTER", "SLOTS")) {
      List<?> parts = (List<?>) range;
      List<?> master = (List<?>) parts.get(2);
      if ((Long) parts.get(0) <= slot
          && slot <= (Long) parts.get(1)
          && master.get(1).equals((long) node.port())) {
        return true;
      }
    }
    return false;
  }

  /// `redis://host:port,host:port…`
  public String url() {
    return masters.stream()
        .map(node -> "127.0.0.1:" + node.port())
        .collect(Collectors.joining(",", "redis://", ""));
  }

  public RedisTarget target() {
    return RedisTarget.parse(url());
  }

  /// Opens the move of a slot: keys that `from` has not, or not any more, are asked of `to`.
  public void beginMove(int slot, RedisProcess from, RedisProcess to) {
    String number = Integer.toString(slot);
    to.ask("CLUSTER", "SETSLOT", number, "IMPORTING", id(from));
    from.ask("CLUSTER", "SETSLOT", number, "MIGRATING", id(to));
  }

  /// Carries one key over.
  public void moveKey(String key, RedisProcess from, RedisProcess to) {
    from.ask("MIGRATE", "127.0.0.1", Integer.toString(to.port()), key, "0", "2000");
  }

  /// Carries over what is left and makes `to` the owner.
  public void finishMove(int slot, RedisProcess from, RedisProcess to) {
    String number = Integer.toString(slot);
    List<?> keys = (List<?>) from.ask("CLUSTER", "GETKEYSINSLOT", number, "1000");
    keys.forEach(key -> moveKey(RedisConnection.text(key), from, to));
    to.ask("CLUSTER", "SETSLOT", number, "NODE", id(to));
    for (RedisProcess node : masters) {
      node.ask("CLUSTER", "SETSLOT", number, "NODE", id(to));
    }
  }

  private static String id(RedisProcess node) {
    return node.askText("CLUSTER", "MYID");
  }

  @Override
  public void close() {
    masters.forEach(RedisProcess::close);
  }
}
