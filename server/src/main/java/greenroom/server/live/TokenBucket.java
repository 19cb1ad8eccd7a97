package greenroom.server.live;

/// Allows a burst and then a steady rate. Not for use by several threads at once.
///
/// Source: the token bucket of RFC 2697 with one colour.
final class TokenBucket {
  private final double perMilli;
  private final int burst;
  private double tokens;
  private long last;

  TokenBucket(int perSecond, int burst, long now) {
    this.perMilli = perSecond / 1000.0;
    this.burst = burst;
    this.tokens = burst;
    this.last = now;
  }

  /// Takes one token.
  ///
  /// @param now in milliseconds; may go back, which gives nothing
  /// @return 0 if there was one, else the milliseconds until there is
  long take(long now) {
    tokens = Math.min(burst, tokens + Math.max(0, now - last) * perMilli);
    last = now;
    if (tokens >= 1) {
      tokens--;
      return 0;
    }
    return Math.max(1, (long) Math.ceil((1 - tokens) / perMilli));
  }
}
