package greenroom.server.live;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Position;
import greenroom.protocol.RejectCode;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.RoomState;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.ServerFrame.Happened;
import greenroom.protocol.ServerFrame.Mine;
import greenroom.protocol.SessionId;
import greenroom.protocol.Signal;
import greenroom.protocol.TabId;
import greenroom.server.live.Oracle.Known;
import greenroom.server.live.Violation.Rule;
import greenroom.server.room.Origin;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks what one client is told, frame by frame, against what the log held.
final class Witness {
  private final String label;
  private final Role role;
  private final RoomId room;
  private final Oracle oracle;
  private final Trace trace;

  /// Where the stream of this connection stands.
  private @Nullable Position at;

  /// Where acks said that entries stand, by log and seq, since the last welcome or reset.
  private final Map<LogName, Map<Long, LogPosition>> acked = new EnumMap<>(LogName.class);

  private final Set<Long> unanswered = new HashSet<>();

  /// Whether something that the client was shown, or acked, was lost, and no reset said so yet.
  private boolean owed;

  private boolean everCut;

  Witness(String label, Role role, RoomId room, Oracle oracle, Trace trace) {
    this.label = label;
    this.role = role;
    this.room = room;
    this.oracle = oracle;
    this.trace = trace;
  }

  /// The client took up another session, or forgot all state.
  void forget() {
    at = null;
    owed = false;
    clearAcks();
  }

  /// The log lost its tail.
  void cut() {
    everCut = true;
    owed |= lost(at) || ackLost();
  }

  private boolean ackLost() {
    return acked.entrySet().stream()
        .anyMatch(log ->
            log.getValue().values().stream()
                .anyMatch(position -> !oracle.isPresent(room, log.getKey(), position)));
  }

  private boolean lost(@Nullable Position position) {
    return position != null
        && (!oracle.isPresent(room, LogName.SHARED, position.shared())
            || (position.privately() != null
                && !oracle.isPresent(room, LogName.PRIVATE, position.privately())));
  }

  void sent(long n) {
    unanswered.add(n);
  }

  /// @param since what the hello said
  /// @param waiting the numbers that are unanswered
  void welcomed(
      ServerFrame.Welcome welcome, @Nullable Position since, SessionId session, Set<Long> waiting) {
    unanswered.clear();
    clearAcks();
    checkEver(welcome.position());
    if (since != null && !lost(welcome.position()) && (welcome.reset() != null) != lost(since)) {
      throw violated(
          Rule.RESET,
          "since %s, which is %s, was answered with %s at %s",
          since,
          lost(since) ? "lost" : "in the log",
          welcome.reset() == null ? "no reset" : "a reset",
          welcome.position());
    }
    checkMine(welcome, session, waiting);
    if (welcome.events() != null) {
      checkEvents(welcome, since, session);
    }
    at = welcome.position();
    owed = lost(at);
    if (welcome.state() != null) {
      checkState(welcome.position(), welcome.state());
    }
  }

  private void checkEvents(
      ServerFrame.Welcome welcome, @Nullable Position since, SessionId session) {
    if (since == null || welcome.events() == null) {
      throw violated(Rule.GAP_FREE, "a welcome with events and nothing that they follow");
    }
    at = since;
    Set<Long> mine = new HashSet<>();
    welcome.mine().forEach(each -> mine.add(each.n()));
    for (Happened event : welcome.events()) {
      Origin origin = checkNext(event).entry().origin();
      if (origin != null && origin.session().equals(session) && !mine.contains(origin.n())) {
        throw violated(Rule.MINE, "the event of number %s, which is not listed", origin.n());
      }
    }
    if (!welcome.position().equals(at)) {
      throw violated(
          Rule.GAP_FREE, "a welcome's events end at %s, not at %s", at, welcome.position());
    }
  }

  private void checkMine(ServerFrame.Welcome welcome, SessionId session, Set<Long> waiting) {
    long last = 0;
    Set<Long> told = new HashSet<>();
    for (Mine each : welcome.mine()) {
      if (knownAt(each.position(), session, each.n()) == null) {
        throw violated(Rule.MINE, "%s is not where number %s stands", each.position(), each.n());
      }
      if (each.n() <= last) {
        throw violated(Rule.MINE, "%s after %s", each.n(), last);
      }
      last = each.n();
      told.add(each.n());
    }
    for (long n : waiting) {
      Known known = oracle.presentOf(session, n);
      if (!told.contains(n) && known != null && isUpTo(known, welcome.position())) {
        throw violated(Rule.MINE, "%s is committed and not listed", n);
      }
    }
  }

  private static boolean isUpTo(Known known, Position position) {
    LogPosition reached =
        known.entry().log() == LogName.SHARED ? position.shared() : position.privately();
    return reached != null && known.entry().position().seq() <= reached.seq();
  }

  void happened(Happened event, SessionId session) {
    Known known = checkNext(event);
    if (role == Role.SPECTATOR && !oracle.letsSpectatorsIn(known.before())) {
      throw violated(Rule.GALLERY, "%s after the gallery closed", event.position());
    }
    LogPosition place = known.entry().position();
    LogPosition told = acks(known.entry().log()).get(place.seq());
    if (told != null && !told.equals(place)) {
      throw violated(
          Rule.RESET, "%s was acked, and now comes %s without a reset", told, event.position());
    }
    Origin origin = known.entry().origin();
    if (origin != null && origin.session().equals(session) && unanswered.contains(origin.n())) {
      throw violated(Rule.ACK_FIRST, "the event of number %s before its ack", origin.n());
    }
    owed |= lost(event.position());
  }

  private Map<Long, LogPosition> acks(LogName log) {
    return acked.computeIfAbsent(log, _ -> new HashMap<>());
  }

  /// The entry of an event, which must be the next one.
  private Known checkNext(Happened event) {
    Position before = at;
    Position now = event.position();
    if (before == null) {
      throw violated(Rule.GAP_FREE, "an event at %s before any state", now);
    }
    checkEver(now);
    LogName moved = now.shared().equals(before.shared()) ? LogName.PRIVATE : LogName.SHARED;
    boolean both = moved == LogName.SHARED && !Objects.equals(now.privately(), before.privately());
    LogPosition place = moved == LogName.SHARED ? now.shared() : now.privately();
    LogPosition from = moved == LogName.SHARED ? before.shared() : before.privately();
    Known known = place == null ? null : oracle.known(moved, place);
    if (both || known == null || !known.before().equals(from)) {
      throw violated(Rule.GAP_FREE, "%s after %s", now, before);
    }
    if (moved == LogName.PRIVATE && known.entry().sharedSeq() != now.shared().seq()) {
      throw violated(
          Rule.ONE_ORDER, "%s, which belongs after shared %s", now, known.entry().sharedSeq());
    }
    at = now;
    return known;
  }

  private void checkEver(Position position) {
    boolean privately =
        position.privately() == null
            ? role != Role.INTERVIEWER
            : role == Role.INTERVIEWER && oracle.wasEver(LogName.PRIVATE, position.privately());
    if (!privately || !oracle.wasEver(LogName.SHARED, position.shared())) {
      throw violated(Rule.SHOWN_BEFORE_LOG, "%s was never in the log", position);
    }
  }

  void reset(ServerFrame.Reset reset) {
    checkEver(reset.position());
    if (!owed) {
      throw violated(
          Rule.RESET, "a reset to %s, although nothing of %s was lost", reset.position(), at);
    }
    owed = lost(reset.position());
    clearAcks();
    at = reset.position();
    if (reset.state() != null) {
      checkState(reset.position(), reset.state());
    }
  }

  private void clearAcks() {
    acked.values().forEach(Map::clear);
  }

  void acked(ServerFrame.Ack ack, SessionId session, @Nullable Command command) {
    if (command == null || !unanswered.remove(ack.n())) {
      throw violated(Rule.ONE_ANSWER, "an ack of number %s, which waits for none", ack.n());
    }
    checkEver(ack.position());
    Known known = knownAt(ack.position(), session, ack.n());
    if (known != null) {
      noteAck(ack.position(), known);
    } else if (oracle.presentOf(session, ack.n()) != null) {
      throw violated(
          Rule.ACK,
          "number %s stands at %s, not at %s",
          ack.n(),
          oracle.everOf(session, ack.n()).getLast().heads(),
          ack.position());
    } else if (!mayBeNothingToDo(command)) {
      throw violated(Rule.ACK, "number %s was acked and is in no log", ack.n());
    }
  }

  /// The entry of a number, if it ever stood at this position.
  private @Nullable Known knownAt(Position position, SessionId session, long n) {
    return oracle.everOf(session, n).stream()
        .filter(known -> known.heads().seenBy(role).equals(position))
        .findFirst()
        .orElse(null);
  }

  private void noteAck(Position position, Known known) {
    LogPosition place = known.entry().position();
    Position stream = Objects.requireNonNull(at);
    LogPosition reached =
        known.entry().log() == LogName.SHARED ? stream.shared() : stream.privately();
    if (reached != null && place.seq() > reached.seq()) {
      acks(known.entry().log()).put(place.seq(), place);
    }
    owed |= lost(position);
  }

  private static boolean mayBeNothingToDo(Command command) {
    return switch (command) {
      case Command.TimerPause _,
          Command.TimerResume _,
          Command.PhaseNext _,
          Command.PhaseGo _,
          Command.PhaseSkip _,
          Command.PhaseRestore _,
          Command.RoomConfigure _,
          Command.FrameworkEdit _,
          Command.ProblemEdit _,
          Command.ParticipantRename _,
          Command.RequirementEdit _,
          Command.RequirementMove _,
          Command.EntityEdit _,
          Command.EntityMove _,
          Command.EndpointEdit _,
          Command.EndpointMove _,
          Command.StepEdit _,
          Command.StepMove _,
          Command.WalkSet _,
          Command.DiveWrite _,
          Command.DiveMark _,
          Command.FindingEdit _,
          Command.FindingMove _,
          Command.FindingMark _,
          Command.BoardPut _,
          Command.BoardRemove _,
          Command.GalleryOpen _,
          Command.GalleryClose _,
          Command.ProbeEdit _,
          Command.ProbeMove _,
          Command.ProbePush _,
          Command.ProbeTakeBack _,
          Command.ProbeAnswer _,
          Command.ProbePin _,
          Command.ProbeMark _,
          Command.PrivateNoteEdit _,
          Command.BookmarkEdit _ ->
          true;
      case Command.InterviewStart _,
          Command.InterviewEnd _,
          Command.PhaseExtend _,
          Command.PhaseShorten _,
          Command.PhaseAdd _,
          Command.RequirementAdd _,
          Command.RequirementRemove _,
          Command.EntityAdd _,
          Command.EntityRemove _,
          Command.EndpointAdd _,
          Command.EndpointRemove _,
          Command.StepAdd _,
          Command.StepRemove _,
          Command.WalkClear _,
          Command.FindingAdd _,
          Command.FindingRemove _,
          Command.NotesEdit _,
          Command.ProbeQueue _,
          Command.ProbeRemove _,
          Command.ProbeHint _,
          Command.PrivateNoteAdd _,
          Command.PrivateNoteRemove _,
          Command.BookmarkAdd _,
          Command.BookmarkRemove _ ->
          false;
    };
  }

  void rejected(ServerFrame.Reject reject, SessionId session) {
    if (!unanswered.remove(reject.n())) {
      throw violated(Rule.ONE_ANSWER, "a reject of number %s, which waits for none", reject.n());
    }
    if (oracle.presentOf(session, reject.n()) != null) {
      throw violated(
          Rule.REJECT, "number %s is committed and rejected with %s", reject.n(), reject.code());
    }
    oracle.rejected(session, reject.n());
    switch (reject.code()) {
      case INVALID, UNKNOWN_COMMAND, ID_USED, N_REUSED, STALE ->
          throw violated(Rule.HONEST, "%s: %s", reject.code(), reject.message());
      case RESYNC -> {
        if (!everCut) {
          throw violated(Rule.HONEST, "%s: %s", reject.code(), reject.message());
        }
      }
      case FORBIDDEN, NOT_FOUND, OUTDATED, LIMIT, WRONG_STATE, NO_TIME, RATE_LIMITED -> {}
    }
    if (reject.code() == RejectCode.OUTDATED && reject.current() == null) {
      throw violated(Rule.HONEST, "outdated without the present item");
    }
  }

  /// A state that was fetched because a frame at `named` said so.
  void fetched(Position named, Position position, RoomState state, String digest) {
    checkEver(position);
    boolean older =
        position.shared().seq() < named.shared().seq()
            || (position.privately() != null
                && named.privately() != null
                && position.privately().seq() < named.privately().seq());
    if (older && !lost(named)) {
      throw violated(Rule.STATE, "fetched %s, older than %s", position, named);
    }
    checkState(position, state);
    if (!digest.equals(state.digest())) {
      throw violated(Rule.STATE, "the digest that came with %s is of another state", position);
    }
  }

  /// Compares a state with the log's fold.
  void checkState(Position position, RoomState state) {
    RoomState fold = oracle.stateAt(position, role);
    if (fold == null || !fold.equals(state)) {
      throw violated(
          Rule.STATE, "the state at %s is\n  %s\nand the log's fold\n  %s", position, state, fold);
    }
  }

  /// A signal is somebody else's, and of something that this reader may know of.
  void signalled(ServerFrame.Signalled signalled, TabId own) {
    boolean knows =
        switch (signalled.signal()) {
          case Signal.Typing typing ->
              role.reads(
                  typing.doc() != null
                      ? typing.doc().log()
                      : Objects.requireNonNull(typing.item()).kind().log());
          case Signal.Selection selection -> role.reads(selection.doc().log());
          case Signal.Pointer _, Signal.Drag _ -> true;
          case Signal.Look _ -> false;
        };
    if (!knows) {
      throw violated(Rule.PRIVACY, "is told of %s", signalled);
    }
    if (signalled.from().tab().equals(own)) {
      throw violated(Rule.BUG, "is told of its own signal %s", signalled);
    }
  }

  void closed(CloseCode code, boolean forgettable, boolean cameByPresentLink) {
    boolean reason =
        switch (code) {
          case GOING_AWAY, UNAVAILABLE, SUPERSEDED, ROOM_GONE -> true;
          case NO_SPECTATORS -> role == Role.SPECTATOR && oracle.wasEverClosedToSpectators();
          case SESSION_FORGOTTEN -> forgettable;
          case DENIED -> !cameByPresentLink;
          case SLOW_READER,
              INTERNAL,
              RATE_LIMITED,
              IDLE,
              NO_HELLO,
              BAD_HELLO,
              ROOM_FULL,
              SESSION_TAKEN,
              FRAME_TOO_LARGE,
              TOO_MANY_UNANSWERED ->
              false;
        };
    if (!reason) {
      throw violated(Rule.CLOSED, "closed with %s", code.wire());
    }
  }

  // The annotation that Error Prone asks for is not among our libraries.
  @SuppressWarnings("AnnotateFormatMethod")
  private Violation violated(Rule rule, String detail, @Nullable Object... values) {
    return trace.violated(rule, label + ": " + detail.formatted(values));
  }
}
