package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the server sends: over the WebSocket, one JSON object to a text frame; over a stream of
/// server-sent events, one to an event.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ServerFrame {

  /// Answers the hello. Exactly one of `state`, `stateAt` and `events` is there.
  ///
  /// @param position where the client stands once it has taken in the rest of this frame
  /// @param now the server's time in milliseconds since 1970
  /// @param durability what an ack promises, for people to read
  /// @param mine which numbers of this session are committed, and where
  /// @param reset why the client's history is not the room's, when `since` could not be honoured
  /// @param stateAt where to GET the state, when it is too large to stand here
  /// @param events what happened since `since`
  @JsonTypeName("welcome")
  record Welcome(
      You you,
      Position position,
      @JsonProperty(required = true) long now,
      Durability durability,
      Limits limits,
      List<Mine> mine,
      @Nullable ResetReason reset,
      @Nullable RoomState state,
      @Nullable String stateAt,
      @Nullable List<Happened> events)
      implements ServerFrame {
    public Welcome {
      Require.present("you", you);
      Require.present("position", position);
      Require.time("now", now);
      Require.present("durability", durability);
      Require.present("limits", limits);
      mine = Require.list("mine", mine, 0, Limits.REMEMBERED_COMMANDS);
      if ((state == null ? 0 : 1) + (stateAt == null ? 0 : 1) + (events == null ? 0 : 1) != 1) {
        throw new IllegalArgumentException(
            "welcome: not one of them (expected: one of state, stateAt and events)");
      }
      if (reset != null && events != null) {
        throw new IllegalArgumentException("events: beside a reset (expected: state or stateAt)");
      }
      if (events != null) {
        events = Require.list("events", events, 0, Integer.MAX_VALUE);
      }
    }
  }

  /// Who the server takes the client for. A spectator is no participant, and a stream of events,
  /// which says no person, has the role alone.
  ///
  /// @param tab what the others call this client's tab
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record You(@Nullable ParticipantId participant, @Nullable TabId tab, Role role) {
    public You {
      Require.present("role", role);
      if ((participant == null) != (tab == null)) {
        throw new IllegalArgumentException(
            "%s: missing (expected: participant and tab together or neither)"
                .formatted(participant == null ? "participant" : "tab"));
      }
      if (participant != null && role == Role.SPECTATOR) {
        throw new IllegalArgumentException("participant: a spectator's (expected: none)");
      }
    }
  }

  /// What an acked command survives.
  enum Durability {
    /// Every append is on disk before its ack.
    FSYNC("fsync"),
    /// The storage is the operator's; what it promises is theirs to say.
    EXTERNAL("external");

    private final String wire;

    Durability(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }
  }

  /// A committed number of the client's own session: on the wire, `[n, position]`.
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"n", "position"})
  record Mine(@JsonProperty(required = true) long n, Position position) {
    public Mine {
      Require.range("n", n, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("position", position);
    }
  }

  /// Command `n` is committed; its event stands at `position`. Where there was nothing to do,
  /// `position` is where that was decided.
  @JsonTypeName("ack")
  record Ack(@JsonProperty(required = true) long n, Position position) implements ServerFrame {
    public Ack {
      Require.range("n", n, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("position", position);
    }
  }

  /// Command `n` was refused and will never happen.
  @JsonTypeName("reject")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reject(
      @JsonProperty(required = true) long n,
      RejectCode code,
      String message,
      Retry retry,
      @Nullable Item current,
      @Nullable Long retryAfterMillis)
      implements ServerFrame {
    public Reject {
      Require.range("n", n, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("code", code);
      Require.present("message", message);
      if (retry != code.retry()) {
        throw new IllegalArgumentException(
            "retry: not %s's (expected: %s)".formatted(code.wire(), code.retry().wire()));
      }
      if ((current != null) != (code == RejectCode.OUTDATED)) {
        throw new IllegalArgumentException(
            "current: with %s (expected: with outdated alone)".formatted(code.wire()));
      }
      if ((retryAfterMillis != null) != (code == RejectCode.RATE_LIMITED)) {
        throw new IllegalArgumentException(
            "retryAfterMillis: with %s (expected: with rate-limited alone)".formatted(code.wire()));
      }
      if (retryAfterMillis != null) {
        Require.range("retryAfterMillis", retryAfterMillis, 0, Limits.MAX_SAFE_INTEGER);
      }
    }

    public static Reject of(long n, Rejection why) {
      return new Reject(
          n, why.code(), why.message(), why.code().retry(), why.current(), why.retryAfterMillis());
    }
  }

  /// Something happened in the room.
  @JsonTypeName("event")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Happened(
      Position position,
      @JsonProperty(required = true) long time,
      @Nullable ParticipantId by,
      String event,
      List<Change> changes)
      implements ServerFrame {
    public Happened {
      Require.present("position", position);
      changes = new Event(time, by, event, changes).changes();
    }
  }

  /// The room's history is not the one that the client was shown: everything starts again from
  /// here.
  @JsonTypeName("reset")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reset(
      ResetReason reason, Position position, @Nullable RoomState state, @Nullable String stateAt)
      implements ServerFrame {
    public Reset {
      Require.present("reason", reason);
      Require.present("position", position);
      if ((state == null) == (stateAt == null)) {
        throw new IllegalArgumentException(
            "reset: not one of them (expected: one of state and stateAt)");
      }
    }
  }

  /// Why a history is not the one that a client was shown.
  enum ResetReason {
    /// The log ends before the client's position: its tail was lost.
    LOST_TAIL("lost-tail"),
    /// The log has other events at the client's position.
    DIVERGED("diverged");

    private final String wire;

    ResetReason(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }
  }

  /// Who is in the room, whole; sent whenever it changes. It has no position.
  ///
  /// @param people one for each tab of an interviewer or candidate, ordered by participant, then
  ///   tab
  /// @param spectators how many spectators watch, on all servers
  @JsonTypeName("presence")
  record Presence(List<Here> people, @JsonProperty(required = true) long spectators)
      implements ServerFrame {
    public Presence {
      people = Require.list("people", people, 0, Integer.MAX_VALUE);
      Require.range("spectators", spectators, 0, Limits.MAX_SAFE_INTEGER);
    }
  }

  /// A tab that is here.
  ///
  /// @param phase which phase it looks at, if it says so
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Here(ParticipantId participant, TabId tab, @Nullable PhaseId phase) {
    public Here {
      Require.present("participant", participant);
      Require.present("tab", tab);
    }
  }

  /// What another tab does right now: typing or a selection, never a look, which presence tells.
  @JsonTypeName("signal")
  record Signalled(Sender from, Signal signal) implements ServerFrame {
    public Signalled {
      Require.present("from", from);
      if (Require.present("signal", signal) instanceof Signal.Look) {
        throw new IllegalArgumentException(
            "signal.kind: look (expected: typing, selection, pointer or drag)");
      }
    }
  }

  /// Whose tab a signal comes from.
  record Sender(ParticipantId participant, TabId tab) {
    public Sender {
      Require.present("participant", participant);
      Require.present("tab", tab);
    }
  }

  /// Shows that a stream of events lives when there was nothing else to send; never on a WebSocket.
  ///
  /// @param now the server's time in milliseconds since 1970
  /// @param position where the reader stands
  @JsonTypeName("heartbeat")
  record Heartbeat(@JsonProperty(required = true) long now, Position position)
      implements ServerFrame {
    public Heartbeat {
      Require.time("now", now);
      Require.present("position", position);
    }
  }

  /// Answers a ping.
  ///
  /// @param t what the ping said
  /// @param now the server's time in milliseconds since 1970
  @JsonTypeName("pong")
  record Pong(@JsonProperty(required = true) long t, @JsonProperty(required = true) long now)
      implements ServerFrame {
    public Pong {
      Require.range("t", t, 0, Limits.MAX_SAFE_INTEGER);
      Require.time("now", now);
    }
  }

  /// A frame that could not be taken for any; the connection stays.
  @JsonTypeName("error")
  record BadFrame(ErrorCode code, String message) implements ServerFrame {
    public BadFrame {
      Require.present("code", code);
      Require.present("message", message);
    }
  }

  /// Why a frame was none.
  enum ErrorCode {
    /// Not JSON, not an object, or not of the form that its type asks for.
    BAD_FRAME("bad-frame"),
    /// No frame type of this version.
    UNKNOWN_FRAME("unknown-frame");

    private final String wire;

    ErrorCode(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }
  }

  /// The server is about to close this connection.
  ///
  /// @param reconnectAfterMillis how long this client should wait, so that not all come back at
  ///   once
  @JsonTypeName("goaway")
  record GoAway(@JsonProperty(required = true) long reconnectAfterMillis) implements ServerFrame {
    public GoAway {
      Require.range("reconnectAfterMillis", reconnectAfterMillis, 0, Limits.MAX_SAFE_INTEGER);
    }
  }

  /// The last frame of a connection that the server closes, with the close code's name.
  @JsonTypeName("bye")
  record Bye(CloseCode code, String message) implements ServerFrame {
    public Bye {
      Require.present("code", code);
      Require.present("message", message);
    }
  }
}
