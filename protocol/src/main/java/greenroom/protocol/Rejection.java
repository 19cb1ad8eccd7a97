package greenroom.protocol;

import org.jspecify.annotations.Nullable;

/// A command that was refused.
///
/// @param message for people: what was wrong and what was expected
/// @param current the item as it is now, with [RejectCode#OUTDATED] alone
/// @param retryAfterMillis when to go on, with [RejectCode#RATE_LIMITED] alone
public record Rejection(
    RejectCode code, String message, @Nullable Item current, @Nullable Long retryAfterMillis) {

  public static Rejection of(RejectCode code, String message) {
    return new Rejection(code, message, null, null);
  }

  /// Somebody else changed the item first.
  public static Rejection outdated(Item current, long rev) {
    return new Rejection(
        RejectCode.OUTDATED,
        "rev: " + rev + " (expected: the present revision of " + current.key().id() + ")",
        current,
        null);
  }

  public static Rejection rateLimited(String message, long retryAfterMillis) {
    return new Rejection(RejectCode.RATE_LIMITED, message, null, retryAfterMillis);
  }
}
