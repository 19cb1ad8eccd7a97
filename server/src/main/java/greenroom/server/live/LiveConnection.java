package greenroom.server.live;

import greenroom.protocol.ClientFrame.Hello;
import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.Limits;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.Position;
import greenroom.protocol.Rejection;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.SessionId;
import greenroom.protocol.Signal;
import greenroom.server.room.Actor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One client that has said hello. The network side calls the [Connection] methods; all else
/// happens on the room's turn.
final class LiveConnection implements Connection {
  private final RoomId room;
  private final Hello hello;
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
  private @Nullable TokenBucket bucket;
  private Actor actor = new Actor(null, Role.SPECTATOR);
  private long epoch;
  private volatile boolean welcomed;
  private boolean numbered;

  LiveConnection(RoomId room, Hello hello, Outbound out) {
    this.room = room;
    this.hello = hello;
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
  void handOver(LiveRoom live, Role as, long newEpoch) {
    actor = new Actor(as == Role.SPECTATOR ? null : ParticipantId.of(room, as, hello.person()), as);
    epoch = newEpoch;
    List<Consumer<LiveRoom>> calls;
    synchronized (handover) {
      host = live;
      calls = List.copyOf(early);
      early.clear();
    }
    calls.forEach(call -> call.accept(live));
  }

  @Override
  public void signal(Signal signal) {}

  @Override
  public void drained() {}

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
    numbered = true;
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

  /// Whether the session has never given a number to a command.
  boolean neverNumbered() {
    return !numbered && hello.sent() == 0;
  }

  RoomId room() {
    return room;
  }

  Hello hello() {
    return hello;
  }

  SessionId session() {
    return hello.session();
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
}
