package greenroom.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Event;
import greenroom.protocol.LogName;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.SessionId;
import greenroom.server.live.EventLog;
import greenroom.server.live.EventLog.Append;
import greenroom.server.live.EventLog.Appended;
import greenroom.server.live.EventLog.OutcomeUnknown;
import greenroom.server.live.EventLog.Read;
import greenroom.server.live.StoreFixture;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Appends to a room of its own, one batch after the other, like a node: what has no answer is
/// looked for in the log, and what is not there is appended again. Remembers what was acked.
final class RoomWriter {

  static final String TOKEN = "c".repeat(64);
  static final long KEEP = Duration.ofDays(30).toMillis();

  private static final SessionId SESSION = new SessionId("writers-own-session");
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int PAGE = 500;

  private final EventLog log;
  private final RoomId room;
  private final Random random;
  private final List<List<Event>> acked = new CopyOnWriteArrayList<>();
  private final AtomicLong unknown = new AtomicLong();
  private final Thread thread;
  private Heads heads = Heads.START;
  private volatile boolean stopped;
  private volatile boolean gone;
  private volatile @Nullable Throwable failure;

  private RoomWriter(EventLog log, RoomId room, long seed) {
    this.log = log;
    this.room = room;
    this.random = new Random(seed);
    this.thread = Thread.ofVirtual().unstarted(this::run);
  }

  /// Makes the room and begins to write.
  static RoomWriter start(EventLog log, RoomId room, long seed) {
    RoomWriter writer = new RoomWriter(log, room, seed);
    EventLog.Access access = new EventLog.Access(Map.of(Role.CANDIDATE, TOKEN), KEEP);
    assertThat(log.create(room, access, List.of()).toCompletableFuture().join()).isTrue();
    writer.thread.start();
    return writer;
  }

  static RoomId room(long number) {
    StringBuilder id = new StringBuilder();
    Random random = new Random(number);
    for (int i = 0; i < 16; i++) {
      id.append("abcdefghijklmnopqrstuvwxyz234567".charAt(random.nextInt(32)));
    }
    return new RoomId(id.toString());
  }

  RoomId room() {
    return room;
  }

  private void run() {
    try {
      long epoch = epoch();
      while (!stopped && !gone) {
        write(batch(), epoch);
      }
    } catch (RuntimeException | AssertionError e) {
      failure = e;
    }
  }

  private long epoch() {
    EventLog.Greeting greeting =
        patiently(() -> log.greet(room, new EventLog.Greet(TOKEN, SESSION, "ada", "node", true)));
    return switch (greeting) {
      case EventLog.Greeting.Welcome welcome -> welcome.epoch();
      case EventLog.Greeting.Gone _ -> {
        gone = true;
        yield 0;
      }
      case EventLog.Greeting.Denied _, EventLog.Greeting.Forgotten _, EventLog.Greeting.Taken _ ->
          throw new AssertionError("greeting: " + greeting);
    };
  }

  private List<Event> batch() {
    List<Event> events = new ArrayList<>();
    int size = 1 + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      events.add(StoreFixture.event(random.nextBoolean() ? LogName.SHARED : LogName.PRIVATE));
    }
    return events;
  }

  private void write(List<Event> events, long epoch) {
    while (!gone) {
      try {
        switch (join(log.append(room, append(events, epoch)))) {
          case Appended.Done _ -> {
            heads = StoreFixture.after(heads, chain(events));
            acked.add(events);
            return;
          }
          case Appended.Conflict(List<Entry> missed, Heads at, boolean _) -> {
            heads = at;
            if (contains(missed, events)) {
              acked.add(events);
              return;
            }
          }
          case Appended.Gone _ -> gone = true;
          case Appended.Diverged _, Appended.Fenced _ -> throw new AssertionError("cut or fenced");
        }
      } catch (OutcomeUnknown e) {
        unknown.incrementAndGet();
        if (foundInLog(events)) {
          acked.add(events);
          return;
        }
      } catch (CallFailed e) {
        // Nothing was carried out: again.
      }
    }
  }

  private Append append(List<Event> events, long epoch) {
    return new Append(heads, chain(events), Map.of(SESSION, epoch), Map.of());
  }

  private List<Entry> chain(List<Event> events) {
    List<Entry> entries = new ArrayList<>();
    Heads at = heads;
    for (Event event : events) {
      Entry entry = Entry.after(at, event, null);
      entries.add(entry);
      at = entry.onto(at);
    }
    return entries;
  }

  private boolean foundInLog(List<Event> events) {
    boolean found = false;
    boolean more = true;
    while (more && !gone) {
      switch (patiently(() -> log.read(room, heads, PAGE))) {
        case Read.Tail(List<Entry> entries, Heads at, boolean rest) -> {
          found |= contains(entries, events);
          heads = at;
          more = rest;
        }
        case Read.Diverged(var reason) -> throw new AssertionError("lost: " + reason);
        case Read.Gone() -> gone = true;
      }
    }
    return found;
  }

  private static boolean contains(List<Entry> entries, List<Event> events) {
    return entries.stream().map(Entry::event).toList().containsAll(events);
  }

  private interface Question<T> {
    CompletionStage<T> ask();
  }

  /// Asks until there is an answer.
  private <T> T patiently(Question<T> question) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return join(question.ask());
      } catch (OutcomeUnknown | CallFailed e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /// Waits until so many more batches are acked.
  void awaitProgress(int batches) {
    int target = acked.size() + batches;
    Await.until(PATIENCE, () -> acked.size() >= target || failure != null || gone);
    checkFailure();
  }

  long unknown() {
    return unknown.get();
  }

  boolean isGone() {
    return gone;
  }

  void stop() {
    stopped = true;
    Await.until(PATIENCE, () -> !thread.isAlive());
    checkFailure();
  }

  private void checkFailure() {
    if (failure != null) {
      throw new AssertionError("room " + room, failure);
    }
  }

  /// Stops, and holds what was acked against the log: everything is in it, once, and a batch is
  /// there as a whole.
  void verify() {
    stop();
    List<Event> stored = new ArrayList<>();
    Heads at = Heads.START;
    boolean more = true;
    while (more) {
      Heads from = at;
      Read.Tail tail = (Read.Tail) patiently(() -> log.read(room, from, PAGE));
      tail.entries().forEach(entry -> stored.add(entry.event()));
      at = tail.heads();
      more = tail.more();
    }
    Set<Event> once = new HashSet<>(stored);
    assertThat(once).hasSameSizeAs(stored);
    assertThat(stored).isEqualTo(acked.stream().flatMap(List::stream).toList());
  }
}
