package greenroom.server.redis;

import redis.clients.jedis.HostAndPort;

/// One Redis process, by the name under which clients reach it.
///
/// @param host name or address, an IPv6 address without brackets
/// @param port 1..65535
record RedisNode(String host, int port) {

  private static final int MAX_PORT = 65_535;

  RedisNode {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("host: missing (expected: a name or an address)");
    }
    if (!isPort(port)) {
      throw new IllegalArgumentException("port: out of range (expected: 1..65535)");
    }
  }

  /// Whether a server can be reached there; 0 stands for none.
  static boolean isPort(int port) {
    return port >= 1 && port <= MAX_PORT;
  }

  HostAndPort forJedis() {
    return new HostAndPort(host, port);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
