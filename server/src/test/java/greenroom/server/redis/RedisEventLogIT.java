package greenroom.server.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/// The contract on one Redis.
@Timeout(30)
final class RedisEventLogIT extends RedisContract {

  private static RedisProcess redis;
  private static RedisStore here;
  private static RedisStore there;

  @BeforeAll
  static void start() {
    redis = RedisProcess.start();
    here = RedisStore.open(redis.target());
    there = RedisStore.open(redis.target());
  }

  @AfterAll
  static void stop() {
    here.close();
    there.close();
    redis.close();
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
    return RawRooms.in(redis);
  }
}
