package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The limits that hold from the first byte on. A client learns them from `welcome.limits`;
/// `SPEC.md` names the code that answers each. Sizes of text are in UTF-16 units.
public record Limits(
    @JsonProperty(required = true) int frameBytes,
    @JsonProperty(required = true) int commandsPerSecond,
    @JsonProperty(required = true) int commandBurst,
    @JsonProperty(required = true) int roomCommandsPerSecond,
    @JsonProperty(required = true) int roomCommandBurst,
    @JsonProperty(required = true) int unansweredCommands,
    @JsonProperty(required = true) int unansweredBytes,
    @JsonProperty(required = true) int earlyBytes,
    @JsonProperty(required = true) int badFramesPerSecond,
    @JsonProperty(required = true) int badFrameBurst,
    @JsonProperty(required = true) int pingsPerSecond,
    @JsonProperty(required = true) int pingBurst,
    @JsonProperty(required = true) int signalsPerSecond,
    @JsonProperty(required = true) int signalBurst,
    @JsonProperty(required = true) int signalBytes,
    @JsonProperty(required = true) int participants,
    @JsonProperty(required = true) int sessions,
    @JsonProperty(required = true) int requirements,
    @JsonProperty(required = true) int entities,
    @JsonProperty(required = true) int fields,
    @JsonProperty(required = true) int endpoints,
    @JsonProperty(required = true) int steps,
    @JsonProperty(required = true) int findings,
    @JsonProperty(required = true) int elements,
    @JsonProperty(required = true) int elementsPerPut,
    @JsonProperty(required = true) int elementBytes,
    @JsonProperty(required = true) int boardBytes,
    @JsonProperty(required = true) int walkElements,
    @JsonProperty(required = true) int links,
    @JsonProperty(required = true) int probes,
    @JsonProperty(required = true) int hints,
    @JsonProperty(required = true) int privateNotes,
    @JsonProperty(required = true) int bookmarks,
    @JsonProperty(required = true) int phases,
    @JsonProperty(required = true) int phaseSeconds,
    @JsonProperty(required = true) int nameLength,
    @JsonProperty(required = true) int titleLength,
    @JsonProperty(required = true) int problemLength,
    @JsonProperty(required = true) int requirementLength,
    @JsonProperty(required = true) int targetLength,
    @JsonProperty(required = true) int questionLength,
    @JsonProperty(required = true) int answerLength,
    @JsonProperty(required = true) int hintLength,
    @JsonProperty(required = true) int privateNoteLength,
    @JsonProperty(required = true) int labelLength,
    @JsonProperty(required = true) int entityNoteLength,
    @JsonProperty(required = true) int pathLength,
    @JsonProperty(required = true) int payloadLength,
    @JsonProperty(required = true) int elementTextLength,
    @JsonProperty(required = true) int orderLength,
    @JsonProperty(required = true) int docLength,
    @JsonProperty(required = true) int updatesPerEdit,
    @JsonProperty(required = true) int rebaseEdits,
    @JsonProperty(required = true) int rememberedCommands,
    @JsonProperty(required = true) int outboxBytes,
    @JsonProperty(required = true) int stallMillis,
    @JsonProperty(required = true) int helloMillis,
    @JsonProperty(required = true) int helloBytes,
    @JsonProperty(required = true) int idleMillis,
    @JsonProperty(required = true) int heartbeatMillis) {

  /// The largest integer that JSON readers everywhere keep exact: 2^53 - 1.
  public static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  public static final int FRAME_BYTES = 256 * 1024;
  public static final int COMMANDS_PER_SECOND = 100;
  public static final int COMMAND_BURST = 200;
  public static final int ROOM_COMMANDS_PER_SECOND = 1_000;
  public static final int ROOM_COMMAND_BURST = 2_000;
  public static final int UNANSWERED_COMMANDS = 64;

  /// Of all messages with unanswered commands of a connection.
  public static final int UNANSWERED_BYTES = 1024 * 1024;

  /// The same, before the connection's welcome.
  public static final int EARLY_BYTES = 64 * 1024;

  /// Messages that are no frames: so many at once, and so many more each second.
  public static final int BAD_FRAMES_PER_SECOND = 1;

  public static final int BAD_FRAME_BURST = 20;

  /// Pings of both kinds: so many at once, and so many more each second.
  public static final int PINGS_PER_SECOND = 5;

  public static final int PING_BURST = 60;

  /// Signals: so many at once, and so many more each second; the oldest of more are dropped.
  public static final int SIGNALS_PER_SECOND = 30;

  public static final int SIGNAL_BURST = 60;

  /// Of a message with a signal.
  public static final int SIGNAL_BYTES = 2 * 1024;

  public static final int PARTICIPANTS = 32;
  public static final int SESSIONS = 256;

  /// How many committed numbers a room remembers of each session.
  public static final int REMEMBERED_COMMANDS = 256;

  public static final int REQUIREMENTS = 500;
  public static final int ENTITIES = 100;

  /// Of one entity.
  public static final int FIELDS = 60;

  public static final int ENDPOINTS = 200;
  public static final int STEPS = 100;
  public static final int FINDINGS = 200;

  /// On the board.
  public static final int ELEMENTS = 4_000;

  public static final int ELEMENTS_PER_PUT = 50;

  /// Of one element's shape, as JSON.
  public static final int ELEMENT_BYTES = 32 * 1024;

  /// Of the shapes of all elements.
  public static final int BOARD_BYTES = 4 * 1024 * 1024;

  public static final int WALK_ELEMENTS = 50;

  /// The requirements, or the entities, of one endpoint.
  public static final int LINKS = 20;

  /// How far a number in a shape, or a place on the board, may lie from zero.
  public static final int COORDINATE = 1_000_000_000;

  /// Elements that a pointer has selected.
  public static final int POINTER_SELECTED = 30;

  /// Elements of one drag.
  public static final int DRAGGED = 20;

  /// Queued and pushed ones together.
  public static final int PROBES = 200;

  /// Of each probe.
  public static final int HINTS = 20;

  public static final int PRIVATE_NOTES = 1_000;
  public static final int BOOKMARKS = 500;
  public static final int PHASES = 16;
  public static final int PHASE_SECONDS = 4 * 60 * 60;
  public static final int NAME_LENGTH = 60;
  public static final int TITLE_LENGTH = 200;
  public static final int PROBLEM_LENGTH = 20_000;
  public static final int REQUIREMENT_LENGTH = 2_000;
  public static final int TARGET_LENGTH = 120;
  public static final int QUESTION_LENGTH = 1_000;
  public static final int ANSWER_LENGTH = 10_000;
  public static final int HINT_LENGTH = 1_000;
  public static final int PRIVATE_NOTE_LENGTH = 4_000;
  public static final int LABEL_LENGTH = 200;
  public static final int ENTITY_NOTE_LENGTH = 2_000;
  public static final int PATH_LENGTH = 500;
  public static final int PAYLOAD_LENGTH = 4_000;
  public static final int ELEMENT_TEXT_LENGTH = 4_000;
  public static final int ORDER_LENGTH = 128;
  public static final int DOC_LENGTH = 64 * 1024;
  public static final int UPDATES_PER_EDIT = 200;

  /// The most edits that a base may lie behind its document.
  public static final int REBASE_EDITS = 10_000;

  public static final int OUTBOX_BYTES = 4 * 1024 * 1024;

  /// How long a connection for which bytes wait may take none of them.
  public static final int STALL_MILLIS = 15_000;

  public static final int HELLO_MILLIS = 10_000;
  public static final int HELLO_BYTES = 8 * 1024;

  /// How long a connection may stay silent; clients speak every 30 s.
  public static final int IDLE_MILLIS = 75_000;

  /// After how long without another frame a stream of events gets a heartbeat.
  public static final int HEARTBEAT_MILLIS = 15_000;

  /// A state of more bytes is announced by `stateAt` and fetched over HTTP.
  public static final int INLINE_STATE_BYTES = 32 * 1024;

  /// The most ranges of a selection.
  public static final int SELECTION_RANGES = 8;

  /// A tab's signals of one kind and place are passed on no faster than one in this time.
  public static final int SIGNAL_MILLIS = 50;

  /// The limits of this version of the protocol.
  public static final Limits V1 =
      new Limits(
          FRAME_BYTES,
          COMMANDS_PER_SECOND,
          COMMAND_BURST,
          ROOM_COMMANDS_PER_SECOND,
          ROOM_COMMAND_BURST,
          UNANSWERED_COMMANDS,
          UNANSWERED_BYTES,
          EARLY_BYTES,
          BAD_FRAMES_PER_SECOND,
          BAD_FRAME_BURST,
          PINGS_PER_SECOND,
          PING_BURST,
          SIGNALS_PER_SECOND,
          SIGNAL_BURST,
          SIGNAL_BYTES,
          PARTICIPANTS,
          SESSIONS,
          REQUIREMENTS,
          ENTITIES,
          FIELDS,
          ENDPOINTS,
          STEPS,
          FINDINGS,
          ELEMENTS,
          ELEMENTS_PER_PUT,
          ELEMENT_BYTES,
          BOARD_BYTES,
          WALK_ELEMENTS,
          LINKS,
          PROBES,
          HINTS,
          PRIVATE_NOTES,
          BOOKMARKS,
          PHASES,
          PHASE_SECONDS,
          NAME_LENGTH,
          TITLE_LENGTH,
          PROBLEM_LENGTH,
          REQUIREMENT_LENGTH,
          TARGET_LENGTH,
          QUESTION_LENGTH,
          ANSWER_LENGTH,
          HINT_LENGTH,
          PRIVATE_NOTE_LENGTH,
          LABEL_LENGTH,
          ENTITY_NOTE_LENGTH,
          PATH_LENGTH,
          PAYLOAD_LENGTH,
          ELEMENT_TEXT_LENGTH,
          ORDER_LENGTH,
          DOC_LENGTH,
          UPDATES_PER_EDIT,
          REBASE_EDITS,
          REMEMBERED_COMMANDS,
          OUTBOX_BYTES,
          STALL_MILLIS,
          HELLO_MILLIS,
          HELLO_BYTES,
          IDLE_MILLIS,
          HEARTBEAT_MILLIS);
}
