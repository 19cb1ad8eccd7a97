package greenroom.server.net;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Notices an event loop that hangs: each notes the time again and again. Safe for use by many
/// threads.
final class LoopWatch {
  private static final long BEAT_MILLIS = 500;
  private static final Duration SILENCE = Duration.ofSeconds(4);

  private final List<AtomicLong> beats = new ArrayList<>();

  LoopWatch(EventLoopGroup loops) {
    for (EventExecutor loop : loops) {
      AtomicLong beat = new AtomicLong(System.nanoTime());
      beats.add(beat);
      Future<?> _ =
          loop.scheduleAtFixedRate(
              () -> beat.set(System.nanoTime()), BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /// What is wrong with the loops, or nothing.
  Optional<String> obstacle() {
    long now = System.nanoTime();
    return beats.stream()
        .map(beat -> now - beat.get())
        .filter(silence -> silence > SILENCE.toNanos())
        .findFirst()
        .map(silence -> "event loop: silent for " + silence / 1_000_000 + " ms");
  }
}
