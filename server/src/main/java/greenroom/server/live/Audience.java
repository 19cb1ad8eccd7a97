package greenroom.server.live;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Item;
import greenroom.protocol.Limits;
import greenroom.protocol.LogName;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.Position;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.RoomState;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.protocol.SessionId;
import greenroom.protocol.TabId;
import greenroom.protocol.Wire;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import greenroom.server.room.Origin;
import greenroom.server.room.Room;
import greenroom.server.room.SessionMemory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Who is connected to a room on this node, and what they are told. Only on the room's turn.
final class Audience {
  private final RoomId id;
  private final ServerFrame.Durability durability;
  private final Set<LiveConnection> connections = new LinkedHashSet<>();

  /// The connections of sessions, each of which has one.
  private final Map<SessionId, LiveConnection> bySession = new HashMap<>();

  private final Recent recent;
  private final EncodedStates states = new EncodedStates();
  private final Map<Role, Long> links = new EnumMap<>(Role.class);

  Audience(RoomId id, ServerFrame.Durability durability, Sizes sizes) {
    this.id = id;
    this.recent = new Recent(sizes.recent());
    this.durability = durability;
  }

  boolean isEmpty() {
    return connections.isEmpty();
  }

  EncodedStates states() {
    return states;
  }

  void restart(Heads at) {
    recent.restart(at);
  }

  /// Takes a connection in, in place of an older one of its session.
  void attach(LiveConnection connection) {
    connections.add(connection);
    if (!connection.ownsSession()) {
      return;
    }
    LiveConnection older = bySession.put(connection.session(), connection);
    if (older != null && older != connection) {
      connections.remove(older);
      older.supersede();
    }
  }

  void detach(LiveConnection connection) {
    connections.remove(connection);
    bySession.remove(connection.session(), connection);
  }

  /// Tells everybody who may know of an entry; its author gets the ack first.
  void tell(Entry entry, Heads heads) {
    Heads before = recent.end();
    recent.add(entry);
    tell(entry, before, heads, role -> role.reads(entry.log()));
  }

  private void tell(Entry entry, Heads before, Heads heads, Predicate<Role> whom) {
    Origin origin = entry.origin();
    LiveConnection author = origin == null ? null : bySession.get(origin.session());
    if (author != null && author.behind() == null && !author.keepsUp()) {
      author.fallBehind(before);
    }
    // Who fell behind is acked when it comes to the event.
    if (origin != null && author != null && whom.test(author.role()) && author.behind() == null) {
      author.ackIfWaiting(origin.n(), origin.hash(), heads.seenBy(author.role()));
    }
    Frame forAll = null;
    Frame forInterviewers = null;
    for (LiveConnection connection : connections) {
      Role role = connection.role();
      if (!connection.isWelcomed() || !whom.test(role) || connection.behind() != null) {
        continue;
      }
      // An author who was just acked gets the event too, however slow: else a loss of both would go
      // unnoticed.
      if (connection != author && !connection.keepsUp()) {
        connection.fallBehind(before);
        continue;
      }
      if (role.reads(LogName.PRIVATE)) {
        if (forInterviewers == null) {
          forInterviewers = happened(heads.seenBy(role), entry);
        }
        connection.send(forInterviewers);
      } else {
        if (forAll == null) {
          forAll = happened(heads.seenBy(role), entry);
        }
        connection.send(forAll);
      }
    }
  }

  /// Tells a client that fell behind what it has not been told, as far as it takes it.
  ///
  /// @param placed what follows on where it stopped
  /// @return whether it was told all of it
  boolean tellLater(LiveConnection connection, List<Placed> placed) {
    Role role = connection.role();
    for (Placed each : placed) {
      if (!connection.canTakeMore()) {
        return false;
      }
      if (role.reads(each.entry().log())) {
        Origin origin = each.entry().origin();
        if (origin != null && connection == bySession.get(origin.session())) {
          connection.ackIfWaiting(origin.n(), origin.hash(), each.heads().seenBy(role));
        }
        connection.send(happened(each.heads().seenBy(role), each.entry()));
      }
      connection.fallBehind(each.heads());
    }
    return true;
  }

  /// What a client that fell behind has not been told.
  Recent.Missed missed(LiveConnection connection, Heads since) {
    return recent.since(since.seenBy(connection.role()), connection.role());
  }

  /// Sends what is worth something now or never to those who read a log, but for one of them.
  void whisper(Frame frame, LogName log, @Nullable LiveConnection except) {
    for (LiveConnection connection : connections) {
      if (connection != except
          && connection.isWelcomed()
          && connection.role().reads(log)
          && connection.keepsUp()) {
        connection.send(frame);
      }
    }
  }

  Collection<LiveConnection> connections() {
    return connections;
  }

  /// Cuts those who came by a link that was replaced or taken away.
  void closeOlderLinks(Room room) {
    for (Role role : Role.values()) {
      long rev = LinkState.revOf(room, role);
      if (links.getOrDefault(role, 1L) != rev) {
        links.put(role, rev);
        for (LiveConnection connection : connections) {
          if (connection.role() == role && connection.linkRev() != rev) {
            connection.close(CloseCode.DENIED, "token: of an older link (expected: a new one)");
          }
        }
      }
    }
  }

  /// Sends those away who came by a link that may have been given out in a history that is lost:
  /// they have to show it again.
  void doubtLinks(Room found) {
    for (LiveConnection connection : connections) {
      if (connection.linkRev() > 1 || LinkState.revOf(found, connection.role()) > 1) {
        connection.close(CloseCode.GOING_AWAY, "the room's history was cut back");
      }
    }
  }

  static boolean letsSpectatorsIn(Room room) {
    return room.item(Item.Room.KEY) instanceof Item.Room settings && settings.spectators();
  }

  /// Cuts the spectators once the room no longer lets them in.
  void closeSpectatorsUnlessAllowed(Room room) {
    if (!letsSpectatorsIn(room)) {
      for (LiveConnection connection : connections) {
        if (connection.role() == Role.SPECTATOR) {
          connection.close(CloseCode.NO_SPECTATORS, "the room does not let spectators in");
        }
      }
    }
  }

  /// How many histories the room has had, for [Pending.Arrival].
  int histories() {
    return recent.histories();
  }

  /// What a client has missed; [Recent.Missed.Earlier] if it asks for the state, or has to be given
  /// it, or if the log has to be asked first.
  Recent.Missed missed(Pending.Arrival arrival) {
    Position since = arrival.connection().visitor().since();
    return switch (fetched(arrival)) {
      case null ->
          since == null
              ? new Recent.Missed.Earlier()
              : recent.since(since, arrival.connection().role());
      case Pending.Fetched.Events(Heads from, List<Placed> events) ->
          recent.joinedOnto(from, events);
      case Pending.Fetched.TooMany() -> new Recent.Missed.Earlier();
      case Pending.Fetched.Foreign(ResetReason reason) -> new Recent.Missed.Foreign(reason);
    };
  }

  /// Whether a client is to get the state, and not what it missed.
  boolean isToGetState(Pending.Arrival arrival) {
    return arrival.connection().visitor().since() == null
        || fetched(arrival) instanceof Pending.Fetched.TooMany;
  }

  /// What was fetched, unless the log was cut back since it was asked.
  private Pending.@Nullable Fetched fetched(Pending.Arrival arrival) {
    return arrival.histories() == recent.histories() ? arrival.fetched() : null;
  }

  void welcome(Pending.Arrival arrival, Room room, long now) {
    LiveConnection connection = arrival.connection();
    Role role = connection.role();
    ResetReason reset = null;
    List<ServerFrame.Happened> events = null;
    switch (missed(arrival)) {
      case Recent.Missed.Events(List<Placed> all) -> events = happened(all, role);
      case Recent.Missed.Foreign(ResetReason reason) -> reset = reason;
      case Recent.Missed.Earlier() -> {}
    }
    RoomState state = events == null ? states.inline(room, role, Limits.INLINE_STATE_BYTES) : null;
    connection.welcome(
        new ServerFrame.Welcome(
            you(connection),
            room.heads().seenBy(role),
            now,
            durability,
            Limits.V1,
            mine(connection, room),
            reset,
            state,
            events == null && state == null ? stateAt() : null,
            events));
  }

  private ServerFrame.You you(LiveConnection connection) {
    ParticipantId participant = connection.actor().participant();
    TabId tab = participant == null ? null : TabId.of(id, connection.session());
    return new ServerFrame.You(participant, tab, connection.role());
  }

  /// Tells those of some roles that the history they know is not the room's.
  void reset(Room room, ResetReason reason, Predicate<Role> whom) {
    for (LiveConnection connection : connections) {
      // Who fell behind may not have been told any of what is lost.
      if (connection.isWelcomed() && whom.test(connection.role()) && connection.behind() == null) {
        reset(connection, room, reason);
      }
    }
  }

  /// Tells one client that the history it knows is not the room's.
  void reset(LiveConnection connection, Room room, ResetReason reason) {
    connection.caughtUp();
    RoomState state = states.inline(room, connection.role(), Limits.INLINE_STATE_BYTES);
    Position position = room.heads().seenBy(connection.role());
    connection.send(
        Frame.at(
            position,
            new ServerFrame.Reset(reason, position, state, state == null ? stateAt() : null)));
  }

  /// Brings those who read the shared log alone to where it now is; if these entries do not reach
  /// so far, they have to come back for the rest.
  ///
  /// @param missed what follows in the log on what they were told
  /// @param told where they were told that the room stands
  /// @param now where it stands
  void tellSharedOnly(List<Entry> missed, Heads told, Heads now) {
    Heads heads = told;
    for (Entry entry : missed) {
      if (entry.log() == LogName.SHARED && entry.position().seq() <= now.shared().seq()) {
        Heads before = heads;
        heads = entry.onto(heads);
        tell(entry, before, heads, role -> !role.reads(LogName.PRIVATE));
      }
    }
    if (!heads.shared().equals(now.shared())) {
      for (LiveConnection connection : connections) {
        if (!connection.role().reads(LogName.PRIVATE)) {
          connection.close(CloseCode.GOING_AWAY, "too much was missed at once");
        }
      }
    }
  }

  void closeAll(CloseCode code, String message) {
    for (LiveConnection connection : connections) {
      connection.close(code, message);
    }
    connections.clear();
    bySession.clear();
  }

  private static Frame happened(Position position, Entry entry) {
    return Frame.at(position, Wire.frame(position, entry.payload()));
  }

  private String stateAt() {
    return "/api/rooms/" + id + "/state";
  }

  private static List<ServerFrame.Happened> happened(List<Placed> placed, Role role) {
    List<ServerFrame.Happened> events = new ArrayList<>();
    for (Placed each : placed) {
      Entry entry = each.entry();
      if (role.reads(entry.log())) {
        events.add(
            new ServerFrame.Happened(
                each.heads().seenBy(role),
                entry.event().time(),
                entry.event().by(),
                entry.event().event(),
                entry.event().changes()));
      }
    }
    return events;
  }

  /// The numbers of this session that are committed, as far as they are remembered.
  private static List<ServerFrame.Mine> mine(LiveConnection connection, Room room) {
    SessionMemory memory =
        connection.ownsSession() ? room.sessions().of(connection.session()) : null;
    if (memory == null) {
      return List.of();
    }
    return memory.committed().entrySet().stream()
        .map(entry ->
            new ServerFrame.Mine(
                entry.getKey(), entry.getValue().heads().seenBy(connection.role())))
        .toList();
  }
}
