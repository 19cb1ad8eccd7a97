package greenroom.server.live;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Limits;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.RejectCode;
import greenroom.protocol.Rejection;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.protocol.SessionId;
import greenroom.protocol.Signal;
import greenroom.server.live.EventLog.Appended;
import greenroom.server.live.EventLog.CorruptRoom;
import greenroom.server.live.EventLog.Read;
import greenroom.server.room.Decider;
import greenroom.server.room.Entry;
import greenroom.server.room.Evolution;
import greenroom.server.room.Heads;
import greenroom.server.room.History;
import greenroom.server.room.Room;
import greenroom.server.room.SessionMemory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One room as a node has it open: a mailbox that decides what waits in batches, one append in
/// flight at a time, and tells everybody who is connected what the log then holds.
///
/// Its state is only touched on its turn. Other threads call the methods under *From any thread*.
final class LiveRoom implements WakeUps.Listener, StoreCalls.Trouble, SlowReaders.Host {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRoom.class);

  /// How long history that was read back is kept: who needed it may well need it again.
  private static final long KEPT_MILLIS = 5_000;

  /// Longer than a message can be on its way.
  private static final long DOUBT_MILLIS = 10_000;

  private final RoomId id;
  private final Node node;
  private final Sizes sizes;
  private final SerialTurns turns;
  private final Consumer<LiveRoom> onClosed;
  private final Consumer<Pending> reroute;
  private final Audience audience;
  private final RoomDeadline deadline;
  private final RoomUpkeep upkeep;
  private final Fetcher fetcher;
  private final StoreCalls calls;
  private final Inbox inbox;
  private final Crowd crowd;
  private final SlowReaders slowReaders;

  private Room room = Room.EMPTY;
  private final List<WakeUps.News> overheard = new ArrayList<>();
  private @Nullable Collection<EventLog.KnownSession> known;

  /// How many reads of earlier history are under way, and until when what they brought is kept.
  private int reachingBack;

  private long keptUntil;

  /// Until when what is told of appends may be of the history before a reset, and only the log
  /// counts.
  private long doubtedUntil;

  /// Whether the log may hold more than was applied.
  private boolean behind;

  /// Whether the room's state was read; nothing is applied or decided before.
  private boolean loaded;

  private boolean closed;

  /// A room that is still to be opened.
  ///
  /// @param onClosed is told when this room wants no more to be called
  /// @param reroute takes what came too late for this room
  LiveRoom(
      RoomId id, Node node, Sizes sizes, Consumer<LiveRoom> onClosed, Consumer<Pending> reroute) {
    this.id = id;
    this.node = node;
    this.sizes = sizes;
    this.turns = new SerialTurns(node.tasks(), this::broken);
    this.onClosed = onClosed;
    this.reroute = reroute;
    this.audience = new Audience(id, node.durability(), sizes);
    this.deadline = new RoomDeadline(id, node, () -> enqueue(new Pending.Wake(null)));
    this.upkeep = new RoomUpkeep(id, node, sizes, this::tick);
    this.fetcher = new Fetcher(id, node.log(), sizes);
    this.calls = new StoreCalls(id, node, turns, this);
    this.inbox = new Inbox(node.clock().now(id));
    this.crowd = new Crowd(id, node, turns, audience);
    this.slowReaders = new SlowReaders(this, audience, crowd, fetcher, node.tasks());
  }

  // From any thread.

  void open() {
    node.wakeUps().subscribe(id, this);
    node.ephemeralBus().subscribe(id, crowd);
    onTurn(() -> load(null));
  }

  @Override
  public void onTurn(Runnable task) {
    turns.execute(task);
  }

  /// Puts something into the queue for the next append.
  void enqueue(Pending pending) {
    onTurn(() -> {
      if (closed) {
        reroute.accept(pending);
      } else {
        inbox.add(pending);
        next();
      }
    });
  }

  void command(Pending.Numbered command) {
    onTurn(() -> {
      command.from().onceWelcomed(this, live -> live.admit(command));
      next();
    });
  }

  void left(LiveConnection connection) {
    onTurn(() -> leave(connection));
  }

  @Override
  public void appended(WakeUps.News news) {
    onTurn(() -> {
      overheard.add(news);
      next();
    });
  }

  @Override
  public void missed() {
    onTurn(() -> {
      behind = true;
      next();
    });
  }

  void signal(LiveConnection connection, Signal signal) {
    onTurn(() -> {
      if (connection.isWelcomed() && !connection.isClosed()) {
        crowd.signalled(connection, signal);
      }
    });
  }

  void catchUp(LiveConnection connection) {
    onTurn(() -> slowReaders.catchUp(connection));
  }

  RoomId id() {
    return id;
  }

  // On the room's turn.

  private void admit(Pending.Numbered command) {
    if (!closed) {
      inbox.admit(command, node.clock().now(id));
    }
  }

  private void leave(LiveConnection connection) {
    audience.detach(connection);
    upkeep.left(connection);
    crowd.left(connection);
  }

  /// Starts the next call to the store, if none is under way and there is something to do.
  private void next() {
    if (closed || !loaded || calls.isBusy()) {
      return;
    }
    hear();
    if (closed) {
      return;
    }
    if (behind) {
      catchUp();
    } else if (!inbox.isEmpty()) {
      decide();
    }
  }

  @Override
  public boolean isServing() {
    return loaded && !closed;
  }

  @Override
  public Room room() {
    return room;
  }

  @Override
  public void suspectLoss() {
    behind = true;
    next();
  }

  @Override
  public void decideAgain(List<Pending.Numbered> held) {
    held.forEach(inbox::add);
    next();
  }

  /// Applies what other nodes were heard to append, as far as it chains onto the heads.
  private void hear() {
    for (WakeUps.News news : overheard) {
      if (news.before().equals(room.heads()) && node.clock().now(id) >= doubtedUntil) {
        for (Entry entry : read(news)) {
          if (!apply(entry)) {
            return;
          }
        }
      } else if (!isPast(news.after())) {
        behind = true;
      }
    }
    overheard.clear();
    afterChange();
  }

  private List<Entry> read(WakeUps.News news) {
    try {
      return news.entries().get();
    } catch (IllegalArgumentException e) {
      LOG.warn("room {}: what was told of an append cannot be read: {}", id, e.getMessage());
      behind = true;
      return List.of();
    }
  }

  private boolean isPast(Heads heads) {
    return isPast(LogName.SHARED, heads) && isPast(LogName.PRIVATE, heads);
  }

  private boolean isPast(LogName log, Heads heads) {
    LogPosition head = room.heads().of(log);
    return heads.of(log).seq() < head.seq() || heads.of(log).equals(head);
  }

  private boolean apply(Entry entry) {
    try {
      room = Evolution.evolve(room, entry);
    } catch (RuntimeException e) {
      corrupt(
          new CorruptRoom(id, entry.log().wire() + " " + entry.position() + ": " + e.getMessage()));
      return false;
    }
    audience.tell(entry, room.heads());
    cut();
    return true;
  }

  private boolean applyAll(List<Entry> entries) {
    for (Entry entry : entries) {
      if (!apply(entry)) {
        return false;
      }
    }
    afterChange();
    return true;
  }

  private void afterChange() {
    if (closed) {
      return;
    }
    deadline.expect(Decider.deadline(room));
    if (inbox.isEmpty()) {
      trim();
    }
  }

  /// Cuts those whom the room no longer lets in.
  private void cut() {
    audience.closeSpectatorsUnlessAllowed(room);
    audience.closeOlderLinks(room);
  }

  private void trim() {
    boolean kept = reachingBack > 0 || node.clock().now(id) < keptUntil;
    if (kept
        ? room.historyExceeds(Integer.MAX_VALUE, 2 * Fetcher.MAX_HISTORY_BYTES)
        : room.historyExceeds(2 * sizes.history(), 2 * sizes.historyBytes())) {
      room = room.trimmed(sizes.history(), sizes.historyBytes());
    }
  }

  // Reading.

  private void load(@Nullable ResetReason reason) {
    loaded = false;
    calls.call(
        new RoomLoader(node.log(), id, sizes).load(),
        () -> load(reason),
        answer -> {
          switch (answer) {
            case RoomLoader.Loaded.Gone() -> gone();
            case RoomLoader.Loaded.Found(Room found) -> {
              Heads shown = room.heads();
              room = found;
              audience.restart(found.heads());
              deadline.unsure();
              behind = false;
              if (reason == null) {
                begin();
              } else {
                LOG.warn("room {}: history was cut back: {}", id, reason.wire());
                doubtedUntil = node.clock().now(id) + DOUBT_MILLIS;
                audience.doubtLinks(found);
                reset(shown, reason);
              }
            }
          }
        });
  }

  /// Tells those who were shown what is lost, and nobody else: who reads the shared log alone is
  /// not to notice that private entries are.
  private void reset(Heads shown, ResetReason reason) {
    Heads found = room.heads();
    calls.call(
        node.log().read(id, new Heads(shown.shared(), found.privately()), sizes.page()),
        () -> reset(shown, reason),
        read -> {
          switch (read) {
            case Read.Tail(List<Entry> missed, Heads _, boolean _) -> {
              audience.reset(room, reason, role -> role.reads(LogName.PRIVATE));
              audience.tellSharedOnly(missed, shown, found);
              begin();
            }
            case Read.Diverged _ -> {
              audience.reset(room, reason, _ -> true);
              begin();
            }
            case Read.Gone() -> gone();
          }
        });
  }

  private void begin() {
    loaded = true;
    cut();
    // What was committed and not acked yet may be lost: it is decided anew, or acked as a repeat.
    for (LiveConnection connection : audience.connections()) {
      connection.takeHeld().forEach(inbox::add);
    }
    slowReaders.catchUpAll();
    afterChange();
    next();
  }

  private void catchUp() {
    calls.call(
        node.log().read(id, room.heads(), sizes.page()),
        this::next,
        read -> {
          switch (read) {
            case Read.Tail(List<Entry> entries, Heads _, boolean more) -> {
              if (applyAll(entries)) {
                behind = more;
                next();
              }
            }
            case Read.Diverged(ResetReason reason) -> load(reason);
            case Read.Gone() -> gone();
          }
        });
  }

  // Deciding and appending.

  private void decide() {
    Batch batch = new Batch(room, node.clock().now(id), known);
    List<Pending> taken = new ArrayList<>();
    Pending pending = inbox.first();
    while (pending != null && taken.size() < sizes.batch() && !batch.isFull()) {
      try {
        if (!batch.add(pending)) {
          break;
        }
      } catch (RuntimeException e) {
        inbox.removeFirst();
        inbox.putBack(taken);
        fault(pending, e);
        next();
        return;
      }
      inbox.removeFirst();
      taken.add(pending);
      pending = inbox.first();
    }
    if (!taken.isEmpty()) {
      append(batch, taken);
    } else if (batch.needs() != null) {
      fetch(batch.needs());
    }
  }

  private void append(Batch batch, List<Pending> taken) {
    OptionalLong due = Decider.deadline(batch.room());
    calls.call(
        deadline.store(due).thenCompose(_ -> node.log().append(id, batch.append())),
        () -> {
          inbox.putBack(taken);
          deadline.unsure();
          behind = true;
        },
        this::next,
        appended -> {
          switch (appended) {
            case Appended.Done() -> {
              commit(batch);
              next();
            }
            case Appended.Conflict(List<Entry> missed, Heads _, boolean more) -> {
              inbox.putBack(taken);
              if (applyAll(missed)) {
                behind = more;
                next();
              }
            }
            case Appended.Diverged(ResetReason reason) -> {
              inbox.putBack(taken);
              load(reason);
            }
            case Appended.Fenced(SessionId session) -> {
              inbox.putBack(taken);
              fenced(session, taken);
              next();
            }
            case Appended.Gone() -> {
              inbox.putBack(taken);
              gone();
            }
          }
        });
  }

  /// Tells what was decided, now that it is in the log.
  private void commit(Batch batch) {
    Heads heads = room.heads();
    for (Batch.Decided decided : batch.decided()) {
      for (Entry entry : decided.entries()) {
        heads = entry.onto(heads);
        audience.tell(entry, heads);
      }
      room = decided.after();
      cut();
      answer(decided);
    }
    known = null;
    upkeep.appended(room, batch.append().entries().size());
    afterChange();
    trim();
  }

  private void answer(Batch.Decided decided) {
    switch (decided.pending()) {
      case Pending.Numbered command -> {
        if (command.from().isWaiting(command)) {
          switch (decided.verdict()) {
            case Batch.Verdict.Ack(Heads at) -> {
              // To a connection that fell behind, its event brings the ack along.
              if (command.from().isYetToReach(at) && isCommitted(decided.after(), command)) {
                command.from().hold(command);
              } else {
                command.from().ack(command.n(), at.seenBy(command.from().role()));
              }
            }
            case Batch.Verdict.Reject(Rejection why) -> command.from().reject(command.n(), why);
            case Batch.Verdict.Proceed() ->
                throw new IllegalStateException("a command has to be answered");
          }
        }
      }
      case Pending.Arrival arrival -> {
        if (decided.verdict() instanceof Batch.Verdict.Reject(Rejection why)) {
          arrival.connection().close(notWelcome(why.code()), why.message());
        } else {
          welcome(arrival);
        }
      }
      case Pending.LinkChange change -> {
        if (decided.verdict() instanceof Batch.Verdict.Reject(Rejection why)) {
          change.changer().refused(why);
        } else {
          change.changer().changed();
        }
      }
      case Pending.Question question -> question.asker().accept(room, audience.states());
      case Pending.Wake(Deadlines.Due due) -> {
        OptionalLong next = Decider.deadline(room);
        if (due != null) {
          deadline.done(due, next);
        }
        deadline.expectAgain(next);
      }
    }
  }

  private static boolean isCommitted(Room room, Pending.Numbered command) {
    SessionMemory memory = room.sessions().of(command.from().session());
    return memory != null && memory.committed().containsKey(command.n());
  }

  private static CloseCode notWelcome(RejectCode code) {
    if (code == RejectCode.LIMIT) {
      return CloseCode.ROOM_FULL;
    }
    if (code == RejectCode.NOT_FOUND) {
      return CloseCode.DENIED;
    }
    return code == RejectCode.FORBIDDEN ? CloseCode.NO_SPECTATORS : CloseCode.BAD_HELLO;
  }

  private void welcome(Pending.Arrival arrival) {
    LiveConnection connection = arrival.connection();
    if (connection.isClosed()) {
      return;
    }
    if (!audience.isToGetState(arrival)
        && audience.missed(arrival) instanceof Recent.Missed.Earlier) {
      int histories = audience.histories();
      // Not through `calls`: who missed much must not keep the others waiting. What was fetched is
      // fetched again if the log was cut back meanwhile.
      fetcher
          .missed(connection, room.heads())
          .whenComplete((fetched, failure) -> {
            if (failure == null) {
              enqueue(new Pending.Arrival(connection, fetched, histories));
            } else if (StoreCalls.cause(failure) instanceof CorruptRoom) {
              // What the client missed cannot be read; the room as it is can.
              enqueue(new Pending.Arrival(connection, new Pending.Fetched.TooMany(), histories));
            } else {
              connection.close(CloseCode.UNAVAILABLE, "the room's storage does not answer");
            }
          });
      return;
    }
    audience.attach(connection);
    if (connection.role() == Role.SPECTATOR) {
      connection.bundle();
    }
    audience.welcome(arrival, room, node.clock().now(id));
    upkeep.arrived(connection);
    crowd.arrived(connection);
  }

  private void fenced(SessionId session, List<Pending> taken) {
    known = null;
    for (Pending pending : taken) {
      LiveConnection connection =
          switch (pending) {
            case Pending.Numbered command -> command.from();
            case Pending.Arrival arrival -> arrival.connection();
            case Pending.Question _, Pending.LinkChange _, Pending.Wake _ -> null;
          };
      if (connection != null && connection.ownsSession() && connection.session().equals(session)) {
        connection.supersede();
      }
    }
  }

  private void fetch(Batch.Needs needs) {
    switch (needs) {
      case Batch.Needs.Sessions() ->
          calls.call(
              node.log().sessions(id),
              this::next,
              sessions -> {
                known = sessions;
                next();
              });
      case Batch.Needs.History wanted -> {
        if (inbox.first() instanceof Pending.Numbered edit) {
          reachBack(wanted, edit);
        }
        next();
      }
    }
  }

  /// Reads the history that an edit needs. Not through `calls`: who comes with an old base must not
  /// keep the others waiting.
  private void reachBack(Batch.Needs.History wanted, Pending.Numbered edit) {
    inbox.setAside(edit.from());
    reachingBack++;
    fetcher
        .history(wanted, room)
        .whenComplete((earlier, failure) ->
            onTurn(() -> {
              reachingBack--;
              if (!closed) {
                reachedBack(wanted, edit, earlier);
                inbox.takeBack(edit.from());
                next();
              }
            }));
  }

  private void reachedBack(
      Batch.Needs.History wanted, Pending.Numbered edit, Fetcher.@Nullable Earlier earlier) {
    switch (earlier) {
      case null -> edit.from().close(CloseCode.UNAVAILABLE, "the room's storage does not answer");
      case Fetcher.Earlier.Found(List<History.Step> steps) -> {
        keptUntil = node.clock().now(id) + KEPT_MILLIS;
        // If the room's own history starts elsewhere by now, the edit asks again.
        if (room.log(wanted.log()).history().start().equals(steps.getLast().position())) {
          room = room.reachingBack(wanted.log(), wanted.base(), steps);
        }
      }
      case Fetcher.Earlier.Unknown() -> resync(edit);
      case Fetcher.Earlier.Gone() -> gone();
    }
  }

  /// Refuses an edit: the log knows no such base, or one too far back.
  private void resync(Pending.Numbered edit) {
    behind = true;
    if (edit.from().isWaiting(edit)) {
      edit.from()
          .reject(
              edit.n(),
              Rejection.of(
                  RejectCode.RESYNC,
                  "base: of another history, or more than %d edits back"
                      .formatted(Limits.REBASE_EDITS)));
    }
  }

  // Trouble.

  /// Deciding one thing broke: whoever asked for it is cut off, the others go on.
  private void fault(Pending pending, RuntimeException e) {
    LOG.error("room {}: deciding failed", id, e);
    switch (pending) {
      case Pending.Numbered command ->
          command.from().close(CloseCode.INTERNAL, "the command broke the server");
      case Pending.Arrival arrival ->
          arrival.connection().close(CloseCode.INTERNAL, "the hello broke the server");
      case Pending.LinkChange change -> change.waiter().fail(e);
      case Pending.Question question -> question.waiter().fail(e);
      case Pending.Wake(Deadlines.Due due) -> {
        deadline.cancel();
        if (due != null) {
          deadline.rest(due);
        }
      }
    }
  }

  /// A turn broke off in the middle: what the room has in memory is not to be trusted any more.
  private void broken() {
    close(CloseCode.INTERNAL, "a fault in the server");
  }

  @Override
  public void corrupt(CorruptRoom e) {
    LOG.error("{}", e.getMessage());
    close(CloseCode.INTERNAL, "the room's data cannot be read");
  }

  @Override
  public void unavailable() {
    close(CloseCode.UNAVAILABLE, "the room's storage does not answer");
  }

  @Override
  public void gone() {
    close(CloseCode.ROOM_GONE, "the room was deleted or has expired");
  }

  private void close(CloseCode code, String message) {
    if (closed) {
      return;
    }
    closed = true;
    calls.stop();
    node.wakeUps().unsubscribe(id);
    node.ephemeralBus().unsubscribe(id);
    crowd.close();
    deadline.cancel();
    upkeep.cancel();
    onClosed.accept(this);
    audience.closeAll(code, message);
    inbox.close(code, message, deadline);
  }

  /// Called by the upkeep's timer, now and then.
  private void tick() {
    onTurn(() -> {
      if (closed) {
        return;
      }
      if (!calls.isBusy() && inbox.isEmpty() && audience.isEmpty() && upkeep.isIdle()) {
        close(CloseCode.GOING_AWAY, "nobody is here");
        return;
      }
      upkeep.renew();
      crowd.renew();
      // What became of the stored one is not known: another node may have taken it for done.
      var _ = deadline.storeAgain(Decider.deadline(room));
      behind = true;
      next();
    });
  }
}
