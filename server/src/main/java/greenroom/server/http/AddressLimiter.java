package greenroom.server.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// A [TokenBucket] for each client address, of which the least recently used are forgotten. Of an
/// IPv6 address the first half counts, since one client has all of the second. Safe for use by many
/// threads; holds its lock for a moment only.
public final class AddressLimiter {
  private static final int ADDRESSES = 10_000;

  private final int capacity;
  private final double perSecond;
  private final LongSupplier nanos;
  private final Map<InetAddress, TokenBucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, TokenBucket> eldest) {
          return size() > ADDRESSES;
        }
      };

  /// @param nanos a clock in nanoseconds, from any origin
  public AddressLimiter(int capacity, double perSecond, LongSupplier nanos) {
    this.capacity = capacity;
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  /// Counts one, if there is one left.
  ///
  /// @return 0 if it was counted, else after how many milliseconds there will be one
  public synchronized long take(InetAddress client) {
    TokenBucket bucket = bucket(client);
    return bucket.take(nanos.getAsLong()) ? 0 : bucket.millisUntilNext(nanos.getAsLong());
  }

  /// After how many milliseconds there is one, 0 for now.
  public synchronized long wait(InetAddress client) {
    return bucket(client).millisUntilNext(nanos.getAsLong());
  }

  private TokenBucket bucket(InetAddress client) {
    return buckets.computeIfAbsent(
        network(client), key -> new TokenBucket(capacity, perSecond, nanos.getAsLong()));
  }

  private static InetAddress network(InetAddress client) {
    if (!(client instanceof Inet6Address)) {
      return client;
    }
    byte[] bytes = client.getAddress();
    Arrays.fill(bytes, 8, 16, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address", e);
    }
  }
}
