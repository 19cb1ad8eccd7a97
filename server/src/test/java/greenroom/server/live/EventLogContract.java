package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.protocol.SessionId;
import greenroom.server.live.EventLog.Access;
import greenroom.server.live.EventLog.Append;
import greenroom.server.live.EventLog.Appended;
import greenroom.server.live.EventLog.CorruptRoom;
import greenroom.server.live.EventLog.Greet;
import greenroom.server.live.EventLog.Greeting;
import greenroom.server.live.EventLog.KnownSession;
import greenroom.server.live.EventLog.Link;
import greenroom.server.live.EventLog.Opened;
import greenroom.server.live.EventLog.Read;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every [EventLog] with its [WakeUps], [Deadlines] and [Clock] does, beside what stands in
/// the contracts that this one goes on: so one store serves them all.
public abstract class EventLogContract extends AccessContract {
  // Rooms and who may open them.

  @Test
  void aRoomIsMadeOnceAndStartsWithItsEntries() {
    RoomId room = newRoomId();
    List<Entry> first = chain(Heads.START, LogName.SHARED, LogName.PRIVATE);

    assertThat(create(room, new Access(TOKENS, KEEP), first)).isTrue();
    assertThat(
            create(
                room,
                new Access(Map.of(Role.CANDIDATE, "0".repeat(64)), KEEP),
                chain(Heads.START, LogName.SHARED)))
        .isFalse();

    assertSame(all(room), first);
    assertThat(open(room, CANDIDATES_TOKEN)).isInstanceOf(Opened.As.class);
  }

  @Test
  void aTokenOpensItsRoleAndAnotherOpensNothing() {
    RoomId room = newRoom();

    Opened opened = open(room, INTERVIEWERS_TOKEN);

    assertThat(opened)
        .isInstanceOfSatisfying(
            Opened.As.class,
            as -> {
              assertThat(as.role()).isEqualTo(Role.INTERVIEWER);
              assertThat(as.expires()).isBetween(now(room) + KEEP - DAY, now(room) + KEEP + DAY);
            });
    assertThat(open(room, "f".repeat(64))).isEqualTo(new Opened.Denied());
  }

  @Test
  void aRoomIsKeptForItsTimeAfterItsLastEntry() {
    RoomId room = newRoomId();
    long before = now(room);
    create(room, new Access(TOKENS, KEEP), chain(Heads.START, LogName.SHARED));
    assertThat(expires(room)).isBetween(before + KEEP, now(room) + KEEP + DAY);

    for (int i = 0; i < 3; i++) {
      pass(20);
      long last = now(room);
      append(room, LogName.SHARED);
      assertThat(expires(room)).isBetween(last + KEEP, now(room) + KEEP + DAY);
    }
  }

  private long expires(RoomId room) {
    Opened opened = open(room, CANDIDATES_TOKEN);
    assertThat(opened).isInstanceOf(Opened.As.class);
    return ((Opened.As) opened).expires();
  }

  @Test
  void aRoomThatIsNotThereIsGoneForEveryCallAndNoneLeavesAnything() {
    RoomId room = newRoomId();

    assertGone(room);
  }

  @Test
  void aDeletedRoomIsGoneForEveryCallAndLeavesNothing() {
    RoomId room = newRoom();
    greet(room, session(), true);
    renew(room, "node", "ada");
    append(room, LogName.SHARED, LogName.PRIVATE);
    saveSnapshot(room, "snapshot");

    assertThat(delete(room)).isTrue();

    assertThat(keys(room)).isEmpty();
    assertThat(delete(room)).isFalse();
    assertGone(room);
  }

  @Test
  void aDeletedRoomsIdCanBeUsedAgain() {
    RoomId room = newRoom();
    SessionId session = session();
    greet(room, session, true);
    append(room, LogName.SHARED, LogName.PRIVATE);
    saveSnapshot(room, "snapshot");
    delete(room);
    List<Entry> first = chain(Heads.START, LogName.SHARED);

    assertThat(create(room, new Access(TOKENS, KEEP), first)).isTrue();

    assertSame(all(room), first);
    assertThat(sessions(room)).isEmpty();
    assertThat(snapshots(room)).isEmpty();
  }

  @Test
  void aRoomExpiresWithAllItHas() {
    RoomId room = newRoomId();
    create(room, new Access(TOKENS, 2_000), chain(Heads.START, LogName.SHARED, LogName.PRIVATE));
    greet(room, session(), true);
    renew(room, "node", "ada");
    saveSnapshot(room, "snapshot");

    pass(2_000 + 500);

    assertThat(keys(room)).isEmpty();
    assertGone(room);
  }

  private void assertGone(RoomId room) {
    SessionId session = session();
    assertThat(open(room, CANDIDATES_TOKEN)).isEqualTo(new Opened.Gone());
    assertThat(greet(room, session, true)).isEqualTo(new Greeting.Gone());
    assertThat(greet(room, new Greet(SPECTATORS_TOKEN, session, "sam", "node", true)))
        .isEqualTo(new Greeting.Gone());
    leave(room, session, 1);
    assertThat(renew(room, "node", "ada")).isEmpty();
    takeBack(room, "node");
    assertThat(sessions(room)).isEmpty();
    forget(room, Map.of(session, 1L));
    assertThat(read(room, Heads.START, 10)).isEqualTo(new Read.Gone());
    assertThat(append(room, Heads.START, List.of())).isEqualTo(new Appended.Gone());
    assertThat(append(room, Heads.START, chain(Heads.START, LogName.SHARED, LogName.PRIVATE)))
        .isEqualTo(new Appended.Gone());
    assertThat(
            append(
                room,
                linking(
                    Heads.START,
                    chain(Heads.START, LogName.PRIVATE),
                    Map.of(Role.CANDIDATE, new Link(2, CANDIDATES_TOKEN)))))
        .isEqualTo(new Appended.Gone());
    answer(log().saveSnapshot(room, Heads.START, bytes("snapshot")));
    assertThat(snapshots(room)).isEmpty();
    assertThat(delete(room)).isFalse();
    assertThat(keys(room)).isEmpty();
  }

  // Appending and reading.

  static Stream<List<LogName>> batches() {
    return Stream.of(
        List.of(LogName.SHARED),
        List.of(LogName.PRIVATE),
        List.of(LogName.SHARED, LogName.PRIVATE),
        List.of(LogName.PRIVATE, LogName.SHARED),
        List.of(LogName.SHARED, LogName.SHARED, LogName.PRIVATE, LogName.PRIVATE, LogName.SHARED));
  }

  @ParameterizedTest
  @MethodSource("batches")
  void whatWasAppendedIsReadByteForByte(List<LogName> logs) {
    RoomId room = newRoom();
    Heads before = heads(room);
    List<Entry> entries = chain(before, logs.toArray(LogName[]::new));

    assertThat(append(room, before, entries)).isEqualTo(new Appended.Done());

    Read.Tail tail = tail(room, before, 100);
    assertSame(tail.entries(), entries);
    assertThat(tail.heads()).isEqualTo(after(before, entries));
    assertThat(tail.more()).isFalse();
  }

  @Test
  void whatHasNoOriginComesBackWithNone() {
    RoomId room = newRoom();
    Heads before = heads(room);
    Entry entry = Entry.after(before, event(LogName.PRIVATE), null);

    append(room, before, List.of(entry));

    assertSame(tail(room, before, 10).entries(), List.of(entry));
  }

  @Test
  void aReadAtTheHeadsFindsNothing() {
    RoomId room = newRoom();
    Heads heads = heads(room);

    assertThat(read(room, heads, 10)).isEqualTo(new Read.Tail(List.of(), heads, false));
  }

  @Test
  void everyReaderFindsTheSameMergedOrderWhateverThePages() {
    RoomId room = newRoom();
    for (int i = 0; i < 12; i++) {
      append(room, randomLogs(1 + random.nextInt(4)));
    }
    List<Entry> whole = all(room);

    for (int limit : new int[] {1, 2, 3, 7, 100}) {
      List<Entry> paged = new ArrayList<>();
      Heads at = Heads.START;
      Read.Tail page;
      do {
        page = tail(room, at, limit);
        assertThat(page.entries()).isNotEmpty().hasSizeLessThanOrEqualTo(2 * limit);
        paged.addAll(page.entries());
        assertThat(page.heads()).isEqualTo(after(at, page.entries()));
        at = page.heads();
      } while (page.more());
      assertSame(paged, whole);
    }
  }

  @Test
  void aReaderMayStandAnywhereInEitherLog() {
    RoomId room = newRoom();
    for (int i = 0; i < 6; i++) {
      append(room, randomLogs(2));
    }
    Heads end = heads(room);
    List<Entry> whole = all(room);

    for (LogName log : LogName.values()) {
      for (Entry from : whole) {
        if (from.log() == log) {
          List<Entry> rest = tail(room, end.with(log, from.position()), 100).entries();
          assertSame(
              rest,
              whole.stream()
                  .filter(entry -> entry.log() == log)
                  .filter(entry -> entry.position().seq() > from.position().seq())
                  .toList());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("batches")
  void whoeverIsSecondGetsAConflictWithWhatWasMissed(List<LogName> missed) {
    RoomId room = newRoom();
    Heads before = heads(room);
    List<Entry> first = append(room, missed.toArray(LogName[]::new));

    for (LogName log : LogName.values()) {
      Appended second = append(room, before, chain(before, log));

      assertThat(second)
          .isInstanceOfSatisfying(
              Appended.Conflict.class,
              conflict -> {
                assertSame(conflict.missed(), first);
                assertThat(conflict.heads()).isEqualTo(after(before, first));
                assertThat(conflict.more()).isFalse();
              });
    }
    assertSame(tail(room, before, 100).entries(), first);
  }

  @Test
  void aConflictTellsABoundedPartAndTheRestIsRead() {
    RoomId room = newRoom();
    Heads before = heads(room);
    List<Entry> missed = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      missed.addAll(append(room, randomLogs(200)));
    }

    Appended second = append(room, before, List.of());

    assertThat(second)
        .isInstanceOfSatisfying(
            Appended.Conflict.class,
            conflict -> {
              assertThat(conflict.missed()).isNotEmpty().hasSizeLessThan(missed.size());
              assertThat(conflict.more()).isTrue();
              List<Entry> found = new ArrayList<>(conflict.missed());
              found.addAll(entriesFrom(room, conflict.heads()));
              assertSame(found, missed);
            });
  }

  @Test
  void anEmptyAppendProvesTheHeadsAndLeavesThem() {
    RoomId room = newRoom();
    Heads before = heads(room);

    assertThat(append(room, before, List.of())).isEqualTo(new Appended.Done());
    assertThat(heads(room)).isEqualTo(before);

    append(room, LogName.PRIVATE);
    assertThat(append(room, before, List.of())).isInstanceOf(Appended.Conflict.class);
  }

  @Test
  void ofManyAppendsAtOnceOneIsFirstAndTheOthersConflict() {
    RoomId room = newRoom();
    Heads before = heads(room);
    List<CompletableFuture<Appended>> answers =
        IntStream.range(0, 20)
            .mapToObj(i ->
                log()
                    .append(room, appendOf(before, chain(before, randomLogs(2))))
                    .toCompletableFuture())
            .toList();

    List<Appended> outcomes = answers.stream().map(this::answer).toList();

    assertThat(outcomes).filteredOn(Appended.Done.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(Appended.Conflict.class::isInstance).hasSize(19);
    assertThat(tail(room, before, 100).entries()).hasSize(2);
  }

  // Histories that are not the log's.

  @ParameterizedTest
  @EnumSource(LogName.class)
  void aPositionBeyondALostTailIsAnsweredWithLostTail(LogName log) {
    RoomId room = newRoom();
    append(room, log, log, log);
    Heads seen = heads(room);
    cutTail(room, log, 2);

    assertLost(room, seen, ResetReason.LOST_TAIL);
    assertThat(heads(room).of(log).seq()).isEqualTo(seen.of(log).seq() - 2);
    append(room, LogName.SHARED, LogName.PRIVATE);
  }

  @ParameterizedTest
  @EnumSource(LogName.class)
  void aPositionOfAnotherHistoryIsAnsweredWithDiverged(LogName log) {
    RoomId room = newRoom();
    append(room, log, log, log);
    Heads seen = heads(room);
    cutTail(room, log, 2);
    append(room, log, log, log);

    assertLost(room, seen, ResetReason.DIVERGED);
  }

  @ParameterizedTest
  @EnumSource(LogName.class)
  void aMadeUpPositionIsOfAnotherHistory(LogName log) {
    RoomId room = newRoom();
    append(room, log, log, log);
    Heads heads = heads(room);

    for (long seq = 0; seq <= heads.of(log).seq(); seq++) {
      assertLost(room, heads.with(log, new LogPosition(seq, 0xdeadL)), ResetReason.DIVERGED);
    }
    assertLost(
        room,
        heads.with(log, new LogPosition(heads.of(log).seq() + 1, 0xdeadL)),
        ResetReason.LOST_TAIL);
  }

  private void assertLost(RoomId room, Heads heads, ResetReason reason) {
    List<Entry> before = all(room);
    assertThat(read(room, heads, 10)).isEqualTo(new Read.Diverged(reason));
    assertThat(append(room, heads, List.of())).isEqualTo(new Appended.Diverged(reason));
    assertThat(append(room, heads, chain(heads, LogName.PRIVATE, LogName.SHARED)))
        .isEqualTo(new Appended.Diverged(reason));
    assertSame(all(room), before);
  }

  // Sessions.

  @Test
  void aGreetingSaysTheRoleOfTheToken() {
    RoomId room = newRoom();

    assertThat(greet(room, session(), true))
        .isInstanceOfSatisfying(
            Greeting.Welcome.class,
            welcome -> assertThat(welcome.role()).isEqualTo(Role.CANDIDATE));
    assertThat(greet(room, new Greet(INTERVIEWERS_TOKEN, session(), "bob", "node", true)))
        .isInstanceOfSatisfying(
            Greeting.Welcome.class,
            welcome -> assertThat(welcome.role()).isEqualTo(Role.INTERVIEWER));
  }

  @Test
  void aWrongTokenIsDeniedAndLeavesNoSession() {
    RoomId room = newRoom();

    Greeting greeting = greet(room, new Greet("0".repeat(64), session(), "ada", "node", true));

    assertThat(greeting).isEqualTo(new Greeting.Denied());
    assertThat(sessions(room)).isEmpty();
  }

  @Test
  void everyConnectionOfASessionGetsAHigherEpoch() {
    RoomId room = newRoom();
    SessionId session = session();

    long first = welcome(room, session).epoch();
    long second = welcome(room, session).epoch();

    assertThat(second).isGreaterThan(first);
    assertThat(sessions(room)).containsExactly(new KnownSession(session, second, true));
  }

  @Test
  void aSessionBelongsToOnePerson() {
    RoomId room = newRoom();
    SessionId session = session();
    long epoch = welcome(room, session).epoch();

    Greeting greeting = greet(room, new Greet(CANDIDATES_TOKEN, session, "bob", "node", true));

    assertThat(greeting).isEqualTo(new Greeting.Taken());
    assertThat(sessions(room)).containsExactly(new KnownSession(session, epoch, true));
  }

  @Test
  void aSessionBelongsToOneRole() {
    RoomId room = newRoom();
    SessionId session = session();
    long epoch = welcome(room, session).epoch();

    Greeting greeting = greet(room, new Greet(INTERVIEWERS_TOKEN, session, "ada", "node", true));

    assertThat(greeting).isEqualTo(new Greeting.Taken());
    assertThat(sessions(room)).containsExactly(new KnownSession(session, epoch, true));
  }

  @Test
  void aSessionThatIsNotFreshAndOfWhichNothingIsKnownIsForgotten() {
    RoomId room = newRoom();

    assertThat(greet(room, session(), false)).isEqualTo(new Greeting.Forgotten());
    assertThat(sessions(room)).isEmpty();
  }

  @Test
  void anAppendOfAnEarlierConnectionIsFenced() {
    RoomId room = newRoom();
    SessionId session = session();
    SessionId other = session();
    long earlier = welcome(room, session).epoch();
    long others = welcome(room, other).epoch();
    long newer = welcome(room, session).epoch();
    Heads heads = heads(room);

    assertThat(append(room, authored(heads, Map.of(session, earlier, other, others))))
        .isEqualTo(new Appended.Fenced(session));
    assertThat(append(room, new Append(heads, List.of(), Map.of(session, earlier), Map.of())))
        .isEqualTo(new Appended.Fenced(session));
    assertThat(heads(room)).isEqualTo(heads);
    assertThat(append(room, authored(heads, Map.of(session, newer, other, others))))
        .isEqualTo(new Appended.Done());
  }

  @Test
  void anAppendForASessionThatIsNotKnownIsFenced() {
    RoomId room = newRoom();
    SessionId session = session();
    Heads heads = heads(room);

    assertThat(append(room, authored(heads, Map.of(session, 1L))))
        .isEqualTo(new Appended.Fenced(session));
    assertThat(heads(room)).isEqualTo(heads);
  }

  @Test
  void aSessionThatLeavesIsKnownAndNotConnected() {
    RoomId room = newRoom();
    SessionId session = session();
    long epoch = welcome(room, session).epoch();

    leave(room, session, epoch);

    assertThat(sessions(room)).containsExactly(new KnownSession(session, epoch, false));
    assertThat(greet(room, session, false)).isInstanceOf(Greeting.Welcome.class);
  }

  @Test
  void theLateLeaveOfAnEarlierConnectionChangesNothing() {
    RoomId room = newRoom();
    SessionId session = session();
    long earlier = welcome(room, session).epoch();
    long newer = welcome(room, session).epoch();

    leave(room, session, earlier);

    assertThat(sessions(room)).containsExactly(new KnownSession(session, newer, true));
  }

  @Test
  void nobodyIsConnectedToANodeThatWasSilentForALease() {
    RoomId room = newRoom();
    SessionId here = session();
    SessionId there = session();
    long hereEpoch = welcome(room, here, "here").epoch();
    long thereEpoch = welcome(room, there, "there").epoch();

    pass(EventLog.LEASE_MILLIS / 2);
    renew(room, "here", "");
    pass(EventLog.LEASE_MILLIS / 2 + 500);

    assertThat(sessions(room))
        .containsExactlyInAnyOrder(
            new KnownSession(here, hereEpoch, true), new KnownSession(there, thereEpoch, false));

    renew(room, "there", "");

    assertThat(sessions(room)).contains(new KnownSession(there, thereEpoch, true));
  }

  @Test
  void onlyASessionWithoutAConnectionCanBeForgotten() {
    RoomId room = newRoom();
    SessionId connected = session();
    SessionId left = session();
    SessionId back = session();
    long connectedEpoch = welcome(room, connected).epoch();
    long leftEpoch = welcome(room, left).epoch();
    long earlier = welcome(room, back).epoch();
    long backEpoch = welcome(room, back).epoch();
    leave(room, left, leftEpoch);
    leave(room, back, backEpoch);

    forget(room, Map.of(connected, connectedEpoch, left, leftEpoch, back, earlier));

    assertThat(sessions(room))
        .containsExactlyInAnyOrder(
            new KnownSession(connected, connectedEpoch, true),
            new KnownSession(back, backEpoch, false));
    assertThat(greet(room, left, false)).isEqualTo(new Greeting.Forgotten());
    assertThat(greet(room, left, true)).isInstanceOf(Greeting.Welcome.class);
  }

  @Test
  void anAppendMayForgetSessionsThatAreNotConnected() {
    RoomId room = newRoom();
    SessionId author = session();
    SessionId old = session();
    long epoch = welcome(room, author).epoch();
    long oldEpoch = welcome(room, old).epoch();
    leave(room, old, oldEpoch);
    Heads heads = heads(room);

    Appended appended =
        append(
            room,
            new Append(
                heads, chain(heads, LogName.SHARED), Map.of(author, epoch), Map.of(old, oldEpoch)));

    assertThat(appended).isEqualTo(new Appended.Done());
    assertThat(sessions(room)).containsExactly(new KnownSession(author, epoch, true));
    assertThat(greet(room, old, false)).isEqualTo(new Greeting.Forgotten());
  }

  @Test
  void anAppendThatWouldForgetAConnectedSessionOrAnotherEpochIsFenced() {
    RoomId room = newRoom();
    SessionId connected = session();
    SessionId left = session();
    long connectedEpoch = welcome(room, connected).epoch();
    long leftEpoch = welcome(room, left).epoch();
    leave(room, left, leftEpoch);
    Heads heads = heads(room);

    assertThat(append(room, forgetting(heads, connected, connectedEpoch)))
        .isEqualTo(new Appended.Fenced(connected));
    assertThat(append(room, forgetting(heads, left, leftEpoch + 1)))
        .isEqualTo(new Appended.Fenced(left));
    assertThat(heads(room)).isEqualTo(heads);
    assertThat(sessions(room)).hasSize(2);
  }

  @Test
  void ofManySessionsTheOldestThatAreNotConnectedAreForgotten() {
    RoomId room = newRoom();
    SessionId stays = session();
    long staysEpoch = welcome(room, stays).epoch();
    List<KnownSession> left = new ArrayList<>();

    for (int i = 0; i < EventLog.ENOUGH_SESSIONS + 150; i++) {
      left.add(comeAndLeave(room));
    }

    List<KnownSession> known = byEpoch(sessions(room));
    assertThat(known.getFirst()).isEqualTo(new KnownSession(stays, staysEpoch, true));
    List<KnownSession> kept = known.subList(1, known.size());
    assertThat(known).hasSizeBetween(EventLog.ENOUGH_SESSIONS * 8 / 10, EventLog.ENOUGH_SESSIONS);
    assertThat(kept).isEqualTo(left.subList(left.size() - kept.size(), left.size()));
    assertThat(greet(room, left.getFirst().session(), false)).isEqualTo(new Greeting.Forgotten());
    assertThat(greet(room, left.getLast().session(), false)).isInstanceOf(Greeting.Welcome.class);
    assertThat(welcome(room, left.getFirst().session()).epoch())
        .isGreaterThan(left.getLast().epoch());
  }

  @Test
  void everybodyWhoIsConnectedStaysHoweverManyTheyAre() {
    RoomId room = newRoom();
    List<KnownSession> connected = new ArrayList<>();
    for (int i = 0; i < EventLog.ENOUGH_SESSIONS + 50; i++) {
      SessionId session = session();
      connected.add(new KnownSession(session, welcome(room, session).epoch(), true));
    }

    assertThat(byEpoch(sessions(room))).isEqualTo(connected);

    connected.forEach(session -> leave(room, session.session(), session.epoch()));
    for (int i = 0; i < 150; i++) {
      comeAndLeave(room);
    }
    assertThat(sessions(room)).hasSizeLessThanOrEqualTo(EventLog.ENOUGH_SESSIONS);
  }

  private KnownSession comeAndLeave(RoomId room) {
    SessionId session = session();
    long epoch = welcome(room, session).epoch();
    leave(room, session, epoch);
    return new KnownSession(session, epoch, false);
  }

  private static List<KnownSession> byEpoch(List<KnownSession> sessions) {
    return sessions.stream().sorted(Comparator.comparingLong(KnownSession::epoch)).toList();
  }

  private static Append forgetting(Heads heads, SessionId session, long epoch) {
    return new Append(heads, chain(heads, LogName.SHARED), Map.of(), Map.of(session, epoch));
  }

  private static Append authored(Heads heads, Map<SessionId, Long> epochs) {
    return new Append(heads, chain(heads, LogName.SHARED, LogName.PRIVATE), epochs, Map.of());
  }

  // Snapshots.

  @Test
  void theNewestSnapshotsAreKeptTheNewestFirst() {
    RoomId room = newRoom();
    List<String> saved = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      append(room, LogName.SHARED);
      String snapshot = "snapshot " + i;
      saveSnapshot(room, snapshot);
      saved.addFirst(snapshot);
    }

    List<String> kept = snapshots(room);

    assertThat(kept).hasSizeBetween(2, 8).isEqualTo(saved.subList(0, kept.size()));
  }

  @Test
  void aSnapshotIsKeptByteForByte() {
    RoomId room = newRoom();
    byte[] snapshot = new byte[100_000];
    random.nextBytes(snapshot);

    answer(log().saveSnapshot(room, heads(room), snapshot));

    assertThat(answer(log().snapshots(room))).singleElement().isEqualTo(snapshot);
  }

  @Test
  void aSnapshotMayBeOfAHistoryThatWasLost() {
    RoomId room = newRoom();
    append(room, LogName.SHARED, LogName.SHARED);
    saveSnapshot(room, "lost");
    cutTail(room, LogName.SHARED, 2);

    assertThat(snapshots(room)).hasSize(1);
  }

  // Wake-ups.

  @Test
  void everyNodeIsToldOfEveryAppendInOrderItsOwnTooAndOnlyOfItsRooms() {
    RoomId room = newRoom();
    RoomId other = newRoom();
    var here = new Listening();
    var there = new Listening();
    wakeUps().subscribe(room, here);
    otherWakeUps().subscribe(room, there);
    awaitListening(room, here, there);
    Heads before = heads(room);
    List<List<Entry>> appends = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      appends.add(append(room, randomLogs(1 + random.nextInt(3))));
      append(other, LogName.SHARED);
      append(room, heads(room), List.of());
    }
    Heads end = heads(room);

    for (Listening listening : List.of(here, there)) {
      await(() -> listening.knows(end));
      List<Told> told = listening.after(before);
      assertThat(told).hasSameSizeAs(appends);
      Heads at = before;
      for (int i = 0; i < told.size(); i++) {
        assertThat(told.get(i).before()).isEqualTo(at);
        assertSame(told.get(i).entries(), appends.get(i));
        at = after(at, appends.get(i));
      }
    }
    wakeUps().unsubscribe(room);
    otherWakeUps().unsubscribe(room);
  }

  @Test
  void everyNodeIsToldOfADeletion() {
    RoomId room = newRoom();
    RoomId other = newRoom();
    var here = new Listening();
    var there = new Listening();
    var others = new Listening();
    wakeUps().subscribe(room, here);
    otherWakeUps().subscribe(room, there);
    otherWakeUps().subscribe(other, others);
    awaitListening(room, here, there);
    awaitListening(other, others);
    List<Integer> before = List.of(here.missed.get(), there.missed.get(), others.missed.get());

    delete(room);

    await(() -> here.missed.get() > before.get(0) && there.missed.get() > before.get(1));
    assertThat(delete(room)).isFalse();
    append(other, LogName.SHARED);
    Heads end = heads(other);
    await(() -> others.knows(end));
    assertThat(List.of(here.missed.get(), there.missed.get(), others.missed.get()))
        .isEqualTo(List.of(before.get(0) + 1, before.get(1) + 1, before.get(2)));
    wakeUps().unsubscribe(room);
    otherWakeUps().unsubscribe(room);
    otherWakeUps().unsubscribe(other);
  }

  /// A subscription may take a moment; what is appended meanwhile may be missed.
  private void awaitListening(RoomId room, Listening... listening) {
    await(() -> {
      append(room, LogName.SHARED, LogName.PRIVATE);
      return Arrays.stream(listening).noneMatch(one -> one.told.isEmpty());
    });
    Heads heads = heads(room);
    await(() -> Arrays.stream(listening).allMatch(one -> one.knows(heads)));
  }

  private record Told(Heads before, List<Entry> entries) {}

  private static final class Listening implements WakeUps.Listener {
    final List<Told> told = new CopyOnWriteArrayList<>();
    final AtomicInteger missed = new AtomicInteger();

    @Override
    public void appended(WakeUps.News news) {
      List<Entry> entries = news.entries().get();
      assertThat(news.after()).isEqualTo(StoreFixture.after(news.before(), entries));
      told.add(new Told(news.before(), entries));
    }

    @Override
    public void missed() {
      missed.incrementAndGet();
    }

    boolean knows(Heads heads) {
      return told.stream()
          .anyMatch(one -> StoreFixture.after(one.before(), one.entries()).equals(heads));
    }

    List<Told> after(Heads heads) {
      return told.stream().dropWhile(one -> !one.before().equals(heads)).toList();
    }
  }

  // Deadlines and time.

  @Test
  void aRoomIsDueFromItsEarliestDeadlineOn() {
    RoomId room = newRoomId();
    setDeadline(room, 5_000);
    setDeadline(room, 9_000);
    setDeadline(room, 4_000);

    assertThat(dueOf(room, 3_999)).isNull();
    assertThat(dueOf(room, 4_000)).isEqualTo(new Deadlines.Due(room, 4_000));
    doneWith(room, 4_000, 0);
    assertThat(dueOf(room, 10_000)).isNull();
  }

  @Test
  void theNextDeadlineTakesThePlaceOfOneThatIsDone() {
    RoomId room = newRoomId();
    setDeadline(room, 4_000);

    doneWith(room, 4_000, 7_000);

    assertThat(dueOf(room, 10_000)).isEqualTo(new Deadlines.Due(room, 7_000));
    doneWith(room, 7_000, 0);
  }

  @Test
  void aDeadlineThatWasSetMeanwhileStays() {
    RoomId room = newRoomId();
    setDeadline(room, 4_000);
    setDeadline(room, 3_000);

    doneWith(room, 4_000, 0);
    doneWith(room, 4_000, 9_000);

    assertThat(dueOf(room, 10_000)).isEqualTo(new Deadlines.Due(room, 3_000));
    doneWith(room, 3_000, 0);
  }

  @Test
  void theLongestDueComeFirstAndNoMoreThanAsked() {
    List<RoomId> rooms = Stream.generate(this::newRoomId).limit(5).toList();
    for (int i = 0; i < rooms.size(); i++) {
      setDeadline(rooms.get(i), 1_000 + i);
    }

    List<Deadlines.Due> due = due(1_010, 3);

    assertThat(due)
        .extracting(Deadlines.Due::room)
        .containsExactly(rooms.get(0), rooms.get(1), rooms.get(2));
    for (int i = 0; i < rooms.size(); i++) {
      doneWith(rooms.get(i), 1_000 + i, 0);
    }
  }

  private Deadlines.@Nullable Due dueOf(RoomId room, long now) {
    return due(now, 1_000).stream().filter(due -> due.room().equals(room)).findAny().orElse(null);
  }

  @Test
  void theClockGoesOn() {
    RoomId room = newRoom();
    long before = now(room);

    pass(1_000);

    assertThat(now(room)).isBetween(before + 900, before + 60_000);
  }

  // Rooms that are broken.

  static Stream<Part> parts() {
    return Arrays.stream(Part.values());
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aKeyOfTheWrongTypeLeavesNothingHalfDone(Part part) {
    List<Function<Fixture, CompletionStage<?>>> calls =
        List.of(
            of -> log().create(of.room, new Access(TOKENS, KEEP), chain(Heads.START, SHARED)),
            of -> log().open(of.room, CANDIDATES_TOKEN),
            of -> log().greet(of.room, greetOf(session(), true, "node")),
            of -> log().greet(of.room, greetOf(of.session, false, "node")),
            of ->
                log().greet(of.room, new Greet(SPECTATORS_TOKEN, of.session, "sam", "other", true)),
            of -> log().leave(of.room, of.session, of.epoch),
            of -> attendance().renew(of.room, "other", bytes("bob")),
            of -> attendance().leave(of.room, "node"),
            of -> log().sessions(of.room),
            of -> log().forget(of.room, Map.of(of.gone, of.goneEpoch)),
            of -> log().read(of.room, Heads.START, 100),
            of -> log().append(of.room, appendOf(of.heads, List.of())),
            of -> log().append(of.room, appendOf(of.heads, chain(of.heads, SHARED, PRIVATE))),
            of -> log().append(of.room, appendOf(of.heads, chain(of.heads, PRIVATE, SHARED))),
            of ->
                log()
                    .append(
                        of.room,
                        new Append(
                            of.heads,
                            chain(of.heads, SHARED, PRIVATE),
                            Map.of(of.session, of.epoch),
                            Map.of(of.gone, of.goneEpoch),
                            Map.of(Role.CANDIDATE, new Link(2, null)))),
            of -> log().saveSnapshot(of.room, of.heads, bytes("new")),
            of -> log().snapshots(of.room));
    for (Function<Fixture, CompletionStage<?>> call : calls) {
      Fixture of = new Fixture(newRoom());
      State before = stateOf(of.room);
      breakPart(of.room, part);

      Throwable failure = catchThrowable(() -> answer(call.apply(of)));

      mendPart(of.room, part);
      if (failure == null) {
        continue;
      }
      assertThat(failure).isInstanceOf(CorruptRoom.class);
      assertThat(stateOf(of.room)).isEqualTo(before);
      assertThat(append(of.room, of.heads, chain(of.heads, SHARED, PRIVATE)))
          .isEqualTo(new Appended.Done());
    }
  }

  private static final LogName SHARED = LogName.SHARED;
  private static final LogName PRIVATE = LogName.PRIVATE;

  /// A room with something in each of its parts.
  private final class Fixture {
    final RoomId room;
    final SessionId session = session();
    final SessionId gone = session();
    final long epoch;
    final long goneEpoch;
    final Heads heads;

    Fixture(RoomId room) {
      this.room = room;
      append(room, SHARED, PRIVATE);
      epoch = welcome(room, session).epoch();
      goneEpoch = welcome(room, gone).epoch();
      leave(room, gone, goneEpoch);
      heads = heads(room);
      saveSnapshot(room, "old");
      renew(room, "node", "ada");
    }
  }

  private record State(
      List<LogPosition> entries,
      Opened opened,
      Set<KnownSession> sessions,
      List<String> snapshots,
      Map<String, String> said) {}

  private State stateOf(RoomId room) {
    return new State(
        all(room).stream().map(Entry::position).toList(),
        open(room, CANDIDATES_TOKEN),
        Set.copyOf(sessions(room)),
        snapshots(room),
        renew(room, "node", "ada"));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void whatNeedsABrokenKeySaysSoAndOtherRoomsGoOn(Part part) {
    Fixture of = new Fixture(newRoom());
    RoomId other = newRoom();
    breakPart(of.room, part);

    Heads heads = of.heads;
    switch (part) {
      case SHARED_LOG, PRIVATE_LOG -> {
        assertCorrupt(log().read(of.room, heads, 10));
        assertCorrupt(log().append(of.room, appendOf(heads, List.of())));
        assertCorrupt(log().append(of.room, appendOf(heads, chain(heads, SHARED))));
        assertCorrupt(log().append(of.room, appendOf(heads, chain(heads, PRIVATE))));
      }
      case ROOM -> {
        assertCorrupt(log().open(of.room, CANDIDATES_TOKEN));
        assertCorrupt(log().greet(of.room, greetOf(session(), true, "node")));
      }
      case SESSIONS -> {
        assertCorrupt(log().sessions(of.room));
        assertCorrupt(log().greet(of.room, greetOf(session(), true, "node")));
        assertCorrupt(log().append(of.room, authored(heads, Map.of(of.session, of.epoch))));
        assertCorrupt(attendance().renew(of.room, "node", bytes("ada")));
      }
      case SNAPSHOTS -> {
        assertCorrupt(log().snapshots(of.room));
        assertCorrupt(log().saveSnapshot(of.room, heads, bytes("new")));
      }
      case CROWD -> {
        assertCorrupt(attendance().renew(of.room, "node", bytes("ada")));
        assertCorrupt(attendance().leave(of.room, "node"));
      }
    }

    append(other, SHARED, PRIVATE);
    assertThat(greet(other, session(), true)).isInstanceOf(Greeting.Welcome.class);
    mendPart(of.room, part);
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aBrokenRoomCanBeDeleted(Part part) {
    Fixture of = new Fixture(newRoom());
    breakPart(of.room, part);

    assertThat(delete(of.room)).isTrue();

    assertThat(keys(of.room)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(LogName.class)
  void anEntryThatCannotBeReadBreaksItsRoomOnly(LogName log) {
    RoomId room = newRoom();
    RoomId other = newRoom();
    append(room, log, log);
    Heads before = heads(room);
    append(room, log);
    breakNewestEntry(room, log);

    assertCorrupt(log().read(room, before, 10));
    assertCorrupt(log().append(room, appendOf(before, chain(before, log))));
    append(other, SHARED, PRIVATE);
  }

  private void assertCorrupt(CompletionStage<?> stage) {
    assertThat(catchThrowable(() -> answer(stage))).isInstanceOf(CorruptRoom.class);
  }
}
