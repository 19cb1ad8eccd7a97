package greenroom.server.redis;

import greenroom.protocol.RoomId;
import greenroom.server.live.EventLog;
import java.util.concurrent.CompletableFuture;

/// What the failure of a call means for the room that it was about.
final class Failures {

  private static final String CORRUPT = "CORRUPT ";

  private Failures() {}

  /// The same call, which fails with what its failure means for the room.
  static CompletableFuture<Object> of(RoomId room, CompletableFuture<Object> call) {
    return call.handle((reply, failure) -> {
      if (failure != null) {
        throw of(room, failure);
      }
      return reply;
    });
  }

  private static RuntimeException of(RoomId room, Throwable failure) {
    return switch (failure) {
      case CallFailed.OutcomeUnknown unknown ->
          new EventLog.OutcomeUnknown(String.valueOf(unknown.getMessage()), unknown);
      case CallFailed.Refused refused -> refused(room, refused);
      case RuntimeException other -> other;
      case Throwable other -> new IllegalStateException(other);
    };
  }

  /// Versions differ in what they put around an error that a script ends with.
  private static RuntimeException refused(RoomId room, CallFailed.Refused refused) {
    String message = String.valueOf(refused.getMessage());
    if (message.contains("WRONGTYPE")) {
      return new EventLog.CorruptRoom(room, "a key is of the wrong type");
    }
    int start = message.indexOf(CORRUPT);
    if (start < 0) {
      return refused;
    }
    int end = message.indexOf(" script: ", start);
    return new EventLog.CorruptRoom(
        room, message.substring(start + CORRUPT.length(), end < 0 ? message.length() : end));
  }
}
