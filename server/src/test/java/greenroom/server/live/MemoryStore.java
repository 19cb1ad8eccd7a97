package greenroom.server.live;

import greenroom.protocol.Change;
import greenroom.protocol.Item;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.protocol.SessionId;
import greenroom.server.live.EventLog.Access;
import greenroom.server.live.EventLog.Append;
import greenroom.server.live.EventLog.Appended;
import greenroom.server.live.EventLog.CorruptRoom;
import greenroom.server.live.EventLog.Greet;
import greenroom.server.live.EventLog.Greeting;
import greenroom.server.live.EventLog.KnownSession;
import greenroom.server.live.EventLog.Link;
import greenroom.server.live.EventLog.Opened;
import greenroom.server.live.EventLog.Read;
import greenroom.server.live.StoreFixture.Part;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What a store of rooms does, one call after the other and at once: the meaning of [EventLog],
/// [Deadlines], [Attendance], [WakeUps] and [EphemeralBus] without the way to them. One thread
/// only.
final class MemoryStore {
  /// How many missed entries a conflict tells at once.
  static final int CONFLICT_PAGE = 50;

  static final int SNAPSHOTS = 3;

  private final LongSupplier clock;
  private final Map<RoomId, StoredRoom> rooms = new LinkedHashMap<>();
  private final Map<RoomId, Long> deadlines = new LinkedHashMap<>();
  private final List<Watcher> watchers = new ArrayList<>();
  private final List<BiConsumer<RoomId, byte[]>> listeners = new ArrayList<>();

  MemoryStore(LongSupplier clock) {
    this.clock = clock;
  }

  /// Is told of what happens, at the moment it does.
  interface Watcher {
    void appended(RoomId room, Heads before, List<Entry> entries);

    default void deleted(RoomId room) {}
  }

  void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  /// Tells of every message that is published.
  void listen(BiConsumer<RoomId, byte[]> listener) {
    listeners.add(listener);
  }

  void publish(RoomId room, byte[] message) {
    listeners.forEach(listener -> listener.accept(room, message));
  }

  private static final class StoredRoom {
    final long keep;
    final Map<Role, Link> links = new EnumMap<>(Role.class);
    final Deque<LinkChange> linkChanges = new ArrayDeque<>();
    final List<Entry> shared = new ArrayList<>();
    final List<Entry> privately = new ArrayList<>();
    final Map<SessionId, Session> sessions = new LinkedHashMap<>();
    final Map<String, Long> leases = new HashMap<>();
    final Map<String, byte[]> crowd = new LinkedHashMap<>();
    final Deque<byte[]> snapshots = new ArrayDeque<>();
    final Set<Part> broken = EnumSet.noneOf(Part.class);
    final Set<LogName> unreadable = EnumSet.noneOf(LogName.class);
    long expires;
    long newestEpoch;

    StoredRoom(Access access) {
      keep = access.keep();
      access.tokens().forEach((role, hash) -> links.put(role, new Link(1, hash)));
    }

    List<Entry> log(LogName log) {
      return switch (log) {
        case SHARED -> shared;
        case PRIVATE -> privately;
      };
    }

    Heads heads() {
      return new Heads(positionAt(shared, shared.size()), positionAt(privately, privately.size()));
    }
  }

  /// @param at its place in the private log
  private record LinkChange(long at, Role role, Link before) {}

  /// @param node where its newest connection is, null once that has left
  private record Session(long epoch, Role role, String person, @Nullable String node) {}

  boolean create(RoomId id, Access access, List<Entry> entries) {
    if (find(id) != null) {
      return false;
    }
    StoredRoom room = new StoredRoom(access);
    rooms.put(id, room);
    add(id, room, Heads.START, entries);
    return true;
  }

  Opened open(RoomId id, String tokenHash) {
    StoredRoom room = find(id, Part.ROOM);
    if (room == null) {
      return new Opened.Gone();
    }
    Role role = roleOf(room, tokenHash);
    return role == null
        ? new Opened.Denied()
        : new Opened.As(role, room.expires, linkRev(room, role));
  }

  private static @Nullable Role roleOf(StoredRoom room, String tokenHash) {
    for (Map.Entry<Role, Link> link : room.links.entrySet()) {
      if (tokenHash.equals(link.getValue().tokenHash())) {
        return link.getKey();
      }
    }
    return null;
  }

  private static long linkRev(StoredRoom room, Role role) {
    return Objects.requireNonNull(room.links.get(role)).rev();
  }

  Greeting greet(RoomId id, Greet greet) {
    StoredRoom room = find(id, Part.ROOM);
    if (room == null) {
      return new Greeting.Gone();
    }
    Role role = roleOf(room, greet.tokenHash());
    if (role == null) {
      return new Greeting.Denied();
    }
    if (role == Role.SPECTATOR) {
      return new Greeting.Welcome(role, 0, linkRev(room, role));
    }
    find(id, Part.SESSIONS);
    Session known = room.sessions.get(greet.session());
    if (known != null && (known.role() != role || !known.person().equals(greet.person()))) {
      return new Greeting.Taken();
    }
    if (known == null && !greet.fresh()) {
      return new Greeting.Forgotten();
    }
    if (known == null) {
      dropOldSessions(room);
    }
    long epoch = ++room.newestEpoch;
    room.sessions.put(greet.session(), new Session(epoch, role, greet.person(), greet.node()));
    room.leases.put(greet.node(), clock.getAsLong() + EventLog.LEASE_MILLIS);
    return new Greeting.Welcome(role, epoch, linkRev(room, role));
  }

  /// Makes room for one more, and for some more after it.
  private void dropOldSessions(StoredRoom room) {
    if (room.sessions.size() < EventLog.ENOUGH_SESSIONS) {
      return;
    }
    room.sessions.entrySet().stream()
        .filter(entry -> !connected(room, entry.getValue()))
        .sorted(Comparator.comparingLong(entry -> entry.getValue().epoch()))
        .limit(room.sessions.size() + 1L - EventLog.ENOUGH_SESSIONS / 10 * 9)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(room.sessions::remove);
  }

  void leave(RoomId id, SessionId session, long epoch) {
    StoredRoom room = find(id, Part.SESSIONS);
    if (room != null) {
      room.sessions.computeIfPresent(
          session,
          (key, known) ->
              known.epoch() == epoch
                  ? new Session(epoch, known.role(), known.person(), null)
                  : known);
    }
  }

  Map<String, byte[]> renew(RoomId id, String node, byte[] here) {
    StoredRoom room = find(id, Part.SESSIONS, Part.CROWD);
    if (room == null) {
      return Map.of();
    }
    room.leases.put(node, clock.getAsLong() + EventLog.LEASE_MILLIS);
    room.crowd.put(node, here.clone());
    room.crowd.keySet().removeIf(other -> !isAlive(room, other));
    Map<String, byte[]> said = new LinkedHashMap<>();
    room.crowd.forEach((other, word) -> said.put(other, word.clone()));
    return said;
  }

  private boolean isAlive(StoredRoom room, String node) {
    return room.leases.getOrDefault(node, 0L) > clock.getAsLong();
  }

  void takeBack(RoomId id, String node) {
    StoredRoom room = find(id, Part.CROWD);
    if (room != null) {
      room.crowd.remove(node);
    }
  }

  List<KnownSession> sessions(RoomId id) {
    StoredRoom room = find(id, Part.SESSIONS);
    if (room == null) {
      return List.of();
    }
    return room.sessions.entrySet().stream()
        .map(entry ->
            new KnownSession(
                entry.getKey(), entry.getValue().epoch(), connected(room, entry.getValue())))
        .toList();
  }

  private boolean connected(StoredRoom room, Session session) {
    return session.node() != null && isAlive(room, session.node());
  }

  void forget(RoomId id, Map<SessionId, Long> epochs) {
    StoredRoom room = find(id, Part.SESSIONS);
    if (room != null) {
      epochs.forEach((session, epoch) -> {
        if (forgettable(room, session, epoch)) {
          room.sessions.remove(session);
        }
      });
    }
  }

  private boolean forgettable(StoredRoom room, SessionId session, long epoch) {
    Session known = room.sessions.get(session);
    return known != null && known.epoch() == epoch && !connected(room, known);
  }

  Read read(RoomId id, Heads from, int limit) {
    StoredRoom room = find(id, Part.SHARED_LOG, Part.PRIVATE_LOG);
    if (room == null) {
      return new Read.Gone();
    }
    ResetReason lost = whyNot(room, from);
    return lost == null ? tail(id, room, from, limit) : new Read.Diverged(lost);
  }

  private static @Nullable ResetReason whyNot(StoredRoom room, Heads heads) {
    for (LogName name : LogName.values()) {
      List<Entry> log = room.log(name);
      LogPosition position = heads.of(name);
      if (position.seq() > log.size()) {
        return ResetReason.LOST_TAIL;
      }
      if (!positionAt(log, (int) position.seq()).equals(position)) {
        return ResetReason.DIVERGED;
      }
    }
    return null;
  }

  private static LogPosition positionAt(List<Entry> log, int seq) {
    return seq == 0 ? LogPosition.START : log.get(seq - 1).position();
  }

  /// The merged order: a private entry comes when all shared entries that it counts are there, or
  /// no more of them come.
  private static Read.Tail tail(RoomId id, StoredRoom room, Heads from, int limit) {
    List<Entry> entries = new ArrayList<>();
    Heads heads = from;
    while (entries.size() < limit) {
      Entry next = next(room, heads);
      if (next == null) {
        break;
      }
      if (room.unreadable.contains(next.log())
          && next.position().seq() == room.log(next.log()).size()) {
        throw new CorruptRoom(id, next.log().wire() + " log: an entry is no event");
      }
      entries.add(next);
      heads = next.onto(heads);
    }
    return new Read.Tail(entries, heads, next(room, heads) != null);
  }

  private static @Nullable Entry next(StoredRoom room, Heads heads) {
    Entry privately = entryAfter(room.privately, heads.privately());
    Entry shared = entryAfter(room.shared, heads.shared());
    if (privately == null || shared == null) {
      return shared == null ? privately : shared;
    }
    return privately.sharedSeq() <= heads.shared().seq() ? privately : shared;
  }

  private static @Nullable Entry entryAfter(List<Entry> log, LogPosition position) {
    return position.seq() < log.size() ? log.get((int) position.seq()) : null;
  }

  Appended append(RoomId id, Append append) {
    StoredRoom room = find(id, Part.ROOM, Part.SHARED_LOG, Part.PRIVATE_LOG, Part.SESSIONS);
    if (room == null) {
      return new Appended.Gone();
    }
    ResetReason lost = whyNot(room, append.expected());
    if (lost != null) {
      return new Appended.Diverged(lost);
    }
    if (!append.expected().equals(room.heads())) {
      Read.Tail missed = tail(id, room, append.expected(), CONFLICT_PAGE);
      return new Appended.Conflict(missed.entries(), missed.heads(), missed.more());
    }
    SessionId fenced = fenced(room, append);
    if (fenced != null) {
      return new Appended.Fenced(fenced);
    }
    append.forgets().keySet().forEach(room.sessions::remove);
    add(id, room, append.expected(), append.entries());
    append
        .links()
        .forEach((role, link) -> {
          Link before = Objects.requireNonNull(room.links.put(role, link));
          room.linkChanges.push(new LinkChange(changeOf(role, append.entries()), role, before));
        });
    return new Appended.Done();
  }

  /// The place in the private log where the link of a role changes.
  private static long changeOf(Role role, List<Entry> entries) {
    return entries.stream()
        .filter(entry ->
            entry.event().changes().stream()
                .anyMatch(
                    change -> change instanceof Change.Put(Item.Link link) && link.id() == role))
        .mapToLong(entry -> entry.position().seq())
        .findFirst()
        .orElse(0);
  }

  private @Nullable SessionId fenced(StoredRoom room, Append append) {
    for (Map.Entry<SessionId, Long> author : append.epochs().entrySet()) {
      Session known = room.sessions.get(author.getKey());
      if (known == null || known.epoch() != author.getValue()) {
        return author.getKey();
      }
    }
    for (Map.Entry<SessionId, Long> old : append.forgets().entrySet()) {
      if (!forgettable(room, old.getKey(), old.getValue())) {
        return old.getKey();
      }
    }
    return null;
  }

  private void add(RoomId id, StoredRoom room, Heads heads, List<Entry> entries) {
    Heads at = heads;
    List<Entry> stored = new ArrayList<>();
    for (Entry entry : entries) {
      requireNext(at, entry);
      Entry kept =
          Entry.stored(
              entry.log(),
              entry.position(),
              entry.sharedSeq(),
              entry.payload().clone(),
              entry.origin());
      room.log(entry.log()).add(kept);
      stored.add(kept);
      at = entry.onto(at);
    }
    room.expires = clock.getAsLong() + room.keep;
    if (!stored.isEmpty()) {
      watchers.forEach(watcher -> watcher.appended(id, heads, List.copyOf(stored)));
    }
  }

  private static void requireNext(Heads heads, Entry entry) {
    LogPosition next = heads.of(entry.log()).next(entry.payload());
    long sharedSeq = entry.log() == LogName.SHARED ? next.seq() : heads.shared().seq();
    if (!entry.position().equals(next) || entry.sharedSeq() != sharedSeq) {
      throw new AssertionError(
          "append of %s %s at shared %d (expected: %s at shared %d)"
              .formatted(entry.log().wire(), entry.position(), entry.sharedSeq(), next, sharedSeq));
    }
  }

  void saveSnapshot(RoomId id, byte[] snapshot) {
    StoredRoom room = find(id, Part.SNAPSHOTS);
    if (room != null) {
      room.snapshots.addFirst(snapshot.clone());
      while (room.snapshots.size() > SNAPSHOTS) {
        room.snapshots.removeLast();
      }
    }
  }

  List<byte[]> snapshots(RoomId id) {
    StoredRoom room = find(id, Part.SNAPSHOTS);
    return room == null ? List.of() : List.copyOf(room.snapshots);
  }

  boolean delete(RoomId id) {
    boolean there = find(id) != null;
    rooms.remove(id);
    if (there) {
      watchers.forEach(watcher -> watcher.deleted(id));
    }
    return there;
  }

  void setDeadline(RoomId room, long due) {
    deadlines.merge(room, due, Math::min);
  }

  List<Deadlines.Due> due(long now, int limit) {
    return deadlines.entrySet().stream()
        .filter(entry -> entry.getValue() <= now)
        .sorted(Map.Entry.comparingByValue())
        .limit(limit)
        .map(entry -> new Deadlines.Due(entry.getKey(), entry.getValue()))
        .toList();
  }

  void done(Deadlines.Due due, long next) {
    deadlines.remove(due.room(), due.due());
    if (next != 0) {
      setDeadline(due.room(), next);
    }
  }

  /// Loses the newest entries of a log, as a failover does, and what was written with them; nothing
  /// else notices.
  ///
  /// @return the roles whose link is an older one again
  Set<Role> cutTail(RoomId id, LogName name, int entries) {
    StoredRoom room = there(id);
    List<Entry> log = room.log(name);
    log.subList(Math.max(0, log.size() - entries), log.size()).clear();
    Set<Role> roles = EnumSet.noneOf(Role.class);
    while (!room.linkChanges.isEmpty() && room.linkChanges.element().at() > room.privately.size()) {
      LinkChange lost = room.linkChanges.pop();
      room.links.put(lost.role(), lost.before());
      roles.add(lost.role());
    }
    return roles;
  }

  /// Whether a token is the one of its role's present link.
  boolean counts(RoomId id, String tokenHash) {
    StoredRoom room = find(id);
    return room != null && roleOf(room, tokenHash) != null;
  }

  void breakPart(RoomId id, Part part) {
    there(id).broken.add(part);
  }

  void mendPart(RoomId id, Part part) {
    there(id).broken.remove(part);
  }

  void breakNewestEntry(RoomId id, LogName name) {
    there(id).unreadable.add(name);
  }

  /// All entries of a log, the oldest first; none for a room that is gone.
  List<Entry> entries(RoomId id, LogName name) {
    StoredRoom room = find(id);
    return room == null ? List.of() : Collections.unmodifiableList(room.log(name));
  }

  /// What there is of a room.
  Set<String> keys(RoomId id) {
    return find(id) == null ? Set.of() : new TreeSet<>(List.of(id.value()));
  }

  private StoredRoom there(RoomId id) {
    return Objects.requireNonNull(find(id), "room");
  }

  private @Nullable StoredRoom find(RoomId id, Part... parts) {
    StoredRoom room = rooms.get(id);
    if (room != null && room.expires <= clock.getAsLong()) {
      rooms.remove(id);
      return null;
    }
    if (room != null) {
      for (Part part : parts) {
        if (room.broken.contains(part)) {
          throw new CorruptRoom(id, part + ": of the wrong type");
        }
      }
    }
    return room;
  }
}
