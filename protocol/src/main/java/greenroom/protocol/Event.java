package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that happened, and what it changed. These are the bytes that a log stores and a
/// position's digest covers; on the wire the position is put in front.
///
/// @param time when, in the server's milliseconds since 1970; never before its predecessor in the
///   log
/// @param by who did it, absent when the room did it by itself
/// @param event the wire name of what happened, one of [EventType] or a later version's
/// @param changes all of one log, applied in order
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Event(
    @JsonProperty(required = true) long time,
    @Nullable ParticipantId by,
    String event,
    List<Change> changes) {

  public Event {
    Require.time("time", time);
    Require.line("event", event, 1, 64);
    changes = Require.list("changes", changes, 1, Integer.MAX_VALUE);
    LogName log = changes.getFirst().log();
    for (Change change : changes) {
      if (change.log() != log) {
        throw new IllegalArgumentException(
            "changes: %s and %s in one event (expected: one log)"
                .formatted(log.wire(), change.log().wire()));
      }
    }
  }

  public static Event of(
      long time, @Nullable ParticipantId by, EventType type, List<Change> changes) {
    return new Event(time, by, type.wire(), changes);
  }

  /// The log that all the changes belong to.
  public LogName log() {
    return changes.getFirst().log();
  }
}
