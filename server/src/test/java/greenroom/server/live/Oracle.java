package greenroom.server.live;

import greenroom.protocol.Change;
import greenroom.protocol.Clock;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.PhaseId;
import greenroom.protocol.PlanState;
import greenroom.protocol.Position;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.RoomState;
import greenroom.protocol.SessionId;
import greenroom.protocol.Stamp;
import greenroom.server.live.Violation.Rule;
import greenroom.server.room.Entry;
import greenroom.server.room.Evolution;
import greenroom.server.room.Heads;
import greenroom.server.room.LogState;
import greenroom.server.room.Room;
import greenroom.server.room.Sessions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Knows all that ever was in the room's log, at the moment it gets there, and checks it.
final class Oracle implements MemoryStore.Watcher {
  private final MemoryStore store;
  private final Trace trace;

  /// All that ever was in a log, also what was lost again.
  private final Map<LogName, Map<LogPosition, Known>> ever = new EnumMap<>(LogName.class);

  private final Map<Numbered, List<Known>> everOf = new HashMap<>();

  /// What is in the log now.
  private final Map<Numbered, Known> present = new HashMap<>();

  private final Set<Deadline> expired = new HashSet<>();
  private final Set<Numbered> rejected = new HashSet<>();
  private Room room = Room.EMPTY;
  private boolean started;
  private boolean everCut;
  private boolean everClosedToSpectators;

  /// Ids of probes that were pushed, and the marks of their questions.
  private final Set<String> pushed = new HashSet<>();

  /// A command's number in its session.
  record Numbered(SessionId session, long n) {}

  /// An entry where it stood when it was appended.
  ///
  /// @param before the position before it in its log
  /// @param heads of both logs after it
  record Known(Entry entry, LogPosition before, Heads heads, LogState fold) {}

  private record Deadline(String phase, int visits, long due) {}

  Oracle(MemoryStore store, Trace trace) {
    this.store = store;
    this.trace = trace;
    for (LogName log : LogName.values()) {
      ever.put(log, new HashMap<>());
    }
  }

  @Override
  public void appended(RoomId id, Heads before, List<Entry> entries) {
    for (Entry entry : entries) {
      trace.say(() -> "log " + describe(entry));
      checkNumber(entry);
      if (entry.event().time() < room.time()) {
        throw trace.violated(
            Rule.TIME, describe(entry) + " at " + entry.event().time() + " after " + room.time());
      }
      if (entry.event().event().equals(EventType.PHASE_EXPIRED.wire())) {
        checkExpiry(entry);
      }
      checkStamps(entry);
      add(entry);
    }
    if (entries.stream().anyMatch(entry -> entry.event().event().startsWith("probe."))) {
      checkHalves();
    }
  }

  private void add(Entry entry) {
    LogPosition before = room.heads().of(entry.log());
    room = Evolution.evolve(room, entry);
    Known known = new Known(entry, before, room.heads(), room.log(entry.log()));
    positions(entry.log()).put(entry.position(), known);
    if (entry.origin() != null) {
      Numbered number = new Numbered(entry.origin().session(), entry.origin().n());
      present.put(number, known);
      everOf.computeIfAbsent(number, _ -> new ArrayList<>()).add(known);
    }
    if (entry.event().event().equals(EventType.INTERVIEW_STARTED.wire())) {
      started = true;
    }
    for (Change change : entry.event().changes()) {
      if (change instanceof Change.Put(Item.Probe probe)
          && entry.event().event().equals(EventType.PROBE_PUSHED.wire())) {
        pushed.add(probe.id().value());
        pushed.add(probe.content().question().substring(0, 1 + Privacy.TOKEN_LENGTH));
      } else if (change instanceof Change.Put(Item.Room settings)) {
        everClosedToSpectators |= !settings.spectators();
      }
    }
  }

  /// What is new and stamped was made now, here, and in this phase.
  private void checkStamps(Entry entry) {
    for (Change change : entry.event().changes()) {
      Stamp stamp = stampOfNew(change);
      if (stamp != null
          && !stamp.equals(new Stamp(entry.event().time(), phase(), head(Role.CANDIDATE)))) {
        throw trace.violated(
            Rule.STAMP, describe(entry) + " is stamped " + stamp + " at " + room.heads());
      }
    }
  }

  private static @Nullable Stamp stampOfNew(Change change) {
    if (change instanceof Change.Put(Item.PrivateNote note) && note.rev() == 1) {
      return note.stamp();
    }
    return change instanceof Change.Put(Item.Bookmark bookmark) && bookmark.rev() == 1
        ? bookmark.stamp()
        : null;
  }

  private @Nullable PhaseId phase() {
    return switch (timer().clock()) {
      case Clock.Running running -> running.phase();
      case Clock.Paused paused -> paused.phase();
      case Clock.Lobby _, Clock.Ended _ -> null;
    };
  }

  /// A probe is shown if its plan says so, unless a tail was lost.
  private void checkHalves() {
    if (everCut) {
      return;
    }
    Set<String> shown = new HashSet<>();
    Set<String> planned = new HashSet<>();
    room.shared()
        .items()
        .values()
        .forEach(item -> {
          if (item instanceof Item.Probe probe) {
            shown.add(probe.id() + " " + probe.content());
          }
        });
    room.privately()
        .items()
        .values()
        .forEach(item -> {
          if (item instanceof Item.ProbePlan plan && plan.state() == PlanState.PUSHED) {
            planned.add(plan.id() + " " + plan.content());
          }
        });
    if (!shown.equals(planned)) {
      throw trace.violated(Rule.HALVES, "shown are " + shown + ", by their plans " + planned);
    }
  }

  private Map<LogPosition, Known> positions(LogName log) {
    return ever.getOrDefault(log, Map.of());
  }

  private void checkNumber(Entry entry) {
    if (entry.origin() == null) {
      return;
    }
    Numbered number = new Numbered(entry.origin().session(), entry.origin().n());
    if (present.containsKey(number)) {
      throw trace.violated(Rule.AT_MOST_ONCE, describe(entry) + " is in the log already");
    }
    if (rejected.contains(number)) {
      throw trace.violated(Rule.REJECT, describe(entry) + " was rejected before");
    }
  }

  private void checkExpiry(Entry entry) {
    if (!(timer().clock() instanceof Clock.Running running)) {
      throw trace.violated(Rule.EXPIRY, describe(entry) + " while the clock stands");
    }
    Item.PhaseTime phase = presentPhase(running);
    long due = due(running, phase);
    if (entry.event().time() < due) {
      throw trace.violated(
          Rule.EXPIRY, describe(entry) + " " + (due - entry.event().time()) + " ms early");
    }
    if (!expired.add(new Deadline(phase.phase().value(), phase.visits(), due))) {
      throw trace.violated(Rule.EXPIRY, describe(entry) + " twice");
    }
  }

  Item.Timer timer() {
    if (room.item(Item.Timer.KEY) instanceof Item.Timer timer) {
      return timer;
    }
    throw new IllegalStateException("a room has a timer from its creation on");
  }

  private Item.PhaseTime presentPhase(Clock.Running running) {
    return timer().phases().stream()
        .filter(phase -> phase.phase().equals(running.phase()))
        .findFirst()
        .orElseThrow();
  }

  private static long due(Clock.Running running, Item.PhaseTime phase) {
    return running.since() + phase.budgetMillis() - phase.spentMillis();
  }

  /// When the running phase has to run out, null if none has to.
  @Nullable Long due() {
    return timer().clock() instanceof Clock.Running running && !running.expired()
        ? (Long) due(running, presentPhase(running))
        : null;
  }

  /// The log lost its tail: what is left counts.
  void cut(RoomId id) {
    everCut = true;
    present.clear();
    expired.clear();
    room = Room.EMPTY;
    if (store.read(id, Heads.START, Integer.MAX_VALUE) instanceof EventLog.Read.Tail tail) {
      for (Entry entry : tail.entries()) {
        if (entry.event().event().equals(EventType.PHASE_EXPIRED.wire())
            && timer().clock() instanceof Clock.Running running) {
          Item.PhaseTime phase = presentPhase(running);
          expired.add(new Deadline(phase.phase().value(), phase.visits(), due(running, phase)));
        }
        add(entry);
      }
    }
    trace.say(() -> "log was cut to " + room.heads());
  }

  Room room() {
    return room;
  }

  boolean hasStarted() {
    return started;
  }

  /// Whether a probe of this id, or with this mark in its question, was ever pushed.
  boolean wasPushed(String mark) {
    return pushed.contains(mark);
  }

  boolean wasEverClosedToSpectators() {
    return everClosedToSpectators;
  }

  boolean letsSpectatorsIn() {
    return Audience.letsSpectatorsIn(room);
  }

  /// Whether the room let spectators in at a place of the shared log.
  boolean letsSpectatorsIn(LogPosition at) {
    Known known = Objects.requireNonNull(known(LogName.SHARED, at));
    return known.fold().items().get(Item.Room.KEY) instanceof Item.Room settings
        && settings.spectators();
  }

  Position head(Role role) {
    return room.heads().seenBy(role);
  }

  @Nullable Known known(LogName log, LogPosition position) {
    return positions(log).get(position);
  }

  /// Where a number ever stood, more than once only if it was lost and done again.
  List<Known> everOf(SessionId session, long n) {
    return everOf.getOrDefault(new Numbered(session, n), List.of());
  }

  @Nullable Known presentOf(SessionId session, long n) {
    return present.get(new Numbered(session, n));
  }

  void rejected(SessionId session, long n) {
    rejected.add(new Numbered(session, n));
  }

  /// Whether the log ever stood there.
  boolean wasEver(LogName log, LogPosition position) {
    return position.equals(LogPosition.START) || positions(log).containsKey(position);
  }

  /// Whether the log has this position in its history now.
  boolean isPresent(RoomId id, LogName log, LogPosition position) {
    if (position.seq() == 0) {
      return position.equals(LogPosition.START);
    }
    List<Entry> entries = store.entries(id, log);
    return position.seq() <= entries.size()
        && entries.get((int) position.seq() - 1).position().equals(position);
  }

  /// The state that a reader of a role has at a position, null if the log never stood there.
  @Nullable RoomState stateAt(Position position, Role role) {
    LogState shared = foldAt(LogName.SHARED, position.shared());
    LogPosition part = position.privately();
    LogState privately = part == null ? Room.EMPTY.privately() : foldAt(LogName.PRIVATE, part);
    return shared == null || privately == null
        ? null
        : new Room(shared, privately, Sessions.NONE).seenBy(role);
  }

  private @Nullable LogState foldAt(LogName log, LogPosition position) {
    if (position.equals(LogPosition.START)) {
      return Room.EMPTY.log(log);
    }
    Known known = known(log, position);
    return known == null ? null : known.fold();
  }

  static String describe(Entry entry) {
    String origin =
        entry.origin() == null ? "" : " " + entry.origin().session() + "#" + entry.origin().n();
    return entry.log().wire() + " " + entry.position() + " " + entry.event().event() + origin;
  }
}
