package greenroom.server.redis;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/// Which node is the master of which slot, as far as is known. Without a Cluster, one node has all.
///
/// Safe for use by any thread. Nothing here blocks; finding out happens on a thread of its own.
final class Topology {

  /// How many slots a Redis Cluster has.
  static final int SLOTS = 16_384;

  private static final Logger log = LoggerFactory.getLogger(Topology.class);
  private static final long PAUSE_MILLIS = 100;

  private final Discovery discovery;
  private final Runnable changed;
  private final AtomicReferenceArray<@Nullable RedisNode> owners =
      new AtomicReferenceArray<>(SLOTS);
  private final AtomicInteger wishes = new AtomicInteger();

  /// Whether the last refresh failed; only for the log.
  private volatile boolean lost;

  /// @param changed is called after each refresh
  Topology(Discovery discovery, Runnable changed) {
    this.discovery = discovery;
    this.changed = changed;
    replace(discovery.owners());
  }

  /// The master of a slot, or null if none is known.
  @Nullable RedisNode masterOf(int slot) {
    return owners.get(slot);
  }

  /// Every node that has a slot.
  Set<RedisNode> masters() {
    Set<RedisNode> masters = new LinkedHashSet<>();
    RedisNode last = null;
    for (int slot = 0; slot < SLOTS; slot++) {
      RedisNode owner = owners.get(slot);
      if (owner != null && !owner.equals(last)) {
        masters.add(owner);
        last = owner;
      }
    }
    return masters;
  }

  /// Any node that has a slot, or null if none is known.
  @Nullable RedisNode anyMaster(Random random) {
    Set<RedisNode> masters = masters();
    return masters.stream()
        .skip(random.nextInt(Math.max(1, masters.size())))
        .findFirst()
        .orElse(null);
  }

  /// Takes a server's word for where a slot is now.
  void moved(int slot, RedisNode owner) {
    owners.set(slot, owner);
    refresh();
  }

  /// Asks again who has what, soon. Many wishes at once are one.
  void refresh() {
    if (wishes.getAndIncrement() == 0) {
      Thread.ofVirtual().name("redis-topology").start(this::refreshUntilNobodyWishes);
    }
  }

  private void refreshUntilNobodyWishes() {
    int seen;
    do {
      seen = wishes.get();
      try {
        replace(discovery.owners());
        lost = false;
        changed.run();
      } catch (JedisException e) {
        if (!lost) {
          log.warn("redis: cannot find out who the masters are ({})", e.getMessage());
        }
        lost = true;
      } catch (Throwable e) {
        // If this ended here, no later wish would be heard.
        if (!lost) {
          log.error("redis: a bug in finding out who the masters are", e);
        }
        lost = true;
      }
      pause();
    } while (wishes.addAndGet(-seen) > 0);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void replace(@Nullable RedisNode[] found) {
    for (int slot = 0; slot < SLOTS; slot++) {
      owners.set(slot, found[slot]);
    }
  }
}
