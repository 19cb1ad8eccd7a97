package greenroom.server.live;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Limits;
import greenroom.protocol.Rejection;
import greenroom.protocol.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What waits for a room's next append, in order. Only on the room's turn.
final class Inbox {
  private final Deque<Pending> waiting = new ArrayDeque<>();

  /// What was set aside, by connection.
  private final Map<LiveConnection, List<Pending.Numbered>> aside = new HashMap<>();

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
    // Only who keeps to their own rate may draw on what all share, and only who may do something.
    long wait = from.throttle(now);
    if (wait == 0 && from.role() != Role.SPECTATOR) {
      wait = bucket.take(now);
    }
    if (wait == 0) {
      List<Pending.Numbered> earlier = aside.get(from);
      if (earlier == null) {
        waiting.add(command);
      } else {
        earlier.add(command);
      }
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
      case Pending.Question _, Pending.LinkChange _, Pending.Wake _ -> true;
    };
  }

  void removeFirst() {
    waiting.removeFirst();
  }

  /// Takes the commands of a connection out, and those that it will send: the first of them waits
  /// for something, and none may be decided before it.
  void setAside(LiveConnection connection) {
    List<Pending.Numbered> commands = new ArrayList<>();
    waiting.removeIf(pending -> {
      boolean its = pending instanceof Pending.Numbered command && command.from() == connection;
      if (its) {
        commands.add((Pending.Numbered) pending);
      }
      return its;
    });
    aside.put(connection, commands);
  }

  /// Puts what was set aside back in front of all others.
  void takeBack(LiveConnection connection) {
    List<Pending.Numbered> commands = aside.remove(connection);
    if (commands != null) {
      putBack(commands);
    }
  }

  /// Puts back what was taken for an append that did not come about.
  void putBack(List<? extends Pending> taken) {
    for (Pending pending : taken.reversed()) {
      waiting.addFirst(pending);
    }
  }

  /// Sends everything away: the room closes with this code.
  void close(CloseCode code, String message, RoomDeadline deadline) {
    aside.keySet().forEach(connection -> connection.close(code, message));
    aside.clear();
    for (Pending pending : waiting) {
      switch (pending) {
        case Pending.Numbered command -> command.from().close(code, message);
        case Pending.Arrival arrival -> arrival.connection().close(code, message);
        case Pending.LinkChange change -> leave(change.waiter(), code, message);
        case Pending.Question question -> leave(question.waiter(), code, message);
        case Pending.Wake(Deadlines.Due due) -> {
          if (due != null && code == CloseCode.ROOM_GONE) {
            deadline.done(due, OptionalLong.empty());
          } else if (due != null && code == CloseCode.INTERNAL) {
            deadline.rest(due);
          }
        }
      }
    }
    waiting.clear();
  }

  private static void leave(Pending.Waiter waiter, CloseCode code, String message) {
    if (code == CloseCode.ROOM_GONE) {
      waiter.gone();
    } else {
      waiter.fail(new IllegalStateException("the room is closed: " + message));
    }
  }
}
