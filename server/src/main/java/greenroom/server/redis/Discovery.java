package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/// Asks around who the masters are. Blocks; one thread at a time.
final class Discovery {

  private final RedisTarget target;
  private final Connector connector;
  private Set<RedisNode> known = Set.of();

  Discovery(RedisTarget target, Connector connector) {
    this.target = target;
    this.connector = connector;
  }

  /// The master of every slot, null for slots that nobody serves.
  ///
  /// @throws JedisException if nobody can say
  @Nullable RedisNode[] owners() {
    return switch (target) {
      case RedisTarget.Single single -> all(single.node());
      case RedisTarget.Sentinel sentinel -> all(master(sentinel));
      case RedisTarget.Cluster cluster -> slots(cluster);
    };
  }

  private static @Nullable RedisNode[] all(RedisNode node) {
    @Nullable RedisNode[] owners = new @Nullable RedisNode[Topology.SLOTS];
    Arrays.fill(owners, node);
    return owners;
  }

  /// Which node the sentinels take for the master.
  ///
  /// @throws JedisException if none of them can say
  RedisNode master(RedisTarget.Sentinel sentinel) {
    List<String> failures = new ArrayList<>();
    for (RedisNode node : sentinel.sentinels()) {
      try {
        Object reply = askSentinel(node, sentinel);
        RedisNode master = reply instanceof List<?> pair ? node(pair, "") : null;
        if (master != null) {
          return master;
        }
        failures.add("sentinel " + node + " knows no master " + sentinel.master());
      } catch (JedisException e) {
        failures.add("sentinel " + node + ": " + Connector.reason(e));
      }
    }
    throw new JedisConnectionException(String.join("; ", failures));
  }

  /// Sentinels often want no password where their Redis wants one.
  private Object askSentinel(RedisNode node, RedisTarget.Sentinel sentinel) {
    try (RedisConnection connection = new Connector(RedisTarget.Access.OPEN, 0).open(node)) {
      return connection.ask("SENTINEL", "GET-MASTER-ADDR-BY-NAME", sentinel.master());
    } catch (JedisAccessControlException e) {
      try (RedisConnection connection = new Connector(sentinel.access(), 0).open(node)) {
        return connection.ask("SENTINEL", "GET-MASTER-ADDR-BY-NAME", sentinel.master());
      }
    }
  }

  /// Nodes found last time are asked first: the seeds may be long gone.
  private @Nullable RedisNode[] slots(RedisTarget.Cluster cluster) {
    Set<RedisNode> nodes = new LinkedHashSet<>(known);
    nodes.addAll(cluster.seeds());
    List<String> failures = new ArrayList<>();
    for (RedisNode node : nodes) {
      try (RedisConnection connection = connector.open(node)) {
        @Nullable RedisNode[] owners = slots(connection.ask("CLUSTER", "SLOTS"), node);
        Set<RedisNode> found = new LinkedHashSet<>(Arrays.asList(owners));
        found.remove(null);
        if (!found.isEmpty()) {
          known = found;
          return owners;
        }
        failures.add(node + " knows of no slots");
      } catch (JedisException e) {
        failures.add(node + ": " + Connector.reason(e));
      }
    }
    throw new JedisConnectionException(String.join("; ", failures));
  }

  /// Reads `[[first, last, [host, port, …], …], …]`, where the first node is the master. What is of
  /// another form is passed over; its slots are nobody's.
  private static @Nullable RedisNode[] slots(Object reply, RedisNode asked) {
    @Nullable RedisNode[] owners = new @Nullable RedisNode[Topology.SLOTS];
    for (Object entry : reply instanceof List<?> ranges ? ranges : List.of()) {
      if (entry instanceof List<?> range
          && range.size() > 2
          && range.get(0) instanceof Long first
          && range.get(1) instanceof Long last
          && range.get(2) instanceof List<?> master
          && 0 <= first
          && first <= last
          && last < Topology.SLOTS) {
        Arrays.fill(owners, first.intValue(), last.intValue() + 1, node(master, asked.host()));
      }
    }
    return owners;
  }

  /// Reads `[host, port, …]`, or returns null if that is nothing that one could connect to: a node
  /// that serves TLS only, or does not know itself yet, tells port 0.
  ///
  /// @param asked what an empty or missing host means: where you reached me
  private static @Nullable RedisNode node(List<?> told, String asked) {
    try {
      String host = told.get(0) instanceof byte[] name ? new String(name, UTF_8) : "";
      int port = Integer.parseInt(RedisConnection.text(told.get(1)));
      return new RedisNode(host.isEmpty() ? asked : host, port);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }
}
