package greenroom.server.live;

import greenroom.protocol.ClientFrame.Hello;
import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.DocId;
import greenroom.protocol.Http;
import greenroom.protocol.Limits;
import greenroom.protocol.Position;
import greenroom.protocol.Retry;
import greenroom.protocol.Role;
import greenroom.protocol.RoomState;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.ServerFrame.Happened;
import greenroom.protocol.SessionId;
import greenroom.protocol.TabId;
import greenroom.protocol.TextChange;
import greenroom.protocol.Wire;
import greenroom.server.live.Violation.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A client as `SPEC.md` asks for one: resumes, resends, folds events, and keeps what it typed.
// A fetch is superseded when it is no longer the one that was begun last, whatever it holds.
@SuppressWarnings("ReferenceEquality")
final class SimClient implements SimLink.Receiver {
  private static final int UPDATES_AT_ONCE = 20;

  private final SimWorld world;
  private final String label;
  private final Role role;
  private final boolean stream;
  private final String person;
  private final Chance chance;
  private final Script script;
  private final Witness witness;

  private String token;
  private SessionId session;
  private long sent;
  private final TreeMap<Long, Command> unanswered = new TreeMap<>();

  /// The numbers whose events stand at a position.
  private final Map<Position, Long> own = new HashMap<>();

  private ClientState state;

  /// Where `state` is, absent if there is none.
  private @Nullable Position position;

  private @Nullable SimLink link;
  private @Nullable Position helloSince;
  private boolean welcomed;
  private ServerFrame.@Nullable Presence presence;
  private @Nullable Fetch fetch;

  /// Events up to the one at this position are in the state already.
  private @Nullable Position skipTo;

  private @Nullable CloseCode over;
  private boolean connecting;
  private int attempts;

  /// How often a spectator who was sent away still looks whether there is something to see again.
  private int returns = 3;

  /// A state that is being fetched.
  ///
  /// @param named the position of the frame that named it
  /// @param held the events that came meanwhile
  private record Fetch(Position named, List<Happened> held) {}

  /// @param stream whether it follows a stream of events and says nothing
  SimClient(SimWorld world, String label, Role role, String person, boolean stream) {
    this.world = world;
    this.label = label;
    this.role = role;
    this.stream = stream;
    this.token = world.token(role);
    this.person = person;
    this.chance = world.chance().split();
    this.script = new Script(role, label, chance.split());
    this.witness = new Witness(label, role, world.room(), world.oracle(), world.trace());
    this.session = newSession();
    this.state = new ClientState(role);
  }

  private SessionId newSession() {
    return new SessionId(label + "-" + chance.letters(16));
  }

  String label() {
    return label;
  }

  Role role() {
    return role;
  }

  String person() {
    return person;
  }

  Witness witness() {
    return witness;
  }

  /// With what code the server sent this client away for good, if it did.
  @Nullable CloseCode over() {
    return over;
  }

  // Connections.

  void connectLater(long millis) {
    if (!connecting && over == null && link == null) {
      connecting = true;
      world
          .loop()
          .after(
              millis,
              () -> {
                connecting = false;
                if (over == null && link == null) {
                  connect();
                }
              });
    }
  }

  private void connect() {
    attempts++;
    SimNode node = world.someNode(chance);
    if (node == null) {
      connectLater(chance.between(50, 500));
      return;
    }
    welcomed = false;
    fetch = null;
    skipTo = null;
    helloSince = position;
    link = world.link(node, role, label, this);
    token = world.token(role);
    if (stream) {
      link.watch(world.room(), token, helloSince);
    } else {
      link.hello(
          world.room(), new Hello(token, person, session, "Name of " + label, helloSince, sent));
    }
  }

  /// The connection ends and the client knows it.
  void drop() {
    if (link != null) {
      world.trace().say(() -> label + " drops its connection");
      link.hangUp(chance.between(0, 300), chance.between(0, 20));
      disconnected();
    }
  }

  /// The client goes on elsewhere, and the server does not know; what was sent may still arrive.
  void goOnElsewhere() {
    if (link != null) {
      world.trace().say(() -> label + " goes on elsewhere");
      link.hangUp(chance.between(100, 20_000), chance.between(0, 3_000));
      link = null;
      connect();
    }
  }

  /// Leaves and never comes back.
  void vanish() {
    world.trace().say(() -> label + " vanishes");
    if (link != null) {
      link.hangUp(chance.of(0.5) ? 5 : 20_000, chance.between(0, 100));
    }
    link = null;
    over = CloseCode.GOING_AWAY;
  }

  /// The page is loaded anew: nothing is left but the person.
  void reload() {
    world.trace().say(() -> label + " reloads");
    if (link != null) {
      link.hangUp(chance.between(0, 50), 0);
    }
    link = null;
    startAnew();
    connectLater(chance.between(1, 1_000));
  }

  private void startAnew() {
    session = newSession();
    sent = 0;
    unanswered.clear();
    own.clear();
    state = new ClientState(role);
    position = null;
    welcomed = false;
    fetch = null;
    skipTo = null;
    witness.forget();
  }

  private void disconnected() {
    link = null;
    welcomed = false;
    connectLater(chance.between(1, world.weather().isCalm() ? 100 : 500));
  }

  @Override
  public void lost(SimLink from) {
    if (from == link) {
      world.trace().say(() -> label + " lost its connection");
      disconnected();
    }
  }

  @Override
  public void closed(SimLink from, CloseCode code) {
    if (from != link) {
      return;
    }
    witness.closed(code, role == Role.SPECTATOR, world.hasAlwaysCounted(role, token));
    if (code == CloseCode.SESSION_FORGOTTEN) {
      startAnew();
    }
    // Only this tab uses its session, so what superseded it was an earlier hello of its own.
    // And who is sent away by an old link has asked for the new one by now.
    if (code.reconnect()
        || code == CloseCode.SUPERSEDED
        || code == CloseCode.SESSION_FORGOTTEN
        || code == CloseCode.DENIED) {
      disconnected();
    } else if (code == CloseCode.NO_SPECTATORS && returns > 0) {
      returns--;
      reload();
    } else {
      link = null;
      welcomed = false;
      over = code;
    }
  }

  // Frames.

  @Override
  public void received(SimLink from, byte[] bytes) {
    if (from != link) {
      return;
    }
    ServerFrame frame = world.decode(bytes);
    switch (frame) {
      case ServerFrame.Welcome welcome -> welcome(welcome);
      case ServerFrame.Ack ack -> acked(ack);
      case ServerFrame.Reject reject -> rejected(reject);
      case Happened event -> happened(event);
      case ServerFrame.Reset reset -> reset(reset);
      case ServerFrame.Presence now -> {
        requireWelcomed(frame);
        presence = now;
      }
      case ServerFrame.Signalled signalled -> {
        requireWelcomed(frame);
        witness.signalled(signalled, TabId.of(world.room(), session));
      }
      case ServerFrame.Pong _,
          ServerFrame.BadFrame _,
          ServerFrame.GoAway _,
          ServerFrame.Bye _,
          ServerFrame.Heartbeat _ ->
          throw world.trace().violated(Rule.BUG, label + " is sent " + frame);
    }
  }

  private void requireWelcomed(ServerFrame frame) {
    if (!welcomed) {
      throw world.trace().violated(Rule.BUG, label + " is sent before its welcome: " + frame);
    }
  }

  private void welcome(ServerFrame.Welcome welcome) {
    world
        .trace()
        .say(() ->
            "%s <- welcome at %s, mine %s, reset %s, %s"
                .formatted(
                    label,
                    welcome.position(),
                    welcome.mine(),
                    welcome.reset(),
                    welcome.events() == null ? "state" : welcome.events().size() + " events"));
    if (welcomed) {
      throw world.trace().violated(Rule.BUG, label + " is welcomed twice");
    }
    witness.welcomed(welcome, helloSince, session, unanswered.keySet());
    welcomed = true;
    attempts = 0;
    for (ServerFrame.Mine mine : welcome.mine()) {
      if (mine.n() % 4 == 0 && isNoEdit(unanswered.get(mine.n()))) {
        continue;
      }
      Command command = unanswered.remove(mine.n());
      if (command != null) {
        committed(mine.n(), command, mine.position());
      }
    }
    if (welcome.events() != null) {
      reclaimLost(welcome.mine());
      welcome.events().forEach(this::apply);
    } else {
      restart(welcome.position(), welcome.state());
    }
    unanswered.forEach(this::send);
  }

  /// Of these some go out again though they are committed: a server does them once all the same.
  private static boolean isNoEdit(@Nullable Command command) {
    return command != null && !(command instanceof Command.NotesEdit);
  }

  /// What was acked, and neither came as an event nor is listed now, was lost with the log's tail:
  /// what was typed goes out again, under another number.
  private void reclaimLost(List<ServerFrame.Mine> mine) {
    Set<Long> known = new HashSet<>(unanswered.keySet());
    mine.forEach(each -> known.add(each.n()));
    own.values().retainAll(known);
    state.docs().values().forEach(doc -> doc.landedUnless(known));
  }

  private void restart(Position at, @Nullable RoomState whole) {
    own.clear();
    skipTo = null;
    if (whole == null) {
      fetch = new Fetch(at, new ArrayList<>());
      // Until the state is there, there is none to resume from.
      position = null;
      fetchState();
    } else {
      fetch = null;
      takeState(at, whole);
    }
  }

  private void takeState(Position at, RoomState whole) {
    state.restart(whole);
    position = at;
    settleAckedFlights();
  }

  /// A text that was taken anew holds what is acked already.
  private void settleAckedFlights() {
    state.docs().values().forEach(doc -> doc.landedUnless(unanswered.keySet()));
  }

  private void reset(ServerFrame.Reset reset) {
    world.trace().say(() -> label + " <- reset to " + reset.position());
    witness.reset(reset);
    restart(reset.position(), reset.state());
  }

  private void happened(Happened event) {
    world.trace().say(() -> label + " <- " + event.event() + " " + event.position());
    witness.happened(event, session);
    if (fetch != null) {
      fetch.held().add(event);
    } else if (skipTo != null) {
      if (skipTo.equals(event.position())) {
        skipTo = null;
      }
    } else {
      apply(event);
    }
  }

  private void apply(Happened event) {
    Long mine = own.remove(event.position());
    String wrong = state.apply(event.changes(), mine == null ? 0 : mine);
    position = event.position();
    if (wrong != null) {
      throw world.trace().violated(Rule.TEXT, label + " at " + event.position() + ": " + wrong);
    }
    if (chance.of(0.05)) {
      witness.checkState(event.position(), state.confirmed());
    }
    flushSoon();
  }

  private void acked(ServerFrame.Ack ack) {
    world.trace().say(() -> label + " <- ack #" + ack.n() + " " + ack.position());
    Command command = unanswered.remove(ack.n());
    witness.acked(ack, session, command);
    if (command != null) {
      committed(ack.n(), command, ack.position());
    }
  }

  private void committed(long n, Command command, Position at) {
    // Where another command found nothing to do, its ack may name the event of an edit.
    if (command instanceof Command.NotesEdit edit) {
      own.put(at, n);
      if (state.doc(edit.doc()).isOrphan(n)) {
        state.doc(edit.doc()).landed(n);
        flushSoon();
      }
    }
  }

  private void rejected(ServerFrame.Reject reject) {
    world
        .trace()
        .say(() ->
            label + " <- reject #" + reject.n() + " " + reject.code() + " " + reject.message());
    witness.rejected(reject, session);
    Command command = unanswered.remove(reject.n());
    script.refused();
    if (command instanceof Command.NotesEdit edit) {
      CollabText doc = state.doc(edit.doc());
      if (reject.retry() == Retry.NEVER) {
        doc.dropped(reject.n());
      } else {
        doc.landed(reject.n());
      }
      if (reject.retry() == Retry.RESYNC && !doc.isQuiet()) {
        takeStateAnew();
      }
      flushSoon();
    } else if (command != null && reject.retry() == Retry.LATER) {
      world
          .loop()
          .after(
              chance.between(50, 500),
              () -> {
                if (over == null && unanswered.size() < Limits.UNANSWERED_COMMANDS) {
                  command(command);
                }
              });
    }
  }

  private void takeStateAnew() {
    drop();
    own.clear();
    position = null;
    witness.forget();
  }

  // The state, when it is too large for a frame.

  private void fetchState() {
    SimLink from = link;
    Fetch wanted = fetch;
    if (from == null || wanted == null) {
      return;
    }
    SimNode node = chance.of(0.8) && from.node().isUp() ? from.node() : world.someNode(chance);
    if (node == null) {
      refetchLater(wanted);
      return;
    }
    NodeLife life = node.life();
    node.rooms()
        .state(world.room(), token)
        .whenComplete((answer, failure) ->
            world
                .loop()
                .after(
                    world.weather().delay(),
                    () -> {
                      if (fetch == wanted && answer instanceof Answer.Ok<StateBody>(var body)) {
                        fetched(wanted, body);
                      }
                    }));
    trace("asks " + life.name() + " for the state");
    refetchLater(wanted);
  }

  private void refetchLater(Fetch wanted) {
    world
        .loop()
        .after(
            2_000,
            () -> {
              if (fetch == wanted) {
                fetchState();
              }
            });
  }

  private void fetched(Fetch wanted, StateBody body) {
    world.privacy().check(role, body.json(), label);
    Http.StateAt found = Wire.read(body.json(), Http.StateAt.class);
    trace("<- state at " + found.position());
    witness.fetched(wanted.named(), found.position(), found.state(), found.digest());
    fetch = null;
    takeState(found.position(), found.state());
    List<Happened> held = wanted.held();
    if (!found.position().equals(wanted.named())) {
      int last = -1;
      for (int i = 0; i < held.size(); i++) {
        if (held.get(i).position().equals(found.position())) {
          last = i;
        }
      }
      if (last < 0) {
        skipTo = found.position();
        held = List.of();
      } else {
        held = held.subList(last + 1, held.size());
      }
    }
    held.forEach(this::apply);
    flushSoon();
  }

  // What the client does.

  /// Does something, if it can.
  void act() {
    if (!mayAct() || stream) {
      return;
    }
    if (link != null && welcomed && chance.of(0.3)) {
      link.signal(script.signal(state));
    }
    DocId doc = script.docToType();
    if (doc != null) {
      script.type(state.doc(doc), doc);
      flushSoon();
      return;
    }
    for (Command command : script.next(state)) {
      if (unanswered.size() < Limits.UNANSWERED_COMMANDS) {
        command(command);
      }
    }
  }

  private boolean mayAct() {
    return over == null && position != null && fetch == null;
  }

  private void command(Command command) {
    sent += chance.of(0.02) ? chance.between(2, 150) : 1;
    unanswered.put(sent, command);
    script.sent(command);
    if (welcomed) {
      send(sent, command);
    }
  }

  private void send(long n, Command command) {
    if (link != null) {
      witness.sent(n);
      link.command(n, command);
    }
  }

  private void flushSoon() {
    world.loop().after(chance.below(3) * 10L, this::flush);
  }

  /// Sends what was typed, one command to a document at a time.
  private void flush() {
    if (!welcomed || over != null || position == null || fetch != null) {
      return;
    }
    for (Map.Entry<DocId, CollabText> doc : state.docs().entrySet()) {
      List<TextChange> updates = doc.getValue().sendable(UPDATES_AT_ONCE);
      if (!updates.isEmpty() && unanswered.size() < Limits.UNANSWERED_COMMANDS) {
        command(new Command.NotesEdit(doc.getKey(), position, updates));
        doc.getValue().sent(sent, updates.size());
      }
    }
  }

  /// Asks any node for the state, as a page that shows it would, and looks whether it is right.
  void fetchForFun() {
    SimNode node = world.someNode(chance);
    if (node != null) {
      node.rooms()
          .state(world.room(), token)
          .whenComplete((answer, failure) -> {
            if (answer instanceof Answer.Ok<StateBody>(var body)) {
              world.privacy().check(role, body.json(), label);
              Http.StateAt found = Wire.read(body.json(), Http.StateAt.class);
              witness.fetched(found.position(), found.position(), found.state(), found.digest());
            }
          });
    }
  }

  private void trace(String what) {
    world.trace().say(() -> label + " " + what);
  }

  // How it ends.

  /// Whether this client has nothing more to say or to hear, as far as it knows.
  boolean isQuiet() {
    if (over != null) {
      return true;
    }
    flush();
    return welcomed
        && fetch == null
        && skipTo == null
        && unanswered.isEmpty()
        && state.docs().values().stream().allMatch(CollabText::isQuiet);
  }

  /// Whether the token that it came by is its role's present one.
  boolean cameByPresentLink() {
    return token.equals(world.token(role));
  }

  boolean isStream() {
    return stream;
  }

  /// What it was told last of who is here.
  ServerFrame.@Nullable Presence presence() {
    return presence;
  }

  SessionId session() {
    return session;
  }

  @Nullable Position position() {
    return position;
  }

  String digest() {
    return state.confirmed().digest();
  }

  @Override
  public String toString() {
    return "%s at %s: over %s, welcomed %s, %d attempts, unanswered %s, fetching %s, skipping to %s, %s"
        .formatted(
            label,
            position,
            over,
            welcomed,
            attempts,
            unanswered,
            fetch != null,
            skipTo,
            state.docs().values());
  }
}
