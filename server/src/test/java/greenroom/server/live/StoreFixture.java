package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Change;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.OrderKey;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.RequirementContent;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.SessionId;
import greenroom.server.live.EventLog.Access;
import greenroom.server.live.EventLog.Append;
import greenroom.server.live.EventLog.Appended;
import greenroom.server.live.EventLog.Greet;
import greenroom.server.live.EventLog.Greeting;
import greenroom.server.live.EventLog.KnownSession;
import greenroom.server.live.EventLog.Opened;
import greenroom.server.live.EventLog.Read;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import greenroom.server.room.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A store under test and the words in which its contract is written. Rooms have random ids, so
/// that one store serves all tests.
public abstract class StoreFixture {
  static final long DAY = 24L * 60 * 60 * 1000;
  static final long KEEP = 30 * DAY;
  static final String CANDIDATES_TOKEN = "c".repeat(64);
  static final String INTERVIEWERS_TOKEN = "a".repeat(64);
  static final String SPECTATORS_TOKEN = "5".repeat(64);
  static final Map<Role, String> TOKENS =
      Map.of(
          Role.CANDIDATE, CANDIDATES_TOKEN,
          Role.INTERVIEWER, INTERVIEWERS_TOKEN,
          Role.SPECTATOR, SPECTATORS_TOKEN);
  static final ParticipantId ADA = new ParticipantId("p0123456789abcdef");

  final Random random = new Random();

  /// The log under test.
  protected abstract EventLog log();

  protected abstract Deadlines deadlines();

  protected abstract Attendance attendance();

  /// The wake-ups of the node whose log this is.
  protected abstract WakeUps wakeUps();

  /// The wake-ups of another node.
  protected abstract WakeUps otherWakeUps();

  /// The ephemeral bus of the node whose log this is.
  protected abstract EphemeralBus ephemeralBus();

  /// The ephemeral bus of another node.
  protected abstract EphemeralBus otherEphemeralBus();

  protected abstract Clock clock();

  /// Lets things happen until something is so; fails if it does not come to be so.
  protected abstract void await(BooleanSupplier done);

  /// Lets the store's clock go on by at least so much.
  protected abstract void pass(long millis);

  /// The names of everything that the store keeps for this room alone.
  protected abstract Set<String> keys(RoomId room);

  /// Loses the newest entries of a log, as a failover does; a next append goes where they were.
  protected abstract void cutTail(RoomId room, LogName log, int entries);

  /// Puts something of another type in the place of a part, so that [#mendPart] can put it back.
  protected abstract void breakPart(RoomId room, Part part);

  /// Puts back what [#breakPart] took away, or removes what it put there if there was nothing.
  protected abstract void mendPart(RoomId room, Part part);

  /// Makes the stored payload of the log's newest entry something that is no event.
  protected abstract void breakNewestEntry(RoomId room, LogName log);

  /// What of a room lies under a key of its own.
  public enum Part {
    SHARED_LOG,
    PRIVATE_LOG,
    /// Existence, tokens and expiry.
    ROOM,
    /// Epochs and leases.
    SESSIONS,
    SNAPSHOTS,
    /// What nodes say of who is there.
    CROWD
  }

  boolean create(RoomId room, Access access, List<Entry> entries) {
    return answer(log().create(room, access, entries));
  }

  Opened open(RoomId room, String tokenHash) {
    return answer(log().open(room, tokenHash));
  }

  Greeting greet(RoomId room, Greet greet) {
    return answer(log().greet(room, greet));
  }

  void leave(RoomId room, SessionId session, long epoch) {
    answer(log().leave(room, session, epoch));
  }

  /// What every node that is alive says, by its name, after this one has spoken.
  Map<String, String> renew(RoomId room, String node, String here) {
    Map<String, String> said = new TreeMap<>();
    answer(attendance().renew(room, node, bytes(here)))
        .forEach((other, word) -> said.put(other, new String(word, StandardCharsets.UTF_8)));
    return said;
  }

  void takeBack(RoomId room, String node) {
    answer(attendance().leave(room, node));
  }

  List<KnownSession> sessions(RoomId room) {
    return answer(log().sessions(room));
  }

  void forget(RoomId room, Map<SessionId, Long> epochs) {
    answer(log().forget(room, epochs));
  }

  Read read(RoomId room, Heads from, int limit) {
    return answer(log().read(room, from, limit));
  }

  Appended append(RoomId room, Append append) {
    return answer(log().append(room, append));
  }

  Appended append(RoomId room, Heads expected, List<Entry> entries) {
    return append(room, appendOf(expected, entries));
  }

  void saveSnapshot(RoomId room, String snapshot) {
    answer(log().saveSnapshot(room, heads(room), bytes(snapshot)));
  }

  List<String> snapshots(RoomId room) {
    return answer(log().snapshots(room)).stream()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }

  boolean delete(RoomId room) {
    return answer(log().delete(room));
  }

  void setDeadline(RoomId room, long due) {
    answer(deadlines().set(room, due));
  }

  List<Deadlines.Due> due(long now, int limit) {
    return answer(deadlines().due(now, limit));
  }

  void doneWith(RoomId room, long due, long next) {
    answer(deadlines().done(new Deadlines.Due(room, due), next));
  }

  /// The answer of a call; what it failed with is thrown as it is.
  <T> T answer(CompletionStage<T> stage) {
    CompletableFuture<T> answer = stage.toCompletableFuture();
    await(answer::isDone);
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  RoomId newRoom() {
    RoomId room = newRoomId();
    newRoom(room);
    return room;
  }

  void newRoom(RoomId room) {
    List<Entry> first = chain(Heads.START, LogName.SHARED, LogName.PRIVATE);
    assertThat(create(room, new Access(TOKENS, KEEP), first)).isTrue();
  }

  RoomId newRoomId() {
    return new RoomId(letters("abcdefghijklmnopqrstuvwxyz234567", 16));
  }

  SessionId session() {
    return new SessionId(letters("abcdefghijklmnopqrstuvwxyz0123456789", 20));
  }

  String letters(String alphabet, int length) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return letters.toString();
  }

  LogName[] randomLogs(int size) {
    return random
        .ints(size, 0, 2)
        .mapToObj(i -> i == 0 ? LogName.SHARED : LogName.PRIVATE)
        .toArray(LogName[]::new);
  }

  long now(RoomId room) {
    return clock().now(room);
  }

  Greeting greet(RoomId room, SessionId session, boolean fresh) {
    return greet(room, greetOf(session, fresh, "node"));
  }

  static Greet greetOf(SessionId session, boolean fresh, String node) {
    return new Greet(CANDIDATES_TOKEN, session, "ada", node, fresh);
  }

  Greeting.Welcome welcome(RoomId room, SessionId session) {
    return welcome(room, session, "node");
  }

  Greeting.Welcome welcome(RoomId room, SessionId session, String node) {
    Greeting greeting = greet(room, greetOf(session, true, node));
    assertThat(greeting).isInstanceOf(Greeting.Welcome.class);
    return (Greeting.Welcome) greeting;
  }

  List<Entry> append(RoomId room, LogName... logs) {
    Heads heads = heads(room);
    List<Entry> entries = chain(heads, logs);
    assertThat(append(room, appendOf(heads, entries))).isEqualTo(new Appended.Done());
    return entries;
  }

  static Append appendOf(Heads expected, List<Entry> entries) {
    return new Append(expected, entries, Map.of(), Map.of());
  }

  Heads heads(RoomId room) {
    return after(Heads.START, all(room));
  }

  public static Heads after(Heads heads, List<Entry> entries) {
    Heads at = heads;
    for (Entry entry : entries) {
      at = entry.onto(at);
    }
    return at;
  }

  List<Entry> all(RoomId room) {
    return entriesFrom(room, Heads.START);
  }

  List<Entry> entriesFrom(RoomId room, Heads from) {
    List<Entry> entries = new ArrayList<>();
    Heads at = from;
    Read.Tail page;
    do {
      page = tail(room, at, 500);
      entries.addAll(page.entries());
      at = page.heads();
    } while (page.more());
    return entries;
  }

  Read.Tail tail(RoomId room, Heads from, int limit) {
    Read read = read(room, from, limit);
    assertThat(read).isInstanceOf(Read.Tail.class);
    return (Read.Tail) read;
  }

  public static List<Entry> chain(Heads heads, LogName... logs) {
    List<Entry> entries = new ArrayList<>();
    Heads at = heads;
    for (LogName log : logs) {
      long n = at.shared().seq() + at.privately().seq() + 1;
      Origin origin =
          new Origin(
              new SessionId("contract-session-x"),
              n,
              -n,
              n % 2 == 0 ? List.of() : List.of(new SessionId("forgotten-session-" + n)));
      Entry entry = Entry.after(at, event(log), origin);
      entries.add(entry);
      at = entry.onto(at);
    }
    return entries;
  }

  /// Something that no other event is, with characters of every length in UTF-8.
  public static Event event(LogName log) {
    String text = "ü € 🎙 \"\\ " + new Random().nextLong();
    return switch (log) {
      case SHARED ->
          Event.of(
              1_790_000_000_000L,
              ADA,
              EventType.REQUIREMENT_ADDED,
              List.of(
                  new Change.Put(
                      new Item.Requirement(
                          new ItemId("contract-item-id"),
                          1,
                          new OrderKey("a0"),
                          ADA,
                          new RequirementContent(
                              RequirementContent.Style.FUNCTIONAL,
                              text,
                              RequirementContent.Scope.CORE,
                              null,
                              null)))));
      case PRIVATE ->
          Event.of(
              1_790_000_000_000L,
              null,
              EventType.PROBLEM_DRAFTED,
              List.of(new Change.Put(new Item.ProblemDraft(1, text, null))));
    };
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Entries are the same if they say the same and stand at the same place.
  static void assertSame(List<Entry> actual, List<Entry> expected) {
    assertThat(actual.stream().map(Same::of).toList())
        .isEqualTo(expected.stream().map(Same::of).toList());
  }

  private record Same(
      LogName log,
      LogPosition position,
      long sharedSeq,
      String payload,
      Event event,
      @Nullable Origin origin) {
    static Same of(Entry entry) {
      return new Same(
          entry.log(),
          entry.position(),
          entry.sharedSeq(),
          new String(entry.payload(), StandardCharsets.UTF_8),
          entry.event(),
          entry.origin());
    }
  }
}
