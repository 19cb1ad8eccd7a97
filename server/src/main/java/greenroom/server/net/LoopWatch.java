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
import java.util.function.LongSupplier;

/// Notices an event loop that hangs: each notes the time again and again. Safe for use by many
/// threads.
final class LoopWatch {
  private static final long BEAT_MILLIS = 500;
  private static final Duration SILENCE = Duration.ofSeconds(4);

  private final List<AtomicLong> beats = new ArrayList<>();

  private final LongSupplier nanos;

  /// @param nanos a clock in nanoseconds, from any origin
  LoopWatch(EventLoopGroup loops, LongSupplier nanos) {
    this.nanos = nanos;
    for (EventExecutor loop : loops) {
      AtomicLong beat = new AtomicLong(nanos.getAsLong());
      beats.add(beat);
      Future<?> _ =
          loop.scheduleAtFixedRate(
              () -> beat.set(nanos.getAsLong()), BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /// What is wrong with the loops, or nothing.
  Optional<String> obstacle() {
    long now = nanos.getAsLong();
    return beats.stream()
        .map(beat -> now - beat.get())
        .filter(silence -> silence > SILENCE.toNanos())
        .findFirst()
        .map(silence -> "event loop: silent for " + silence / 1_000_000 + " ms");
  }
}
