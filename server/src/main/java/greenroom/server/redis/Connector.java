package greenroom.server.redis;

import greenroom.server.redis.RedisTarget.Access;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;

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

  /// @throws redis.clients.jedis.exceptions.JedisConnectionException if `node` cannot be reached
  /// @throws redis.clients.jedis.exceptions.JedisDataException if it refuses the login
  RedisConnection open(RedisNode node) {
    return new RedisConnection(node, config);
  }
}
