package greenroom.server.live;

import greenroom.protocol.Event;
import greenroom.protocol.Item;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.RejectCode;
import greenroom.protocol.Rejection;
import greenroom.protocol.Role;
import greenroom.protocol.SessionId;
import greenroom.server.live.EventLog.KnownSession;
import greenroom.server.room.Actor;
import greenroom.server.room.Decider;
import greenroom.server.room.Decision;
import greenroom.server.room.Entry;
import greenroom.server.room.Evolution;
import greenroom.server.room.Heads;
import greenroom.server.room.Origin;
import greenroom.server.room.Room;
import greenroom.server.room.SessionMemory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides what waits, one after the other, on speculative states: the entries of one append, and
/// what to answer once that append is known.
final class Batch {
  /// An append holds up all rooms of its Redis: no more is put into one that weighs as much.
  private static final int FULL_BYTES = 512 * 1024;

  private final long now;
  private final Heads expected;
  private final @Nullable Collection<KnownSession> known;

  private Room speculative;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Decided> decided = new ArrayList<>();
  private final Map<SessionId, Long> epochs = new HashMap<>();
  private final Map<SessionId, Long> forgets = new HashMap<>();
  private final Map<Role, EventLog.Link> links = new EnumMap<>(Role.class);
  private @Nullable Needs needs;
  private int bytes;

  /// What became of one pending thing.
  ///
  /// @param entries what it appends
  /// @param after the room after those
  record Decided(Pending pending, List<Entry> entries, Verdict verdict, Room after) {}

  sealed interface Verdict {
    /// An ack: of the entries, of the same command committed earlier, or that there was nothing to
    /// do.
    record Ack(Heads at) implements Verdict {}

    record Reject(Rejection why) implements Verdict {}

    /// The pending thing is no command; it goes on by itself.
    record Proceed() implements Verdict {}
  }

  /// What has to be fetched before deciding can go on.
  sealed interface Needs {
    record History(LogName log, LogPosition base) implements Needs {}

    /// Which sessions are connected, so that one that is not can be forgotten.
    record Sessions() implements Needs {}
  }

  /// @param known the sessions of the room, if they were fetched
  Batch(Room room, long now, @Nullable Collection<KnownSession> known) {
    this.speculative = room;
    this.expected = room.heads();
    this.now = now;
    this.known = known;
  }

  /// Decides one more.
  ///
  /// @return false if it has to wait for [#needs] or for the next batch, and everything after it
  ///   too
  boolean add(Pending pending) {
    return switch (pending) {
      case Pending.Numbered command when hasOtherEpoch(command.from()) -> false;
      case Pending.Arrival arrival when hasOtherEpoch(arrival.connection()) -> false;
      case Pending.Numbered command -> command(command);
      case Pending.Arrival arrival -> arrival(arrival);
      case Pending.Wake _ -> {
        accept(pending, Decider.wake(speculative, now), null, new Verdict.Proceed());
        yield true;
      }
      case Pending.LinkChange change when links.containsKey(change.role()) -> false;
      case Pending.LinkChange change -> {
        link(change);
        yield true;
      }
      case Pending.Question _ -> {
        accept(pending, List.of(), null, new Verdict.Proceed());
        yield true;
      }
    };
  }

  /// Two connections of one session cannot share an append, which proves one epoch for both: the
  /// older one would go unfenced.
  private boolean hasOtherEpoch(LiveConnection connection) {
    Long epoch = connection.ownsSession() ? epochs.get(connection.session()) : null;
    return epoch != null && epoch != connection.epoch();
  }

  /// Has the append prove that the connection is still the newest one of its session, if it is
  /// one's.
  private void prove(LiveConnection connection) {
    if (connection.ownsSession()) {
      epochs.put(connection.session(), connection.epoch());
    }
  }

  private boolean command(Pending.Numbered command) {
    SessionId session = command.from().session();
    SessionMemory memory = command.from().ownsSession() ? speculative.sessions().of(session) : null;
    SessionMemory.Lookup lookup =
        memory == null
            ? new SessionMemory.Lookup.Unused()
            : memory.lookup(command.n(), command.hash());
    Verdict verdict =
        switch (lookup) {
          case SessionMemory.Lookup.Repeat(Heads at) -> new Verdict.Ack(at);
          case SessionMemory.Lookup.Reused() ->
              refusal(
                  RejectCode.N_REUSED,
                  "n: " + command.n() + " (expected: a number that stands for no other command)");
          case SessionMemory.Lookup.Stale() ->
              refusal(
                  RejectCode.STALE,
                  "n: "
                      + command.n()
                      + " (expected: a higher number; the room no longer tells this one apart)");
          case SessionMemory.Lookup.Unused() -> null;
        };
    if (verdict != null) {
      answer(command, verdict);
      return true;
    }
    return switch (Decider.decide(speculative, command.from().actor(), command.command(), now)) {
      case Decision.Refused(Rejection why) -> {
        answer(command, new Verdict.Reject(why));
        yield true;
      }
      case Decision.NeedsHistory(LogName log, LogPosition base) -> {
        needs = new Needs.History(log, base);
        yield false;
      }
      case Decision.Accepted(List<Event> events) -> commit(command, events, memory == null);
    };
  }

  private boolean commit(Pending.Numbered command, List<Event> events, boolean newSession) {
    if (events.isEmpty()) {
      answer(command, new Verdict.Ack(speculative.heads()));
      return true;
    }
    List<SessionId> forgotten = List.of();
    if (newSession && speculative.sessions().full()) {
      if (known == null) {
        needs = new Needs.Sessions();
        return false;
      }
      KnownSession idle = leastRecentlyUsedIdle(known);
      if (idle == null) {
        answer(command, refusal(RejectCode.LIMIT, "sessions: all are connected"));
        return true;
      }
      forgotten = List.of(idle.session());
      forgets.put(idle.session(), idle.epoch());
    }
    Origin origin = new Origin(command.from().session(), command.n(), command.hash(), forgotten);
    accept(command, events, origin, new Verdict.Ack(speculative.heads()));
    return true;
  }

  /// A session that the room remembers and that nobody is connected with; one without an epoch is
  /// nobody's.
  private @Nullable KnownSession leastRecentlyUsedIdle(Collection<KnownSession> all) {
    Map<SessionId, KnownSession> byId = new HashMap<>();
    all.forEach(session -> byId.put(session.session(), session));
    return speculative.sessions().bySession().entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> entry.getValue().lastUse()))
        .map(entry -> byId.getOrDefault(entry.getKey(), new KnownSession(entry.getKey(), 0, false)))
        .filter(session -> !session.connected() && !epochs.containsKey(session.session()))
        .findFirst()
        .orElse(null);
  }

  private boolean arrival(Pending.Arrival arrival) {
    LiveConnection connection = arrival.connection();
    prove(connection);
    Decision decision =
        connection.linkRev() != LinkState.revOf(speculative, connection.role())
            ? new Decision.Refused(
                Rejection.of(RejectCode.NOT_FOUND, "token: of an older link (expected: a new one)"))
            : enter(connection);
    switch (decision) {
      case Decision.Accepted(List<Event> events) ->
          accept(arrival, events, null, new Verdict.Proceed());
      case Decision.Refused(Rejection why) ->
          accept(arrival, List.of(), null, new Verdict.Reject(why));
      case Decision.NeedsHistory needed ->
          throw new IllegalStateException(needed + " (expected: joining needs no history)");
    }
    return true;
  }

  private void link(Pending.LinkChange change) {
    switch (Decider.link(
        speculative, change.by(), change.role(), change.tokenHash() != null, now)) {
      case Decision.Accepted(List<Event> events) -> {
        accept(change, events, null, new Verdict.Proceed());
        if (!events.isEmpty()) {
          links.put(
              change.role(),
              new EventLog.Link(LinkState.revOf(speculative, change.role()), change.tokenHash()));
        }
      }
      case Decision.Refused(Rejection why) ->
          accept(change, List.of(), null, new Verdict.Reject(why));
      case Decision.NeedsHistory needed ->
          throw new IllegalStateException(needed + " (expected: a link needs no history)");
    }
  }

  private Decision enter(LiveConnection connection) {
    if (connection.role() == Role.SPECTATOR) {
      return spectate();
    }
    return connection.visitor().isStream()
        ? new Decision.Accepted(List.of())
        : join(connection, connection.actor());
  }

  private Decision spectate() {
    return Audience.letsSpectatorsIn(speculative)
        ? new Decision.Accepted(List.of())
        : new Decision.Refused(
            Rejection.of(RejectCode.FORBIDDEN, "spectators: the room lets none in"));
  }

  private Decision join(LiveConnection connection, Actor actor) {
    ParticipantId id = Objects.requireNonNull(actor.participant());
    String name = connection.visitor().name();
    if (speculative.item(Item.Participant.keyOf(id)) != null) {
      return new Decision.Accepted(List.of());
    }
    return name == null
        ? new Decision.Refused(
            Rejection.of(RejectCode.INVALID, "name: missing (expected: a name, to join)"))
        : Decider.join(speculative, id, name, actor.role(), now);
  }

  private void answer(Pending.Numbered command, Verdict verdict) {
    prove(command.from());
    decided.add(new Decided(command, List.of(), verdict, speculative));
  }

  /// @param verdict an [Verdict.Ack] is replaced by one at the first of the new entries
  private void accept(
      Pending pending, List<Event> events, @Nullable Origin origin, Verdict verdict) {
    List<Entry> own = new ArrayList<>();
    Origin next = origin;
    Verdict known = verdict;
    for (Event event : events) {
      Entry entry = Entry.after(speculative.heads(), event, next);
      speculative = Evolution.evolve(speculative, entry);
      if (own.isEmpty() && known instanceof Verdict.Ack) {
        known = new Verdict.Ack(speculative.heads());
      }
      own.add(entry);
      bytes += entry.payload().length;
      next = null;
    }
    if (pending instanceof Pending.Numbered command) {
      prove(command.from());
    }
    entries.addAll(own);
    decided.add(new Decided(pending, own, known, speculative));
  }

  private static Verdict refusal(RejectCode code, String message) {
    return new Verdict.Reject(Rejection.of(code, message));
  }

  boolean isFull() {
    return bytes >= FULL_BYTES;
  }

  EventLog.Append append() {
    return new EventLog.Append(expected, entries, epochs, forgets, links);
  }

  List<Decided> decided() {
    return decided;
  }

  /// The room if the append succeeds.
  Room room() {
    return speculative;
  }

  @Nullable Needs needs() {
    return needs;
  }
}
