package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.Item;
import greenroom.protocol.RejectCode;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.server.live.Venue.Tab;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Those who watch, as long as they may.
final class SpectatorsTest {
  private static final Tab GRACE = Tab.interviewer(1);
  private static final Tab CARL = Tab.candidate(2);
  private static final Tab SAM = Tab.spectator(3);
  private static final long SOON_MILLIS = 1_000;

  private final Venue venue = new Venue();
  private final Rooms one = venue.first();
  private final Rooms two = venue.another();

  private List<Visit> watchers() {
    return List.of(
        venue.visit(SAM),
        venue.visit(two, Tab.spectator(4)),
        venue.watch(one, Role.SPECTATOR),
        venue.watch(two, Role.SPECTATOR));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName(
      "[RM12] [SE14] when the gallery closes, all who watch are sent away, on every server")
  void whenTheGalleryClosesAllWhoWatchAreSentAway(boolean byCommandOfItsOwn) {
    Visit grace = venue.visit(GRACE);
    Visit carl = venue.visit(two, CARL);
    Visit stream = venue.watch(two, Role.CANDIDATE);
    List<Visit> watchers = watchers();
    venue.pass(SOON_MILLIS);
    assertThat(grace.presence().spectators()).isEqualTo(4);

    grace.command(
        1,
        byCommandOfItsOwn
            ? new Command.GalleryClose()
            : new Command.RoomConfigure(null, null, null, false));
    venue.pass(SOON_MILLIS);

    assertThat(watchers)
        .allSatisfy(sam -> assertThat(sam.closed()).containsExactly(CloseCode.NO_SPECTATORS));
    for (Visit participant : List.of(grace, carl, stream)) {
      assertThat(participant.closed()).isEmpty();
      assertThat(participant.presence().spectators()).isZero();
      assertThat(participant.heard()).contains("\"spectators\":false");
    }
    assertThat(watchers())
        .allSatisfy(sam -> {
          assertThat(sam.closed()).containsExactly(CloseCode.NO_SPECTATORS);
          assertThat(sam.told()).isEmpty();
        });
  }

  @Test
  @DisplayName("[RM12] [PR1] participants see whether spectators may watch, and how many do")
  void participantsSeeWhetherSpectatorsMayWatch() {
    Visit grace = venue.visit(GRACE);
    grace.command(1, new Command.GalleryClose());
    venue.settle();
    grace.command(2, new Command.GalleryOpen());
    venue.settle();
    watchers();
    venue.pass(SOON_MILLIS);

    Visit carl = venue.visit(two, CARL);
    venue.pass(SOON_MILLIS);

    assertThat(carl.presence().spectators()).isEqualTo(4);
    assertThat(Objects.requireNonNull(carl.welcome().state()).items())
        .filteredOn(Item.Room.class::isInstance)
        .allMatch(item -> item instanceof Item.Room room && room.spectators());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("[RM12] [HE13] who watches is told nothing after the gallery closed")
  void whoWatchesIsToldNothingAfterTheGalleryClosed(boolean opensAgain) {
    Visit grace = venue.visit(GRACE);
    Visit carl = venue.visit(two, CARL);
    List<Visit> watchers = watchers();
    int before = carl.events().size();

    // One append takes them all.
    grace.adds(1, "a").command(2, new Command.GalleryClose()).adds(3, "zzzz");
    if (opensAgain) {
      grace.command(4, new Command.GalleryOpen());
    }
    grace.adds(5, "b");
    venue.pass(SOON_MILLIS);

    assertThat(carl.events()).hasSize(before + (opensAgain ? 5 : 4));
    for (Visit sam : watchers) {
      assertThat(sam.closed()).containsExactly(CloseCode.NO_SPECTATORS);
      assertThat(sam.events()).endsWith("requirement.added", "gallery.closed");
      assertThat(sam.heard()).doesNotContain("zzzz");
    }
  }

  @Test
  @DisplayName("[SE14] [PR1] a spectator's stream counts from its welcome to its end")
  void aStreamCountsFromItsWelcomeToItsEnd() {
    Visit grace = venue.visit(GRACE);
    venue.pass(SOON_MILLIS);
    Visit stream = venue.watch(two, Role.SPECTATOR);
    venue.pass(SOON_MILLIS);
    assertThat(grace.presence().spectators()).isEqualTo(1);
    assertThat(stream.presence()).isEqualTo(grace.presence());

    stream.leave();
    venue.pass(SOON_MILLIS);

    assertThat(grace.presence().spectators()).isZero();
  }

  // With somebody else's session.

  @Test
  @DisplayName("[HE12] [HE9] a spectator with an interviewer's session takes nothing over")
  void aSpectatorTakesNothingOver() {
    Visit grace = venue.visit(GRACE).adds(1, "a");
    venue.settle();

    Visit sam = venue.visit(new Tab(Role.SPECTATOR, 3, GRACE.number()));
    Visit elsewhere = venue.visit(two, new Tab(Role.SPECTATOR, 3, GRACE.number()));
    grace.adds(2, "b");
    venue.settle();
    sam.leave();
    venue.settle();
    grace.adds(3, "c");
    venue.pass(SOON_MILLIS);

    assertThat(grace.closed()).isEmpty();
    assertThat(grace.answers(2)).singleElement().isInstanceOf(ServerFrame.Ack.class);
    assertThat(grace.answers(3)).singleElement().isInstanceOf(ServerFrame.Ack.class);
    assertThat(List.of(sam.welcome().mine(), elsewhere.welcome().mine())).containsOnly(List.of());
    assertThat(elsewhere.told(ServerFrame.Ack.class)).isEmpty();
    assertThat(grace.presence().people()).containsExactly(venue.here(GRACE));
  }

  @Test
  @DisplayName("[HE12] [SC2] a spectator learns nothing of the numbers of the session it names")
  void aSpectatorLearnsNothingOfNumbers() {
    Visit grace = venue.visit(GRACE).adds(1, "a");
    venue.settle();
    Visit sam = venue.visit(venue.first(), new Tab(Role.SPECTATOR, 3, GRACE.number()), null, 9);

    sam.adds(1, "a").adds(2, "b").command(3, new Command.TimerPause());
    venue.settle();
    sam.command(1, new Command.GalleryClose());
    grace.adds(2, "b");
    venue.settle();

    assertThat(sam.told(ServerFrame.Ack.class)).isEmpty();
    assertThat(sam.told(ServerFrame.Reject.class))
        .hasSize(4)
        .extracting(ServerFrame.Reject::code)
        .containsOnly(RejectCode.FORBIDDEN);
    assertThat(grace.answers(2)).singleElement().isInstanceOf(ServerFrame.Ack.class);
  }

  @Test
  @DisplayName("[HE12] [HE8] an interviewer takes up a session that a spectator names")
  void aSpectatorKeepsNobodyOut() {
    Visit sam = venue.visit(new Tab(Role.SPECTATOR, 3, GRACE.number()));

    Visit grace = venue.visit(GRACE).adds(1, "a");
    venue.settle();

    assertThat(sam.closed()).isEmpty();
    assertThat(grace.closed()).isEmpty();
    assertThat(grace.answers(1)).singleElement().isInstanceOf(ServerFrame.Ack.class);
    assertThat(sam.events()).endsWith("requirement.added");
    assertThat(sam.told(ServerFrame.Ack.class)).isEmpty();
  }
}
