package greenroom.server.redis;

import greenroom.server.redis.RedisTarget.Access;
import java.net.UnknownHostException;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;

/// Opens connections, all with the same login and timeouts. Safe for use by any thread; opening
/// blocks.
final class Connector {

  /// How long a connection may take to come about.
  static final int CONNECT_MILLIS = 1_000;

  /// How long a reply may take, after which the connection counts as dead.
  static final int READ_MILLIS = 2_000;

  private final JedisClientConfig config;

  Connector(Access access, int database) {
    this(access, database, READ_MILLIS);
  }

  Connector(Access access, int database, int readMillis) {
    DefaultJedisClientConfig.Builder settings =
        DefaultJedisClientConfig.builder()
            .user(access.user())
            .password(access.password())
            .database(database)
            .connectionTimeoutMillis(CONNECT_MILLIS)
            .socketTimeoutMillis(readMillis)
            // RESP2, whose replies are the same on every server from 6.2 on, without asking for it.
            .autoNegotiateProtocol(false)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    if (access.tls()) {
      settings.sslOptions(SslOptions.defaults());
    }
    config = settings.build();
  }

  /// Opens connections as `target` says.
  static Connector to(RedisTarget target) {
    return to(target, READ_MILLIS);
  }

  static Connector to(RedisTarget target, int readMillis) {
    int database =
        switch (target) {
          case RedisTarget.Single single -> single.database();
          case RedisTarget.Cluster _ -> 0;
          case RedisTarget.Sentinel sentinel -> sentinel.database();
        };
    return new Connector(target.access(), database, readMillis);
  }

  /// @throws redis.clients.jedis.exceptions.JedisConnectionException if `node` cannot be reached
  /// @throws redis.clients.jedis.exceptions.JedisDataException if it refuses the login
  RedisConnection open(RedisNode node) {
    return new RedisConnection(node, config);
  }

  /// The same, for a node that must be a master: one that was demoted still accepts connections,
  /// and would serve stale reads.
  RedisConnection openMaster(RedisNode node) {
    RedisConnection connection = open(node);
    try {
      String role = connection.role();
      if (role.equals("slave")) {
        throw new JedisConnectionException("it is a replica");
      }
      return connection;
    } catch (RuntimeException e) {
      connection.abort();
      throw e;
    }
  }

  /// What went wrong, without the address that the reader knows already.
  static String reason(RuntimeException e) {
    Throwable root = e;
    while (root.getCause() != null || root.getSuppressed().length > 0) {
      // A host may have several addresses; what happened at the first one is suppressed.
      root = root.getCause() != null ? root.getCause() : root.getSuppressed()[0];
    }
    return root instanceof UnknownHostException
        ? "unknown host"
        : String.valueOf(root.getMessage());
  }
}
