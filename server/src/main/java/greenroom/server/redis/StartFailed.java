package greenroom.server.redis;

import org.jspecify.annotations.Nullable;

/// The server cannot start, for a reason outside the program: one line for the person who started
/// it. It carries no stack trace, since the line is all there is to say.
public sealed class StartFailed extends RuntimeException {

  /// Another program listens where we wanted to.
  static final class PortTaken extends StartFailed {
    PortTaken(RedisNode node) {
      super("embedded Redis: " + node + " is taken by another program");
    }
  }

  StartFailed(String message) {
    this(message, null);
  }

  StartFailed(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }
}
