package greenroom.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void aBucketGivesABurstAndThenARate() {
    TokenBucket bucket = new TokenBucket(3, 2, 0);

    assertThat(bucket.take(0)).isTrue();
    assertThat(bucket.take(0)).isTrue();
    assertThat(bucket.take(0)).isTrue();
    assertThat(bucket.take(0)).isFalse();
    assertThat(bucket.millisUntilNext(0)).isEqualTo(500);
    assertThat(bucket.take(SECOND / 2 - 1)).isFalse();
    assertThat(bucket.take(SECOND / 2)).isTrue();
    assertThat(bucket.take(SECOND / 2)).isFalse();
  }

  @Test
  void aBucketHoldsNoMoreThanItsBurst() {
    TokenBucket bucket = new TokenBucket(2, 10, 0);

    assertThat(bucket.take(100 * SECOND)).isTrue();
    assertThat(bucket.take(100 * SECOND)).isTrue();
    assertThat(bucket.take(100 * SECOND)).isFalse();
  }

  @Test
  void eachClientHasItsOwnBucket() throws Exception {
    AddressLimiter limiter = new AddressLimiter(1, 1, () -> 0);
    InetAddress one = InetAddress.ofLiteral("192.0.2.1");
    InetAddress other = InetAddress.ofLiteral("192.0.2.2");

    assertThat(limiter.take(one)).isZero();
    assertThat(limiter.take(one)).isEqualTo(1_000);
    assertThat(limiter.wait(one)).isEqualTo(1_000);
    assertThat(limiter.take(other)).isZero();
  }

  @Test
  void allAddressesOfOneIpv6NetworkAreOneClient() throws Exception {
    AddressLimiter limiter = new AddressLimiter(1, 1, () -> 0);

    assertThat(limiter.take(InetAddress.ofLiteral("2001:db8:1:2:3::4"))).isZero();
    assertThat(limiter.take(InetAddress.ofLiteral("2001:db8:1:2::5"))).isEqualTo(1_000);
    assertThat(limiter.take(InetAddress.ofLiteral("2001:db8:1:3::5"))).isZero();
  }

  @Test
  void theLeastRecentlySeenClientsAreForgotten() throws Exception {
    AtomicLong now = new AtomicLong();
    AddressLimiter limiter = new AddressLimiter(1, 0.001, now::get);
    InetAddress first = InetAddress.ofLiteral("192.0.2.1");
    assertThat(limiter.take(first)).isZero();

    for (int i = 0; i < 10_000; i++) {
      InetAddress next = InetAddress.getByAddress(new byte[] {10, 0, (byte) (i >> 8), (byte) i});
      assertThat(limiter.take(next)).isZero();
    }

    assertThat(limiter.take(first)).isZero();
  }
}
