package greenroom.server.live;

import greenroom.protocol.ClientFrame.Hello;
import greenroom.protocol.CloseCode;
import greenroom.protocol.Event;
import greenroom.protocol.Http;
import greenroom.protocol.Item;
import greenroom.protocol.Position;
import greenroom.protocol.Rejection;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.SessionId;
import greenroom.server.live.EventLog.Access;
import greenroom.server.live.EventLog.CorruptRoom;
import greenroom.server.live.EventLog.Greet;
import greenroom.server.live.EventLog.Greeting;
import greenroom.server.live.EventLog.Opened;
import greenroom.server.room.Actor;
import greenroom.server.room.Decider;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import greenroom.server.room.Room;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rooms that are open on a node, and the way to all others. Safe for use by many threads.
public final class Rooms implements RoomService, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);

  /// How often deadlines of rooms that nobody has open are looked for.
  private static final long POLL_MILLIS = 500;

  /// How long a node that has the room open may take before others wake it.
  private static final long GRACE_MILLIS = 1_000;

  private static final int POLL_LIMIT = 100;

  private final Node node;
  private final Sizes sizes;
  private final RandomGenerator random;
  private final long keepMillis;
  private final ConcurrentMap<RoomId, LiveRoom> open = new ConcurrentHashMap<>();
  private volatile boolean closed;
  private volatile Tasks.@Nullable Cancellable poll;

  /// No room is open yet.
  ///
  /// @param random where ids and tokens come from
  /// @param keepMillis how long a room is kept after its last event
  public Rooms(Node node, RandomGenerator random, long keepMillis) {
    this(node, Sizes.USUAL, random, keepMillis);
  }

  Rooms(Node node, Sizes sizes, RandomGenerator random, long keepMillis) {
    this.node = node;
    this.sizes = sizes;
    this.random = random;
    this.keepMillis = keepMillis;
    pollLater();
  }

  @Override
  public CompletionStage<NewRoom> create(Http.CreateRoom request) {
    RoomId id = Secrets.roomId(random);
    Map<Role, String> tokens = new EnumMap<>(Role.class);
    Map<Role, String> hashes = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      String token = Secrets.token(random);
      tokens.put(role, token);
      hashes.put(role, Secrets.tokenHash(token));
    }
    long now = node.clock().now(id);
    List<Entry> entries = new ArrayList<>();
    Heads heads = Heads.START;
    for (Event event : Decider.create(request, now)) {
      Entry entry = Entry.after(heads, event, null);
      entries.add(entry);
      heads = entry.onto(heads);
    }
    return node.log()
        .create(id, new Access(hashes, keepMillis), entries)
        .thenApply(made -> {
          if (!made) {
            throw new IllegalStateException("room " + id + ": 80 random bits came twice");
          }
          return new NewRoom(id, tokens, now + keepMillis);
        });
  }

  @Override
  public Connection connect(RoomId room, Hello hello, Outbound out) {
    LiveConnection connection = new LiveConnection(room, Visitor.of(hello), out);
    node.log()
        .greet(
            room,
            new Greet(
                Secrets.tokenHash(hello.token()),
                hello.session(),
                Secrets.personHash(hello.person()),
                node.name(),
                hello.sent() == 0))
        .whenComplete((greeting, failure) -> greeted(connection, greeting, failure));
    return connection;
  }

  private void greeted(
      LiveConnection connection, @Nullable Greeting greeting, @Nullable Throwable failure) {
    if (closed) {
      connection.close(CloseCode.GOING_AWAY, "the server is going away");
      return;
    }
    if (greeting == null) {
      refuse(connection, failure);
      return;
    }
    switch (greeting) {
      case Greeting.Denied() -> denied(connection);
      case Greeting.Gone() -> gone(connection);
      case Greeting.Taken() ->
          connection.close(
              CloseCode.SESSION_TAKEN, "session: of another person or role (expected: a new one)");
      case Greeting.Forgotten() ->
          connection.close(
              CloseCode.SESSION_FORGOTTEN, "session: no longer known (expected: a new one)");
      case Greeting.Welcome(Role role, long epoch, long linkRev) ->
          letIn(connection, role, epoch, linkRev);
    }
  }

  private static void refuse(LiveConnection connection, @Nullable Throwable failure) {
    if (StoreCalls.cause(failure) instanceof CorruptRoom) {
      LOG.error("{}", String.valueOf(failure));
      connection.close(CloseCode.INTERNAL, "the room's data cannot be read");
    } else {
      connection.close(CloseCode.UNAVAILABLE, "the room's storage does not answer");
    }
  }

  private void letIn(LiveConnection connection, Role role, long epoch, long linkRev) {
    LiveRoom live = opened(connection.room());
    connection.handOver(live, role, epoch, linkRev);
    live.enqueue(new Pending.Arrival(connection));
  }

  @Override
  public Connection watch(RoomId room, String token, @Nullable Position since, Outbound out) {
    SessionId session = new SessionId(Secrets.token(random));
    LiveConnection connection = new LiveConnection(room, Visitor.ofStream(session, since), out);
    node.log()
        .open(room, Secrets.tokenHash(token))
        .whenComplete((found, failure) -> found(connection, found, failure));
    return connection;
  }

  private void found(
      LiveConnection connection, @Nullable Opened found, @Nullable Throwable failure) {
    if (closed) {
      connection.close(CloseCode.GOING_AWAY, "the server is going away");
      return;
    }
    switch (found) {
      case null -> refuse(connection, failure);
      case Opened.Denied() -> denied(connection);
      case Opened.Gone() -> gone(connection);
      case Opened.As(Role role, long _, long linkRev) -> letIn(connection, role, 0, linkRev);
    }
  }

  private static void denied(LiveConnection connection) {
    connection.close(CloseCode.DENIED, "token: unknown here (expected: one of the room's)");
  }

  private static void gone(LiveConnection connection) {
    connection.close(CloseCode.ROOM_GONE, "the room was deleted or has expired");
  }

  @Override
  public CompletionStage<Answer<String>> rotate(RoomId room, String token, Role role) {
    String fresh = Secrets.token(random);
    return opening(
        room,
        token,
        as ->
            changeLink(
                room, new Actor(null, as.role()), role, Secrets.tokenHash(fresh), () -> fresh));
  }

  @Override
  public CompletionStage<Answer<Boolean>> revoke(RoomId room, String token, Role role) {
    return opening(
        room, token, as -> changeLink(room, new Actor(null, as.role()), role, null, () -> true));
  }

  private <T> CompletionStage<Answer<T>> changeLink(
      RoomId room, Actor by, Role role, @Nullable String tokenHash, Supplier<T> done) {
    CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
    opened(room)
        .enqueue(
            new Pending.LinkChange(
                by,
                role,
                tokenHash,
                new Pending.Changer() {
                  @Override
                  public void changed() {
                    answer.complete(new Answer.Ok<>(done.get()));
                  }

                  @Override
                  public void refused(Rejection why) {
                    answer.complete(new Answer.No<>(Http.ProblemCode.FORBIDDEN, why.message()));
                  }
                },
                waiter(answer)));
    return answer;
  }

  @Override
  public CompletionStage<Answer<Role>> role(RoomId room, String token) {
    return opening(room, token, as -> CompletableFuture.completedStage(new Answer.Ok<>(as.role())));
  }

  @Override
  public CompletionStage<Answer<Http.RoomInfo>> info(RoomId room, String token) {
    return asked(
        room,
        token,
        (as, now) -> {
          Item.Room settings = (Item.Room) present(now.item(Item.Room.KEY));
          Item.Timer timer = (Item.Timer) present(now.item(Item.Timer.KEY));
          return new Http.RoomInfo(
              room,
              as.role(),
              settings.title(),
              now.heads().seenBy(as.role()),
              timer.clock(),
              settings.created(),
              as.expires());
        });
  }

  @Override
  public CompletionStage<Answer<StateBody>> state(RoomId room, String token) {
    return opening(
        room,
        token,
        as -> ask(room, (now, states) -> seen(as, now, () -> states.body(now, as.role()))));
  }

  @Override
  public CompletionStage<Answer<Boolean>> delete(RoomId room, String token) {
    return opening(
        room,
        token,
        as -> {
          if (as.role() != Role.INTERVIEWER) {
            return CompletableFuture.completedStage(
                new Answer.No<>(
                    Http.ProblemCode.FORBIDDEN,
                    "token: of a " + as.role().wire() + " (expected: an interviewer's)"));
          }
          return node.log()
              .delete(room)
              .thenApply(there -> {
                LiveRoom live = open.get(room);
                if (live != null) {
                  live.missed();
                }
                return there ? new Answer.Ok<>(true) : gone();
              });
        });
  }

  @Override
  public long now(RoomId room) {
    return node.clock().now(room);
  }

  /// Lets nobody in any more and looks for no deadlines any more. What is under way goes on; who
  /// wants it done waits for [#settled] before.
  @Override
  public void close() {
    closed = true;
    Tasks.Cancellable timer = poll;
    if (timer != null) {
      timer.cancel();
    }
  }

  @Override
  public CompletionStage<Void> settled() {
    return CompletableFuture.allOf(
        open.keySet().stream()
            .map(id ->
                ask(id, (_, _) -> new Answer.Ok<>(true)).exceptionally(_ -> new Answer.Ok<>(true)))
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture<?>[]::new));
  }

  private LiveRoom opened(RoomId id) {
    return open.computeIfAbsent(
        id,
        _ -> {
          LiveRoom live =
              new LiveRoom(id, node, sizes, this::forget, pending -> reroute(id, pending));
          live.open();
          return live;
        });
  }

  private void forget(LiveRoom live) {
    open.remove(live.id(), live);
  }

  /// Takes what came for a room that had just closed here to a newly opened one.
  private void reroute(RoomId id, Pending pending) {
    LiveRoom live = opened(id);
    if (pending instanceof Pending.Arrival arrival) {
      LiveConnection connection = arrival.connection();
      connection.handOver(live, connection.role(), connection.epoch(), connection.linkRev());
    }
    live.enqueue(pending);
  }

  private <T> CompletionStage<Answer<T>> asked(
      RoomId room, String token, BiFunction<Opened.As, Room, T> question) {
    return opening(
        room, token, as -> ask(room, (now, _) -> seen(as, now, () -> question.apply(as, now))));
  }

  /// Answers those who may see the room as it is now.
  private static <T> Answer<T> seen(Opened.As as, Room now, Supplier<T> answer) {
    return as.role() == Role.SPECTATOR && !Audience.letsSpectatorsIn(now)
        ? new Answer.No<>(Http.ProblemCode.FORBIDDEN, "spectators: the room lets none in")
        : new Answer.Ok<>(answer.get());
  }

  private <T> CompletionStage<Answer<T>> opening(
      RoomId room, String token, Function<Opened.As, CompletionStage<Answer<T>>> then) {
    return node.log()
        .open(room, Secrets.tokenHash(token))
        .thenCompose(opened ->
            switch (opened) {
              case Opened.As as -> then.apply(as);
              case Opened.Denied() ->
                  CompletableFuture.completedStage(
                      new Answer.No<>(
                          Http.ProblemCode.UNAUTHORIZED,
                          "token: unknown here (expected: one of the room's)"));
              case Opened.Gone() -> CompletableFuture.completedStage(gone());
            });
  }

  private <T> CompletionStage<Answer<T>> ask(
      RoomId room, BiFunction<Room, EncodedStates, Answer<T>> question) {
    CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
    opened(room)
        .enqueue(
            new Pending.Question(
                (now, states) -> {
                  try {
                    answer.complete(question.apply(now, states));
                  } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                  }
                },
                waiter(answer)));
    return answer;
  }

  private static <T> Pending.Waiter waiter(CompletableFuture<Answer<T>> answer) {
    return new Pending.Waiter() {
      @Override
      public void fail(RuntimeException why) {
        answer.completeExceptionally(why);
      }

      @Override
      public void gone() {
        answer.complete(Rooms.gone());
      }
    };
  }

  private static <T> Answer<T> gone() {
    return new Answer.No<>(Http.ProblemCode.ROOM_GONE, "room: never created, deleted or expired");
  }

  private static Item present(@Nullable Item item) {
    if (item == null) {
      throw new IllegalStateException("a room has its settings and its timer from its creation on");
    }
    return item;
  }

  // Deadlines of rooms that nobody may have open.

  private void pollLater() {
    if (!closed) {
      poll = node.tasks().after(POLL_MILLIS, this::pollDeadlines);
    }
  }

  private void pollDeadlines() {
    // Deadlines of all rooms are kept by one clock; which room is asked about does not matter.
    node.deadlines()
        .due(node.clock().now(ANY_ROOM) - GRACE_MILLIS, POLL_LIMIT)
        .whenComplete((due, failure) -> {
          if (failure == null) {
            due.forEach(each -> opened(each.room()).enqueue(new Pending.Wake(each)));
          }
          pollLater();
        });
  }

  private static final RoomId ANY_ROOM = new RoomId("aaaaaaaaaaaaaaaa");
}
