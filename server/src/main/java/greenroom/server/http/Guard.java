package greenroom.server.http;

import greenroom.protocol.Http.ProblemCode;
import java.net.InetAddress;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Bounds what one client address may cost: rooms that it creates, and tokens and keys that it
/// guesses. Generous, since a whole class may sit behind one address. Safe for use by many threads.
public final class Guard {
  static final int ROOMS_AT_ONCE = 300;
  static final double ROOMS_PER_SECOND = 5;
  static final int FAILURES_AT_ONCE = 100;
  static final double FAILURES_PER_SECOND = 1;

  private final AddressLimiter rooms;
  private final AddressLimiter failures;

  /// @param nanos a clock in nanoseconds, from any origin
  public Guard(LongSupplier nanos) {
    rooms = new AddressLimiter(ROOMS_AT_ONCE, ROOMS_PER_SECOND, nanos);
    failures = new AddressLimiter(FAILURES_AT_ONCE, FAILURES_PER_SECOND, nanos);
  }

  /// Notes that a token or key of this client opened nothing.
  public void failed(InetAddress client) {
    failures.take(client);
  }

  /// The refusal for a client that guessed too often, or null for the others.
  public @Nullable Response locked(InetAddress client) {
    return refusal(failures.wait(client), "authorization: too many failures");
  }

  /// The refusal for a client that creates rooms too fast, or null for the others, for whom it
  /// counts one.
  @Nullable Response tooManyRooms(InetAddress client) {
    return refusal(rooms.take(client), "rooms: too many at once");
  }

  private static @Nullable Response refusal(long wait, String detail) {
    return wait == 0
        ? null
        : Response.problem(
            ProblemCode.RATE_LIMITED, detail + " (expected: a pause of " + wait + " ms)", wait);
  }
}
