package greenroom.server.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where Redis is and how to get in, as one URL says it.
///
/// | URL | what it means |
/// | --- | --- |
/// | `redis://[user:pass@]host[:port][/db]` | one server; a Cluster if that server is part of one |
/// | `redis://[user:pass@]host[:port],host[:port]…` | a Cluster, and some of its nodes |
/// | `redis-sentinel://[user:pass@]host[:port],…/master` | the master that these sentinels watch under that name |
///
/// `rediss://` instead of `redis://` is the same over TLS. User and password are percent-encoded.
public sealed interface RedisTarget {

  /// How every connection to this target logs in.
  Access access();

  /// One server.
  record Single(RedisNode node, int database, Access access) implements RedisTarget {}

  /// A Redis Cluster, found by asking any of `seeds`.
  record Cluster(List<RedisNode> seeds, Access access) implements RedisTarget {
    public Cluster {
      seeds = List.copyOf(seeds);
    }
  }

  /// Whichever server the sentinels say is the master now.
  record Sentinel(List<RedisNode> sentinels, String master, int database, Access access)
      implements RedisTarget {
    public Sentinel {
      sentinels = List.copyOf(sentinels);
    }
  }

  /// Login and transport. Its text form keeps the password to itself.
  ///
  /// @param user null for Redis' default user
  /// @param password null where Redis wants none
  record Access(@Nullable String user, @Nullable String password, boolean tls) {
    static final Access OPEN = new Access(null, null, false);

    @Override
    public String toString() {
      return "Access[user=" + user + ", tls=" + tls + "]";
    }
  }

  /// Reads a URL.
  ///
  /// @throws IllegalArgumentException with one line for the person who wrote the URL; no part of
  ///   the URL that could be a password is in it
  static RedisTarget parse(String url) {
    return new RedisUrl(url).target();
  }
}
