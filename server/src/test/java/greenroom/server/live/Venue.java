package greenroom.server.live;

import greenroom.protocol.ClientFrame.Hello;
import greenroom.protocol.Http;
import greenroom.protocol.LogName;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.PhaseId;
import greenroom.protocol.Position;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame.Durability;
import greenroom.protocol.ServerFrame.Here;
import greenroom.protocol.SessionId;
import greenroom.protocol.TabId;
import greenroom.protocol.Wire;
import greenroom.server.room.Entry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One room, and the servers that may have it open: over a store in memory, on virtual time that
/// stands still unless a test lets it pass, and without any trouble but what a test asks for.
final class Venue {
  private static final long KEEP_MILLIS = 24L * 60 * 60 * 1000;

  private final SimLoop loop = new SimLoop();
  private final MemoryStore store = new MemoryStore(loop::now);
  private final TroubledCalls calls = new TroubledCalls(loop);
  private final Sizes sizes;
  private final Rooms first;
  private final NewRoom room;
  private final Map<Role, String> tokens;

  Venue() {
    this(Sizes.USUAL);
  }

  Venue(Sizes sizes) {
    this.sizes = sizes;
    first = server("one", Durability.FSYNC);
    room =
        answer(
            first.create(
                new Http.CreateRoom("A feed", "Design it.", null, null, null, false, true)));
    tokens = new EnumMap<>(room.tokens());
  }

  /// A client tab.
  ///
  /// @param person tells whoever uses it from all others
  /// @param number tells it from all other tabs
  record Tab(Role role, int person, int number) {
    static Tab interviewer(int number) {
      return new Tab(Role.INTERVIEWER, 1, number);
    }

    static Tab candidate(int number) {
      return new Tab(Role.CANDIDATE, 2, number);
    }

    static Tab spectator(int number) {
      return new Tab(Role.SPECTATOR, 3, number);
    }

    SessionId session() {
      return new SessionId("session-%08d".formatted(number));
    }

    String secret() {
      return "person%016d".formatted(person);
    }
  }

  /// The server that made the room.
  Rooms first() {
    return first;
  }

  /// Another server over the same store; or the next life of one, if the earlier is not used any
  /// more.
  Rooms server(String name, Durability durability) {
    return new Rooms(
        new Node(
            name,
            new InMemoryEventLog(store, calls),
            new InMemoryWakeUps(store, calls),
            new InMemoryDeadlines(store, calls),
            new InMemoryAttendance(store, calls),
            new InMemoryEphemeralBus(store, calls),
            _ -> loop.now(),
            new LoopTasks(loop),
            durability),
        sizes,
        new Random(1),
        KEEP_MILLIS);
  }

  Rooms another() {
    return server("two", Durability.EXTERNAL);
  }

  NewRoom room() {
    return room;
  }

  TroubledCalls calls() {
    return calls;
  }

  /// A new tab comes to the first server.
  Visit visit(Tab tab) {
    return visit(first, tab, null, 0);
  }

  /// A tab comes, and what its hello brings about happens.
  Visit visit(Rooms server, Tab tab, @Nullable Position since, long sent) {
    Visit visit = arrive(server, tab, since, sent);
    settle();
    return visit;
  }

  /// A new tab comes to a server.
  Visit visit(Rooms server, Tab tab) {
    return visit(server, tab, null, 0);
  }

  /// Somebody follows the room's events as a stream.
  Visit watch(Rooms server, Role role, @Nullable Position since) {
    Visit visit = new Visit();
    visit.come(server.watch(room.id(), token(role), since, visit));
    settle();
    return visit;
  }

  Visit watch(Rooms server, Role role) {
    return watch(server, role, null);
  }

  /// A new tab says hello to the first server, and nothing happens yet.
  Visit arrive(Tab tab) {
    return arrive(first, tab, null, 0);
  }

  private Visit arrive(Rooms server, Tab tab, @Nullable Position since, long sent) {
    Visit visit = new Visit();
    String name = tab.role() + " " + tab.person();
    Hello hello = new Hello(token(tab.role()), tab.secret(), tab.session(), name, since, sent);
    visit.come(server.connect(room.id(), hello, visit));
    return visit;
  }

  /// The token of a role's newest link.
  String token(Role role) {
    return Objects.requireNonNull(tokens.get(role));
  }

  /// Gives a role a new link, by which everybody of that role comes from now on.
  ///
  /// @return the token of the earlier one
  String rotate(Role role) {
    Answer<String> answer = answer(first.rotate(room.id(), token(Role.INTERVIEWER), role));
    if (!(answer instanceof Answer.Ok<String>(String fresh))) {
      throw new IllegalStateException("rotate: " + answer + " (expected: a token)");
    }
    return Objects.requireNonNull(tokens.put(role, fresh));
  }

  /// From now on, everybody of a role comes by this token.
  void use(Role role, String token) {
    tokens.put(role, token);
  }

  /// How others see a tab.
  Here here(Tab tab, @Nullable PhaseId phase) {
    return new Here(
        ParticipantId.of(room.id(), tab.role(), tab.secret()),
        TabId.of(room.id(), tab.session()),
        phase);
  }

  Here here(Tab tab) {
    return here(tab, null);
  }

  /// Everything happens that needs no time.
  void settle() {
    pass(0);
  }

  void pass(long millis) {
    loop.runTo(loop.now() + millis);
  }

  /// The answer to something that needs no time.
  <T> T answer(CompletionStage<T> stage) {
    settle();
    CompletableFuture<T> future = stage.toCompletableFuture();
    if (!future.isDone()) {
      throw new IllegalStateException("answer: none yet (expected: one that needs no time)");
    }
    return future.join();
  }

  List<Entry> log(LogName log) {
    return List.copyOf(store.entries(room.id(), log));
  }

  /// A server says that a tab and a spectator are there, and crashes.
  void saysAtLast(String server, Tab tab) {
    Crowd.Present present =
        new Crowd.Present(List.of(new Crowd.Person(here(tab), Long.MAX_VALUE)), 1);
    store.renew(room.id(), server, Wire.bytes(present));
  }

  /// The store loses the newest entries of a log.
  void cutTail(LogName log, int entries) {
    store.cutTail(room.id(), log, entries);
  }

  void breakPart(StoreFixture.Part part) {
    store.breakPart(room.id(), part);
  }

  /// What the store will find due after so many milliseconds.
  List<Deadlines.Due> dueWithin(long millis) {
    return store.due(loop.now() + millis, 10);
  }
}
