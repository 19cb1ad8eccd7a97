package greenroom.server.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/// The contract on a Cluster.
@Timeout(30)
final class RedisClusterEventLogIT extends RedisContract {

  private static final int MASTERS = 3;

  private static RedisCluster cluster;
  private static RedisStore here;
  private static RedisStore there;

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start(MASTERS);
    here = RedisStore.open(cluster.target());
    there = RedisStore.open(cluster.target());
  }

  @AfterAll
  static void stop() {
    here.close();
    there.close();
    cluster.close();
  }

  @Override
  RedisStore here() {
    return here;
  }

  @Override
  RedisStore there() {
    return there;
  }

  @Override
  RawRooms raw() {
    return RawRooms.in(cluster, MASTERS);
  }
}
