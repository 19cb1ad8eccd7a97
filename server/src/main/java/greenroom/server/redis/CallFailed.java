package greenroom.server.redis;

import org.jspecify.annotations.Nullable;

/// Why a call to Redis has no reply. Without a stack trace: many fail at once when a connection
/// does.
abstract sealed class CallFailed extends RuntimeException {

  private CallFailed(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }

  /// The connection was lost between the command and its reply: it ran or it did not.
  static final class OutcomeUnknown extends CallFailed {
    OutcomeUnknown(RedisNode node, Throwable cause) {
      super("redis " + node + ": no reply, outcome unknown (" + cause.getMessage() + ")", cause);
    }
  }

  /// Nobody took the command before its deadline. It did not run.
  static final class Unavailable extends CallFailed {
    Unavailable(String why) {
      super("redis: " + why, null);
    }
  }

  /// Too much is waiting for Redis already. The command did not run.
  static final class Overloaded extends CallFailed {
    Overloaded(long calls, long bytes) {
      super("redis: " + calls + " calls with " + bytes + " bytes are waiting already", null);
    }
  }

  /// Redis refused the command or met an error in it.
  static final class Refused extends CallFailed {
    Refused(Throwable reply) {
      super(String.valueOf(reply.getMessage()), reply);
    }

    /// The first word of the error, such as `WRONGTYPE`.
    String code() {
      String message = String.valueOf(getMessage());
      int space = message.indexOf(' ');
      return space < 0 ? message : message.substring(0, space);
    }
  }
}
