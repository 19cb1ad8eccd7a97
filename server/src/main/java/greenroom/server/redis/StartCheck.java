package greenroom.server.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/// Looks at a Redis before the server relies on it. Blocks.
final class StartCheck {

  private static final Logger log = LoggerFactory.getLogger(StartCheck.class);
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");
  private static final int MAJOR = 6;
  private static final int MINOR = 2;

  private StartCheck() {}

  /// Returns the target as it turns out to be: a single server may be part of a Cluster.
  ///
  /// @throws StartFailed if it cannot be reached, lets us not in, or is not what we need
  static RedisTarget check(RedisTarget target) {
    Connector connector = Connector.to(target);
    try (RedisConnection connection = openAny(candidates(target, connector), connector)) {
      checkVersion(connection);
      checkEviction(connection);
      return checkMode(target, connection);
    } catch (JedisDataException e) {
      throw new StartFailed("redis: the server answers: " + e.getMessage(), e);
    } catch (JedisException e) {
      throw new StartFailed("redis: " + Connector.reason(e), e);
    }
  }

  private static List<RedisNode> candidates(RedisTarget target, Connector connector) {
    return switch (target) {
      case RedisTarget.Single single -> List.of(single.node());
      case RedisTarget.Cluster cluster -> cluster.seeds();
      case RedisTarget.Sentinel sentinel ->
          List.of(new Discovery(sentinel, connector).master(sentinel));
    };
  }

  private static RedisConnection openAny(List<RedisNode> nodes, Connector connector) {
    List<String> failures = new ArrayList<>();
    for (RedisNode node : nodes) {
      try {
        return openAndAsk(node, connector);
      } catch (JedisDataException e) {
        throw new StartFailed("redis: " + node + " refuses the login (" + e.getMessage() + ")", e);
      } catch (JedisException e) {
        failures.add("cannot connect to " + node + " (" + Connector.reason(e) + ")");
      }
    }
    throw new StartFailed("redis: " + String.join("; ", failures));
  }

  /// TLS shakes hands, and a missing login shows, only with the first command.
  private static RedisConnection openAndAsk(RedisNode node, Connector connector) {
    RedisConnection connection = connector.open(node);
    try {
      connection.ask("INFO", "server");
      return connection;
    } catch (JedisException e) {
      connection.abort();
      throw e;
    }
  }

  private static void checkVersion(RedisConnection connection) {
    String version = connection.info("server", "redis_version");
    Matcher parts = VERSION.matcher(version);
    int major = parts.lookingAt() ? Integer.parseInt(parts.group(1)) : 0;
    int minor = major == 0 ? 0 : Integer.parseInt(parts.group(2));
    if (major < MAJOR || (major == MAJOR && minor < MINOR)) {
      throw new StartFailed(
          "redis: %s is version %s (expected: %d.%d or newer)"
              .formatted(connection.node(), version, MAJOR, MINOR));
    }
  }

  private static void checkEviction(RedisConnection connection) {
    String policy = connection.info("memory", "maxmemory_policy");
    if (!policy.isEmpty() && !policy.equals("noeviction")) {
      log.warn(
          "redis {}: maxmemory-policy is {} (expected: noeviction); a full Redis will drop rooms",
          connection.node(),
          policy);
    }
  }

  private static RedisTarget checkMode(RedisTarget target, RedisConnection connection) {
    boolean clustered = connection.info("server", "redis_mode").equals("cluster");
    return switch (target) {
      case RedisTarget.Single single when clustered -> clusterAround(single);
      case RedisTarget.Single single -> {
        if (connection.role().equals("slave")) {
          throw new StartFailed("redis: " + single.node() + " is a replica (expected: a master)");
        }
        yield single;
      }
      case RedisTarget.Cluster cluster -> {
        if (!clustered) {
          throw new StartFailed(
              "redis: "
                  + connection.node()
                  + " is not part of a Cluster, which several nodes in a URL mean");
        }
        yield cluster;
      }
      case RedisTarget.Sentinel sentinel -> sentinel;
    };
  }

  private static RedisTarget clusterAround(RedisTarget.Single single) {
    if (single.database() != 0) {
      throw new StartFailed(
          "redis: database %d of %s (expected: 0, a Cluster has no other)"
              .formatted(single.database(), single.node()));
    }
    return new RedisTarget.Cluster(List.of(single.node()), single.access());
  }
}
