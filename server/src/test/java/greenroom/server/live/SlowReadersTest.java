package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.DocId;
import greenroom.protocol.LogName;
import greenroom.protocol.PhaseId;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.ServerFrame.Happened;
import greenroom.protocol.ServerFrame.Presence;
import greenroom.protocol.Signal;
import greenroom.server.live.TroubledCalls.Trouble;
import greenroom.server.live.Venue.Tab;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Readers that take less than they are told, until they take more again.
final class SlowReadersTest {
  private static final Tab GRACE = Tab.interviewer(1);
  private static final Tab CARL = Tab.candidate(2);
  private static final Tab IVY = new Tab(Role.INTERVIEWER, 4, 4);

  /// So few entries are held that a reader who is behind is told most of them from the log.
  private static final Sizes SMALL = new Sizes(512, 1_024, 4 << 20, 256, 2, 2_000, 300, 30_000);

  private final Venue venue = new Venue(SMALL);
  private final Rooms one = venue.first();
  private final Rooms two = venue.another();

  private void write(Visit author, int count) {
    for (int n = 1; n <= count; n++) {
      author.adds(n, "" + n);
      venue.settle();
    }
  }

  // Presence.

  @Test
  @DisplayName("[PR3] who was behind when presence changed is shown it once it takes more")
  void whoWasBehindIsShownPresence() {
    Visit grace = venue.visit(GRACE);
    Visit carl = venue.visit(CARL);
    venue.pass(1_000);
    int before = carl.told(Presence.class).size();

    carl.stall();
    for (String phase : List.of("api", "deep-dives", "wrap-up")) {
      grace.signal(new Signal.Look(new PhaseId(phase)));
      venue.pass(1_000);
    }
    assertThat(carl.told(Presence.class)).hasSize(before);
    carl.drain();
    venue.settle();

    assertThat(carl.told(Presence.class)).hasSize(before + 1);
    assertThat(carl.presence()).isEqualTo(grace.presence());
    carl.drain();
    venue.pass(5_000);
    assertThat(carl.told(Presence.class)).as("told once").hasSize(before + 1);
  }

  @Test
  @DisplayName("[PR3] [SE13] who missed events too is shown presence behind them")
  void whoMissedEventsIsShownPresenceBehindThem() {
    Visit grace = venue.visit(GRACE);
    Visit stream = venue.watch(one, Role.SPECTATOR);
    venue.pass(1_000);

    stream.stall();
    Visit carl = venue.visit(CARL);
    write(grace, 10);
    grace.signal(new Signal.Typing(DocId.NOTES, null));
    venue.pass(1_000);
    assertThat(stream.events()).isEmpty();
    stream.drain();
    venue.settle();

    assertThat(stream.events()).hasSize(11);
    assertThat(stream.told().getLast()).isEqualTo(carl.presence());
    assertThat(stream.signals()).isEmpty();
    assertThat(carl.signals()).hasSize(1);
  }

  @Test
  @DisplayName("[PR3] who comes and takes nothing yet is shown presence once it does")
  void whoComesAndTakesNothingIsShownPresenceLater() {
    venue.visit(GRACE);
    venue.pass(1_000);
    Visit carl = venue.arrive(CARL);
    carl.stall();
    venue.pass(1_000);
    assertThat(carl.told(Presence.class)).isEmpty();

    carl.drain();
    venue.settle();

    assertThat(carl.presence().people()).contains(venue.here(GRACE), venue.here(CARL));
  }

  // Events.

  @ParameterizedTest
  @EnumSource(Role.class)
  @DisplayName("[SE13] [LM6] [EV7] who was behind is told every event once and in order")
  void whoWasBehindIsToldEveryEvent(Role role) {
    Visit grace = venue.visit(GRACE);
    Visit reader = venue.watch(two, role);
    long from = reader.welcome().position().shared().seq();

    reader.stall();
    write(grace, 10);
    reader.drain();
    venue.settle();
    grace.adds(11, "11");
    venue.settle();

    assertThat(sharedSeqs(reader))
        .isEqualTo(LongStream.rangeClosed(from + 1, from + 11).boxed().toList());
    assertThat(reader.told(ServerFrame.Reset.class)).isEmpty();
  }

  private static List<Long> sharedSeqs(Visit reader) {
    return reader.told(Happened.class).stream()
        .map(event -> event.position().shared().seq())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"CANDIDATE", "INTERVIEWER"})
  @DisplayName("[RS6] who is behind is told nothing that the room does not know, and is not reset")
  void whoIsBehindIsToldNothingThatTheRoomDoesNotKnow(Role role) {
    Visit grace = venue.visit(GRACE);
    Visit ivy = venue.visit(two, IVY);
    Visit reader = venue.watch(one, role);
    long from = reader.welcome().position().shared().seq();
    reader.stall();
    write(grace, 5);
    // The room waits for its own append while another server's comes first.
    venue.calls().trouble("append", Trouble.HELD);
    grace.adds(6, "6");
    venue.settle();
    venue.calls().spare("append");
    ivy.adds(1, "i");
    venue.settle();
    assertThat(ivy.answers(1)).hasSize(1);
    assertThat(venue.log(LogName.SHARED)).hasSize((int) from + 6);

    reader.drain();
    venue.settle();
    assertThat(sharedSeqs(reader))
        .isEqualTo(LongStream.rangeClosed(from + 1, from + 5).boxed().toList());

    venue.calls().relieve();
    venue.settle();

    assertThat(grace.answers(6)).singleElement().isInstanceOf(ServerFrame.Ack.class);
    assertThat(sharedSeqs(reader))
        .isEqualTo(LongStream.rangeClosed(from + 1, from + 7).boxed().toList());
    assertThat(reader.told(ServerFrame.Reset.class)).isEmpty();
    assertThat(reader.closed()).isEmpty();
  }
}
