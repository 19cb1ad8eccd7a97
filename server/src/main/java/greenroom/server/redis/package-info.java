/// Everything that talks to Redis, and the Redis that comes along.
///
/// [EmbeddedRedis] runs the bundled server as a child. [RedisTarget] says where Redis is,
/// [RedisCalls] sends it commands, [RedisClock] tells its time, and [Bus] carries its pub/sub
/// messages.
///
/// Only this package imports Jedis. `Main` starts it, `live` uses it through ports. Calls may come
/// from any thread and never block, unless a method says otherwise; answers arrive on this
/// package's own threads, so whoever receives one hands it over and returns.
@NullMarked
package greenroom.server.redis;

import org.jspecify.annotations.NullMarked;
