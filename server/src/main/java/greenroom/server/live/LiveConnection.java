package greenroom.server.live;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.Limits;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.PhaseId;
import greenroom.protocol.Position;
import greenroom.protocol.Rejection;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.SessionId;
import greenroom.protocol.Signal;
import greenroom.protocol.TabId;
import greenroom.server.room.Actor;
import greenroom.server.room.Heads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One client that has said hello. The network side calls the [Connection] methods; all else
/// happens on the room's turn.
final class LiveConnection implements Connection {
  /// In place of the epoch of a session; see [EventLog.Greeting.Welcome].
  private static final long NO_SESSION = 0;

  private final RoomId room;
  private final Visitor visitor;
  private final Outbound out;
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicLong unansweredBytes = new AtomicLong();

  /// Guards the four fields below until the client is welcome.
  private final Object handover = new Object();

  private final List<Consumer<LiveRoom>> early = new ArrayList<>();
  private final List<Consumer<LiveRoom>> untilWelcome = new ArrayList<>();
  private @Nullable LiveRoom host;
  private final AtomicBoolean closed = new AtomicBoolean();

  private final Map<Long, Pending.Numbered> waiting = new HashMap<>();
  private final SortedMap<Long, Pending.Numbered> held = new TreeMap<>();
  private @Nullable TokenBucket bucket;
  private Actor actor = new Actor(null, Role.SPECTATOR);
  private long epoch;
  private long linkRev;

  /// Where the client stopped being told of events, because it did not keep up; absent if it does.
  private @Nullable Heads behind;

  /// Whether the client was not told who is here, because it did not keep up.
  private boolean owedPresence;

  private @Nullable PhaseId look;
  private volatile boolean welcomed;

  LiveConnection(RoomId room, Visitor visitor, Outbound out) {
    this.room = room;
    this.visitor = visitor;
    this.out = out;
  }

  // What the network side calls.

  @Override
  public void command(long n, Command command, int bytes) {
    if (counted(bytes)) {
      long hash = Secrets.commandHash(command);
      toRoom(live -> live.command(new Pending.Numbered(this, n, command, hash, bytes)));
    }
  }

  @Override
  public void refuse(long n, Rejection why) {
    if (counted(0)) {
      toRoom(live -> live.onTurn(() -> onceWelcomed(live, _ -> refuseUnlessWaiting(n, why))));
    }
  }

  @Override
  public void closed() {
    if (closed.compareAndSet(false, true)) {
      toRoom(live -> live.left(this));
    }
  }

  /// Counts a command against the limits of unanswered ones; closes the connection that passes one.
  private boolean counted(int bytes) {
    if (closed.get()) {
      return false;
    }
    if (unanswered.incrementAndGet() > Limits.UNANSWERED_COMMANDS) {
      close(
          CloseCode.TOO_MANY_UNANSWERED,
          "more than " + Limits.UNANSWERED_COMMANDS + " unanswered commands");
      return false;
    }
    int most = welcomed ? Limits.UNANSWERED_BYTES : Limits.EARLY_BYTES;
    if (unansweredBytes.addAndGet(bytes) > most) {
      close(CloseCode.TOO_MANY_UNANSWERED, "more than " + most + " bytes of unanswered commands");
      return false;
    }
    return true;
  }

  /// Commands may come before the store has let the connection in; they wait.
  private void toRoom(Consumer<LiveRoom> call) {
    LiveRoom live;
    synchronized (handover) {
      live = host;
      if (live == null) {
        early.add(call);
        return;
      }
    }
    call.accept(live);
  }

  // What the room calls.

  /// Gives the connection to a room, with all that came before. May be called again when the room
  /// was closed in between and is opened anew.
  ///
  /// @param newEpoch 0 if there is no session to be fenced
  /// @param newLinkRev which link of its role the client came by
  void handOver(LiveRoom live, Role as, long newEpoch, long newLinkRev) {
    String person = visitor.person();
    actor =
        new Actor(
            person == null || as == Role.SPECTATOR ? null : ParticipantId.of(room, as, person), as);
    epoch = newEpoch;
    linkRev = newLinkRev;
    List<Consumer<LiveRoom>> calls;
    synchronized (handover) {
      host = live;
      calls = List.copyOf(early);
      early.clear();
    }
    calls.forEach(call -> call.accept(live));
  }

  @Override
  public void signal(Signal signal) {
    if (!closed.get()) {
      toRoom(live -> live.signal(this, signal));
    }
  }

  @Override
  public void drained() {
    // Also if nothing seems to be owed: the room may be about to find that the client was behind.
    toRoom(live -> live.catchUp(this));
  }

  void send(Frame frame) {
    if (!closed.get()) {
      out.send(frame);
    }
  }

  private void send(ServerFrame frame) {
    send(Frame.of(frame));
  }

  /// Remembers that a command waits for its answer.
  ///
  /// @return false if one of that number waits already, whose answer serves both
  boolean waits(Pending.Numbered command) {
    if (waiting.putIfAbsent(command.n(), command) != null) {
      uncount(command.bytes());
      return false;
    }
    return true;
  }

  /// What is no command gets its refusal, unless one of that number waits, whose answer serves
  /// both.
  private void refuseUnlessWaiting(long n, Rejection why) {
    uncount(0);
    if (!waiting.containsKey(n)) {
      send(ServerFrame.Reject.of(n, why));
    }
  }

  private void uncount(int bytes) {
    unanswered.decrementAndGet();
    unansweredBytes.addAndGet(-bytes);
  }

  /// Whether a command still has to be decided. A client that is gone may well have left some that
  /// count.
  boolean isWaiting(Pending.Numbered command) {
    return waiting.containsKey(command.n());
  }

  /// Drops what waits: the session went on with a newer connection, which will send it again.
  void supersede() {
    waiting.clear();
    held.clear();
    close(CloseCode.SUPERSEDED, "a newer connection of this session took over");
  }

  /// Acks a command that the log turned out to hold, if this connection waits for just that.
  void ackIfWaiting(long n, long hash, Position position) {
    Pending.Numbered command = waiting.get(n);
    if (command != null && command.hash() == hash) {
      ack(n, position);
    }
  }

  void ack(long n, Position position) {
    answered(n);
    send(new ServerFrame.Ack(n, position));
  }

  void reject(long n, Rejection why) {
    answered(n);
    send(ServerFrame.Reject.of(n, why));
  }

  private void answered(long n) {
    held.remove(n);
    Pending.Numbered command = waiting.remove(n);
    if (command != null) {
      uncount(command.bytes());
    }
  }

  void close(CloseCode code, String message) {
    if (closed.compareAndSet(false, true)) {
      out.close(code, message);
      toRoom(live -> live.left(this));
    }
  }

  /// How long this connection's next command has to wait, in milliseconds.
  long throttle(long now) {
    if (bucket == null) {
      bucket = new TokenBucket(Limits.COMMANDS_PER_SECOND, Limits.COMMAND_BURST, now);
    }
    return bucket.take(now);
  }

  void welcome(ServerFrame.Welcome frame) {
    send(Frame.at(frame.position(), frame));
    LiveRoom live;
    List<Consumer<LiveRoom>> calls;
    synchronized (handover) {
      welcomed = true;
      live = Objects.requireNonNull(host, "only a room welcomes");
      calls = List.copyOf(untilWelcome);
      untilWelcome.clear();
    }
    calls.forEach(call -> call.accept(live));
  }

  /// Does now what a welcomed client asked of `live`, and otherwise with the welcome, in the room
  /// that gives it. A client that is turned away has asked for nothing.
  void onceWelcomed(LiveRoom live, Consumer<LiveRoom> call) {
    synchronized (handover) {
      if (!welcomed) {
        untilWelcome.add(call);
        return;
      }
    }
    call.accept(live);
  }

  boolean isWelcomed() {
    return welcomed;
  }

  boolean isClosed() {
    return closed.get();
  }

  RoomId room() {
    return room;
  }

  Visitor visitor() {
    return visitor;
  }

  SessionId session() {
    return visitor.session();
  }

  /// Whether the connection is the one of its session. A spectator's and a stream's is not,
  /// whatever session they name: they give no commands.
  boolean ownsSession() {
    return epoch != NO_SESSION;
  }

  /// What others call this tab; nobody is told of a spectator's or a stream's.
  @Nullable TabId tab() {
    return actor.participant() == null ? null : TabId.of(room, session());
  }

  Role role() {
    return actor.role();
  }

  Actor actor() {
    return actor;
  }

  long epoch() {
    return epoch;
  }

  long linkRev() {
    return linkRev;
  }

  /// Which phase the tab looks at, if it says so.
  @Nullable PhaseId look() {
    return look;
  }

  void look(@Nullable PhaseId phase) {
    look = phase;
  }

  /// Whether the client takes its bytes as fast as they come.
  boolean keepsUp() {
    return behind == null && !out.isBehind();
  }

  boolean canTakeMore() {
    return !out.isBehind();
  }

  @Nullable Heads behind() {
    return behind;
  }

  /// From here on the client has to be caught up from the log.
  void fallBehind(Heads at) {
    behind = at;
  }

  void caughtUp() {
    behind = null;
  }

  boolean isOwedPresence() {
    return owedPresence;
  }

  /// Tells the client who is here, or remembers that it has to be told once it takes more.
  void present(Frame presence) {
    owedPresence = out.isBehind();
    if (!owedPresence) {
      send(presence);
    }
  }

  /// Whether the client fell behind and has not been told of what stands at a place.
  boolean isYetToReach(Heads at) {
    Heads reached = behind;
    return reached != null
        && (at.shared().seq() > reached.shared().seq()
            || at.privately().seq() > reached.privately().seq());
  }

  /// Keeps a committed command whose ack waits until the client is told of its event.
  void hold(Pending.Numbered command) {
    held.put(command.n(), command);
  }

  /// What is held, in rising order; from now on it is held no more.
  List<Pending.Numbered> takeHeld() {
    List<Pending.Numbered> commands = List.copyOf(held.values());
    held.clear();
    return commands;
  }

  /// The client takes no part, so what it is told may be bundled.
  void bundle() {
    out.bundle();
  }
}
