package greenroom.server.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import greenroom.protocol.ItemKind;
import greenroom.protocol.LogName;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.ServerFrame.Here;
import greenroom.protocol.Signal;
import greenroom.protocol.TabId;
import greenroom.protocol.Wire;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is in a room, on all nodes, and what they do right now: the lane of what is never stored.
///
/// Each node says whom it has: at once over the bus, and with its lease in the store, where others
/// find it when they missed that, and where it ends with the node. Only on the room's turn, but for
/// what the bus calls.
final class Crowd implements EphemeralBus.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);

  /// How long changes of who is here are gathered. Spectators, who come by the hundred, may wait
  /// longer than people.
  private static final long PEOPLE_MILLIS = 50;

  private static final long SPECTATORS_MILLIS = 400;

  /// How often a tab's signals of one kind and place are passed on.
  private static final long SIGNALS_MILLIS = 50;

  /// More places than that nobody is at.
  private static final int PLACES = 16;

  /// The place of what is done on the board.
  private static final String BOARD = "board";

  private static final Comparator<Here> ORDER =
      Comparator.comparing((Here here) -> here.participant().value())
          .thenComparing(here -> here.tab().value());

  private final RoomId id;
  private final Node node;
  private final SerialTurns turns;
  private final Audience audience;

  /// What each other node last said.
  private final Map<String, Present> others = new HashMap<>();

  private final Map<Place, Signal> signals = new LinkedHashMap<>();
  private Present said = Present.NOBODY;
  private ServerFrame.Presence shown = new ServerFrame.Presence(List.of(), 0);
  private boolean present;
  private boolean closed;
  private Tasks.@Nullable Cancellable gathering;
  private long gatheredBy;
  private Tasks.@Nullable Cancellable passingOn;

  /// A tab on one node.
  ///
  /// @param epoch of its session's connection: of two connections the one with the higher epoch is
  ///   the newer, wherever they are
  record Person(Here here, @JsonProperty(required = true) long epoch) {}

  /// Whom one node has.
  record Present(List<Person> people, @JsonProperty(required = true) long spectators) {
    static final Present NOBODY = new Present(List.of(), 0);

    Present {
      people = List.copyOf(people);
    }

    boolean isNobody() {
      return people.isEmpty() && spectators == 0;
    }
  }

  /// What a node says over the bus: whom it has, or what somebody does.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Word(String node, @Nullable Present present, ServerFrame.@Nullable Signalled signal) {}

  /// Where somebody does something.
  private record Place(ParticipantId participant, TabId tab, String kind, String at) {}

  Crowd(RoomId id, Node node, SerialTurns turns, Audience audience) {
    this.id = id;
    this.node = node;
    this.turns = turns;
    this.audience = audience;
  }

  void arrived(LiveConnection connection) {
    showTo(connection);
    changed(connection);
  }

  /// Tells one client who is here: one that was welcomed, or that missed it while it was behind.
  void showTo(LiveConnection connection) {
    connection.present(Frame.of(shown));
  }

  void left(LiveConnection connection) {
    TabId tab = connection.tab();
    if (tab != null) {
      signals.keySet().removeIf(place -> place.tab().equals(tab));
    }
    changed(connection);
  }

  private void changed(LiveConnection by) {
    gather(by.tab() == null ? SPECTATORS_MILLIS : PEOPLE_MILLIS);
  }

  private void gather(long millis) {
    long end = node.clock().now(id) + millis;
    if (closed || (gathering != null && gatheredBy <= end)) {
      return;
    }
    if (gathering != null) {
      gathering.cancel();
    }
    gatheredBy = end;
    gathering = node.tasks().after(millis, () -> turns.execute(this::gathered));
  }

  private void gathered() {
    gathering = null;
    if (closed) {
      return;
    }
    Present now = here();
    if (!now.equals(said)) {
      said = now;
      publish(new Word(node.name(), now, null));
      renew();
    } else if (!present) {
      // Who is not counted asks who is on the other nodes all the same.
      renew();
    }
    show();
  }

  private Present here() {
    List<Person> people = new ArrayList<>();
    long spectators = 0;
    for (LiveConnection connection : audience.connections()) {
      ParticipantId participant = connection.actor().participant();
      TabId tab = connection.tab();
      if (!connection.isWelcomed()) {
        continue;
      }
      if (participant != null && tab != null) {
        people.add(new Person(new Here(participant, tab, connection.look()), connection.epoch()));
      } else if (connection.role() == Role.SPECTATOR) {
        spectators++;
      }
    }
    people.sort(Comparator.comparing(Person::here, ORDER));
    return new Present(people, spectators);
  }

  /// Says again that this node is here, and whom it has; hears who the others have.
  void renew() {
    Present now = said;
    // Whoever only follows the log is not counted, and is still told who is here.
    if (now.isNobody() && audience.isEmpty()) {
      if (present) {
        present = false;
        report(node.attendance().leave(id, node.name()), "saying that nobody is left");
      }
      return;
    }
    present = true;
    node.attendance()
        .renew(id, node.name(), Wire.bytes(now))
        .whenComplete((all, failure) ->
            turns.execute(() -> {
              if (failure != null) {
                LOG.debug("room {}: saying who is here failed: {}", id, failure.toString());
              } else if (!closed) {
                renewed(all);
              }
            }));
  }

  private void renewed(Map<String, byte[]> all) {
    others.clear();
    all.forEach((name, bytes) -> {
      if (!name.equals(node.name())) {
        try {
          others.put(name, Wire.read(bytes, Present.class));
        } catch (IllegalArgumentException e) {
          LOG.warn("room {}: who is on node {} cannot be read: {}", id, name, e.getMessage());
        }
      }
    });
    heardOfOthers();
  }

  /// What the others have changed. Whose tab went on elsewhere with a newer connection is no longer
  /// here.
  private void heardOfOthers() {
    Map<TabId, Long> newest = new HashMap<>();
    for (Present other : others.values()) {
      other
          .people()
          .forEach(person -> newest.merge(person.here().tab(), person.epoch(), Math::max));
    }
    for (LiveConnection connection : List.copyOf(audience.connections())) {
      TabId tab = connection.tab();
      if (tab != null && newest.getOrDefault(tab, 0L) > connection.epoch()) {
        connection.supersede();
      }
    }
    show();
  }

  /// Tells everybody here if it is not what they were told last.
  private void show() {
    Map<TabId, Person> newest = new HashMap<>();
    long spectators = said.spectators();
    said.people().forEach(person -> newest.put(person.here().tab(), person));
    for (Present other : others.values()) {
      for (Person person : other.people()) {
        newest.merge(person.here().tab(), person, (a, b) -> a.epoch() >= b.epoch() ? a : b);
      }
      spectators += other.spectators();
    }
    ServerFrame.Presence now =
        new ServerFrame.Presence(
            newest.values().stream().map(Person::here).sorted(ORDER).toList(), spectators);
    if (!now.equals(shown)) {
      shown = now;
      Frame frame = Frame.of(now);
      for (LiveConnection connection : audience.connections()) {
        if (connection.isWelcomed()) {
          connection.present(frame);
        }
      }
    }
  }

  // Signals.

  void signalled(LiveConnection from, Signal signal) {
    ParticipantId participant = from.actor().participant();
    TabId tab = from.tab();
    if (closed || participant == null || tab == null) {
      return;
    }
    switch (signal) {
      case Signal.Look(var phase) -> {
        from.look(phase);
        changed(from);
      }
      case Signal.Typing typing ->
          passOn(from, new Place(participant, tab, "typing", Wire.string(typing)), typing);
      case Signal.Selection selection ->
          passOn(from, new Place(participant, tab, "selection", selection.doc().wire()), selection);
      case Signal.Pointer pointer ->
          passOn(from, new Place(participant, tab, "pointer", BOARD), pointer);
      case Signal.Drag drag -> passOn(from, new Place(participant, tab, "drag", BOARD), drag);
    }
  }

  /// Nothing about the private side reaches anybody else, and nobody else can say anything of it.
  private void passOn(LiveConnection from, Place place, Signal signal) {
    boolean more =
        signals.containsKey(place) || signals.size() < PLACES * (1 + said.people().size());
    if (!from.role().reads(audienceOf(signal)) || !more) {
      return;
    }
    signals.put(place, signal);
    if (passingOn == null) {
      passingOn = node.tasks().after(SIGNALS_MILLIS, () -> turns.execute(this::passOnAll));
    }
  }

  private static LogName audienceOf(Signal signal) {
    return switch (signal) {
      case Signal.Look _ -> LogName.SHARED;
      case Signal.Typing(var doc, var item) when doc != null -> doc.log();
      case Signal.Typing(var _, var item) when item != null -> item.kind().log();
      case Signal.Typing _ -> LogName.PRIVATE;
      case Signal.Selection selection -> selection.doc().log();
      case Signal.Pointer _, Signal.Drag _ -> ItemKind.ELEMENT.log();
    };
  }

  private void passOnAll() {
    passingOn = null;
    signals.forEach((place, signal) -> {
      ServerFrame.Signalled frame =
          new ServerFrame.Signalled(
              new ServerFrame.Sender(place.participant(), place.tab()), signal);
      whisper(frame);
      publish(new Word(node.name(), null, frame));
    });
    signals.clear();
  }

  private void whisper(ServerFrame.Signalled frame) {
    LiveConnection sender = null;
    for (LiveConnection connection : audience.connections()) {
      if (frame.from().tab().equals(connection.tab())) {
        sender = connection;
      }
    }
    audience.whisper(Frame.of(frame), audienceOf(frame.signal()), sender);
  }

  // The bus.

  private void publish(Word word) {
    node.ephemeralBus().publish(id, Wire.bytes(word));
  }

  @Override
  public void heard(byte[] message) {
    turns.execute(() -> {
      try {
        heard(Wire.read(message, Word.class));
      } catch (IllegalArgumentException e) {
        LOG.warn("room {}: what was said on the bus cannot be read: {}", id, e.getMessage());
      }
    });
  }

  private void heard(Word word) {
    if (closed || word.node().equals(node.name())) {
      return;
    }
    Present present = word.present();
    ServerFrame.Signalled signal = word.signal();
    if (present != null) {
      others.put(word.node(), present);
      heardOfOthers();
    } else if (signal != null) {
      whisper(signal);
    }
  }

  private void report(CompletionStage<Void> stage, String what) {
    stage.whenComplete((_, failure) -> {
      if (failure != null) {
        LOG.debug("room {}: {} failed: {}", id, what, failure.toString());
      }
    });
  }

  void close() {
    closed = true;
    if (present) {
      present = false;
      report(node.attendance().leave(id, node.name()), "saying that nobody is left");
      publish(new Word(node.name(), Present.NOBODY, null));
    }
    if (gathering != null) {
      gathering.cancel();
    }
    if (passingOn != null) {
      passingOn.cancel();
    }
  }
}
