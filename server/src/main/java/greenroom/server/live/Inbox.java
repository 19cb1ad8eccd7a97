package greenroom.server.live;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Limits;
import greenroom.protocol.Rejection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What waits for a room's next append, in order. Only on the room's turn.
final class Inbox {
  private final Deque<Pending> waiting = new ArrayDeque<>();
  private final TokenBucket bucket;

  Inbox(long now) {
    bucket = new TokenBucket(Limits.ROOM_COMMANDS_PER_SECOND, Limits.ROOM_COMMAND_BURST, now);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  void add(Pending pending) {
    waiting.add(pending);
  }

  /// Takes a command in, or answers at once that there are too many. One that waits already under
  /// its number is answered once for both.
  void admit(Pending.Numbered command, long now) {
    LiveConnection from = command.from();
    if (!from.waits(command)) {
      return;
    }
    long wait = Math.max(from.throttle(now), bucket.take(now));
    if (wait == 0) {
      waiting.add(command);
    } else {
      from.reject(
          command.n(),
          Rejection.rateLimited(
              "commands: too many (expected: at most %d per second, %d in the room)"
                  .formatted(Limits.COMMANDS_PER_SECOND, Limits.ROOM_COMMANDS_PER_SECOND),
              wait));
    }
  }

  /// The first that somebody still waits for; those before it are dropped.
  @Nullable Pending first() {
    while (!waiting.isEmpty() && !isWanted(waiting.getFirst())) {
      waiting.removeFirst();
    }
    return waiting.peekFirst();
  }

  private static boolean isWanted(Pending pending) {
    return switch (pending) {
      case Pending.Numbered command -> command.from().isWaiting(command);
      case Pending.Arrival arrival -> !arrival.connection().isClosed();
      case Pending.Question _, Pending.Wake _ -> true;
    };
  }

  void removeFirst() {
    waiting.removeFirst();
  }

  /// Puts back what was taken for an append that did not come about.
  void putBack(List<Pending> taken) {
    for (Pending pending : taken.reversed()) {
      waiting.addFirst(pending);
    }
  }

  /// Sends everything away: the room closes with this code.
  void close(CloseCode code, String message, RoomDeadline deadline) {
    for (Pending pending : waiting) {
      switch (pending) {
        case Pending.Numbered command -> command.from().close(code, message);
        case Pending.Arrival arrival -> arrival.connection().close(code, message);
        case Pending.Question(Pending.Asker asker) when code == CloseCode.ROOM_GONE -> asker.gone();
        case Pending.Question(Pending.Asker asker) ->
            asker.fail(new IllegalStateException("the room is closed: " + message));
        case Pending.Wake(Deadlines.Due due) -> {
          if (due != null && code == CloseCode.ROOM_GONE) {
            deadline.done(due, OptionalLong.empty());
          }
        }
      }
    }
    waiting.clear();
  }
}
