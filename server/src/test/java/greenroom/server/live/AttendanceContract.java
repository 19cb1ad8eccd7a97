package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.protocol.LogName;
import greenroom.protocol.RoomId;
import greenroom.protocol.SessionId;
import greenroom.server.live.EventLog.KnownSession;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [Attendance] and [EphemeralBus] does.
abstract class AttendanceContract extends StoreFixture {
  private static final int LOOKS = 50;

  // Who is there.

  @Test
  void everyNodeHearsWhatAllSayItselfIncluded() {
    RoomId room = newRoom();

    assertThat(renew(room, "here", "ada")).isEqualTo(Map.of("here", "ada"));
    assertThat(renew(room, "there", "bob")).isEqualTo(Map.of("here", "ada", "there", "bob"));
    assertThat(renew(room, "here", "ada, eve"))
        .isEqualTo(Map.of("here", "ada, eve", "there", "bob"));
    assertThat(renew(room, "here", "")).isEqualTo(Map.of("here", "", "there", "bob"));
    assertThat(renew(room, "there", "bob")).isEqualTo(Map.of("here", "", "there", "bob"));
  }

  @Test
  void whatIsSaidInOneRoomIsNotHeardInAnother() {
    RoomId room = newRoom();
    RoomId other = newRoom();
    renew(room, "here", "ada");

    assertThat(renew(other, "there", "bob")).isEqualTo(Map.of("there", "bob"));
  }

  @Test
  void whatANodeSaysIsHeardByteForByteUpToItsMost() {
    RoomId room = newRoom();
    byte[] most = new byte[Attendance.MAX_BYTES];
    random.nextBytes(most);

    answer(attendance().renew(room, "here", most));

    assertThat(answer(attendance().renew(room, "there", new byte[] {'\n', 0, -1})))
        .hasSize(2)
        .hasEntrySatisfying("here", said -> assertThat(said).isEqualTo(most))
        .hasEntrySatisfying("there", said -> assertThat(said).containsExactly('\n', 0, -1));
    assertThatThrownBy(
            () -> answer(attendance().renew(room, "here", new byte[Attendance.MAX_BYTES + 1])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("here: 65537 bytes (expected: at most 65536)");
    assertThat(answer(attendance().renew(room, "there", new byte[0])).get("here")).isEqualTo(most);
  }

  @Test
  void whatANodeTakesBackIsNotHeardAnyMoreAndItsSessionsStay() {
    RoomId room = newRoom();
    SessionId session = session();
    long epoch = welcome(room, session, "here").epoch();
    renew(room, "here", "ada");
    renew(room, "there", "bob");

    takeBack(room, "here");
    takeBack(room, "here");
    takeBack(room, "nowhere");

    assertThat(renew(room, "there", "bob")).isEqualTo(Map.of("there", "bob"));
    assertThat(sessions(room)).containsExactly(new KnownSession(session, epoch, true));
    assertThat(renew(room, "here", "ada")).isEqualTo(Map.of("here", "ada", "there", "bob"));
  }

  @Test
  void whoeverIsSilentForALeaseIsNotHeardAnyMore() {
    RoomId room = newRoom();
    renew(room, "here", "ada");
    renew(room, "there", "bob");

    pass(EventLog.LEASE_MILLIS / 2);
    assertThat(renew(room, "there", "bob")).containsOnlyKeys("here", "there");
    pass(EventLog.LEASE_MILLIS / 2 + 500);

    assertThat(renew(room, "there", "bob")).isEqualTo(Map.of("there", "bob"));
    assertThat(renew(room, "here", "ada")).isEqualTo(Map.of("here", "ada", "there", "bob"));
  }

  @Test
  void aRoomThatIsMadeAnewHasNobody() {
    RoomId room = newRoom();
    renew(room, "here", "ada");
    delete(room);
    newRoom(room);

    assertThat(renew(room, "there", "bob")).isEqualTo(Map.of("there", "bob"));
  }

  // What is said in passing.

  @Test
  void everyNodeHearsWhatIsPublishedInItsRoomsItsOwnTooAndNothingElse() {
    RoomId room = newRoom();
    RoomId other = newRoom();
    Hearing here = new Hearing();
    Hearing there = new Hearing();
    Hearing elsewhere = new Hearing();
    Waking waking = new Waking();
    ephemeralBus().subscribe(room, here);
    otherEphemeralBus().subscribe(room, there);
    otherEphemeralBus().subscribe(other, elsewhere);
    otherWakeUps().subscribe(room, waking);
    awaitHearing(room, here, there);
    awaitHearing(other, elsewhere);
    List<String> messages = IntStream.range(0, 30).mapToObj(i -> "m" + i).toList();

    append(room, LogName.SHARED, LogName.PRIVATE);
    messages.forEach(message -> ephemeralBus().publish(room, bytes(message)));
    publishUntilHeard(other, elsewhere, "the other room's");
    publishUntilHeard(room, here, "last");
    publishUntilHeard(room, there, "last");

    assertThat(here.said("m")).isEqualTo(messages);
    assertThat(there.said("m")).isEqualTo(messages);
    assertThat(elsewhere.said("m")).isEmpty();
    assertThat(Set.copyOf(here.heard)).allMatch(text -> text.matches("m\\d+|hello|last"));
    await(() -> waking.entries == 2);
    ephemeralBus().unsubscribe(room);
    otherEphemeralBus().unsubscribe(room);
    otherEphemeralBus().unsubscribe(other);
    otherWakeUps().unsubscribe(room);
  }

  @Test
  void whoeverUnsubscribesHearsNothingMoreAndMaySubscribeAgain() {
    RoomId room = newRoom();
    Hearing first = new Hearing();
    Hearing other = new Hearing();
    ephemeralBus().subscribe(room, first);
    otherEphemeralBus().subscribe(room, other);
    awaitHearing(room, first, other);

    assertThatThrownBy(() -> ephemeralBus().subscribe(room, other))
        .isInstanceOf(IllegalStateException.class);
    ephemeralBus().unsubscribe(room);
    // What is being delivered may still arrive.
    publishUntilHeard(room, other, "between");
    publishUntilHeard(room, other, "unheard");
    Hearing second = new Hearing();
    ephemeralBus().subscribe(room, second);
    awaitHearing(room, second);

    assertThat(first.said("unheard")).isEmpty();
    ephemeralBus().unsubscribe(room);
    otherEphemeralBus().unsubscribe(room);
  }

  @Test
  void aMessageArrivesByteForByteUpToTheMostAndALongerOneIsRefused() {
    RoomId room = newRoom();
    List<byte[]> heard = new CopyOnWriteArrayList<>();
    byte[] most = new byte[EphemeralBus.MAX_BYTES];
    random.nextBytes(most);
    otherEphemeralBus().subscribe(room, heard::add);

    publishUntil(room, most, () -> !heard.isEmpty());

    assertThat(heard).allSatisfy(message -> assertThat(message).isEqualTo(most));
    assertThatThrownBy(() -> ephemeralBus().publish(room, new byte[EphemeralBus.MAX_BYTES + 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("message: 65537 bytes (expected: at most 65536)");
    otherEphemeralBus().unsubscribe(room);
  }

  @Test
  void whatIsPublishedIsKeptNowhereWhetherThereIsARoomOrNot() {
    RoomId room = newRoomId();
    Hearing hearing = new Hearing();
    otherEphemeralBus().subscribe(room, hearing);

    awaitHearing(room, hearing);

    assertThat(keys(room)).isEmpty();
    otherEphemeralBus().unsubscribe(room);
  }

  /// A subscription may take a moment; what is published meanwhile is missed.
  private void awaitHearing(RoomId room, Hearing... hearing) {
    Arrays.stream(hearing).forEach(one -> publishUntilHeard(room, one, "hello"));
  }

  private void publishUntilHeard(RoomId room, Hearing hearing, String message) {
    publishUntil(room, bytes(message), () -> hearing.heard.contains(message));
  }

  /// Not at every look, or more would wait than may.
  private void publishUntil(RoomId room, byte[] message, BooleanSupplier done) {
    AtomicInteger looks = new AtomicInteger();
    await(() -> {
      if (looks.getAndIncrement() % LOOKS == 0) {
        ephemeralBus().publish(room, message);
      }
      return done.getAsBoolean();
    });
  }

  private static final class Hearing implements EphemeralBus.Listener {
    final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void heard(byte[] message) {
      heard.add(new String(message, StandardCharsets.UTF_8));
    }

    List<String> said(String start) {
      return heard.stream().filter(message -> message.startsWith(start)).toList();
    }
  }

  private static final class Waking implements WakeUps.Listener {
    volatile int entries;

    @Override
    public void appended(WakeUps.News news) {
      entries = news.entries().get().size();
    }

    @Override
    public void missed() {}
  }
}
