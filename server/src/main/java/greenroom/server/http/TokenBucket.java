package greenroom.server.http;

/// Bounds a rate: holds up to `capacity` permits and gains `perSecond` of them. Not safe for use by
/// several threads at once.
public final class TokenBucket {
  private final double capacity;
  private final double perNano;
  private double permits;
  private long filled;

  /// A full bucket.
  ///
  /// @param now in nanoseconds, like all times here, from any origin
  public TokenBucket(int capacity, double perSecond, long now) {
    this.capacity = capacity;
    this.perNano = perSecond / 1e9;
    this.permits = capacity;
    this.filled = now;
  }

  /// Takes a permit, if there is one.
  public boolean take(long now) {
    fill(now);
    if (permits < 1) {
      return false;
    }
    permits -= 1;
    return true;
  }

  /// How many milliseconds until there is a permit, 0 if there is one.
  long millisUntilNext(long now) {
    fill(now);
    return permits >= 1 ? 0 : (long) Math.ceil((1 - permits) / perNano / 1e6);
  }

  private void fill(long now) {
    permits = Math.min(capacity, permits + (now - filled) * perNano);
    filled = now;
  }
}
