package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.DocId;
import greenroom.protocol.Http.ProblemCode;
import greenroom.protocol.Position;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.ServerFrame.Happened;
import greenroom.protocol.Signal;
import greenroom.protocol.Wire;
import greenroom.server.live.TroubledCalls.Trouble;
import greenroom.server.live.Venue.Tab;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Those who follow a room's events as a stream, beside those who have a WebSocket.
final class StreamsTest {
  private static final Tab GRACE = Tab.interviewer(1);

  private final Venue venue = new Venue();
  private final Rooms one = venue.first();
  private final Rooms two = venue.another();

  private static Tab tab(Role role) {
    return new Tab(role, 7, 7);
  }

  /// Something shared, and something that interviewers alone read.
  ///
  /// @param n the first of three numbers, from 1 on
  private void happens(Visit author, long n) {
    author
        .adds(n, "" + n)
        .command(n + 1, new Command.ProblemEdit((n + 2) / 3, "Problem " + n, null))
        .adds(n + 2, "" + (n + 1));
    venue.settle();
    assertThat(author.answers(n + 1)).singleElement().isInstanceOf(ServerFrame.Ack.class);
  }

  private static List<String> frames(List<Happened> events) {
    return events.stream()
        .map(event -> new String(Wire.bytes(event), StandardCharsets.UTF_8))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  @DisplayName("[SE7] streams show what WebSockets of their role do, in the same order")
  void streamsShowWhatWebSocketsDo(Role role) {
    Visit grace = venue.visit(GRACE);
    List<Visit> readers = new ArrayList<>();
    for (Rooms server : List.of(one, two)) {
      readers.add(venue.visit(server, new Tab(role, 7, server == one ? 7 : 8)));
    }
    List<Visit> streams = List.of(venue.watch(one, role), venue.watch(two, role));
    Position from = streams.getFirst().welcome().position();
    Visit ivy = venue.visit(two, new Tab(Role.INTERVIEWER, 4, 4));
    happens(grace, 1);
    ivy.adds(1, "i").adds(2, "j");
    venue.settle();

    List<String> told = frames(streams.getFirst().told(Happened.class));
    assertThat(told).hasSize(role == Role.INTERVIEWER ? 6 : 5).doesNotHaveDuplicates();
    assertThat(frames(streams.getLast().told(Happened.class))).isEqualTo(told);
    for (Visit reader : readers) {
      assertThat(frames(after(from, reader.told(Happened.class)))).isEqualTo(told);
    }
  }

  private static List<Happened> after(Position from, List<Happened> events) {
    return events.stream()
        .filter(event -> event.position().shared().seq() > from.shared().seq())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  @DisplayName("[SE7] [SE5] who goes on elsewhere, or by the other transport, misses nothing")
  void whoGoesOnElsewhereMissesNothing(Role role) {
    Visit grace = venue.visit(GRACE);
    Visit steady = venue.visit(tab(role));
    Tab moving = new Tab(role, 8, 8);
    venue.visit(moving).leave();
    venue.settle();
    int before = steady.told(Happened.class).size();
    Position position = stands(steady);

    List<Happened> told = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      happens(grace, 6L * round + 1);
      Rooms server = round % 2 == 0 ? two : one;
      Visit reader =
          round == 2
              ? venue.visit(server, moving, position, 0)
              : venue.watch(server, role, position);
      happens(grace, 6L * round + 4);
      assertThat(reader.welcome().reset()).isNull();
      told.addAll(Objects.requireNonNull(reader.welcome().events()));
      told.addAll(reader.told(Happened.class));
      position = told.getLast().position();
      reader.leave();
      venue.settle();
    }

    List<Happened> all = steady.told(Happened.class);
    assertThat(frames(told)).isEqualTo(frames(all.subList(before, all.size())));
    assertThat(told).hasSize(role == Role.INTERVIEWER ? 24 : 16);
  }

  /// Where a client stands.
  private static Position stands(Visit visit) {
    List<Happened> events = visit.told(Happened.class);
    return events.isEmpty() ? visit.welcome().position() : events.getLast().position();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  @DisplayName("[SE1] [SE6] a stream begins with the state, reads its role's log and says nothing")
  void aStreamReadsItsRolesLog(Role role) {
    Visit grace = venue.visit(GRACE);
    Visit stream = venue.watch(two, role);
    stream.signal(new Signal.Typing(DocId.NOTES, null));
    venue.pass(1_000);
    happens(grace, 1);

    assertThat(stream.welcome().state()).isNotNull();
    assertThat(stream.welcome().mine()).isEmpty();
    assertThat(grace.signals()).isEmpty();
    assertThat(stream.events().contains("problem.drafted")).isEqualTo(role == Role.INTERVIEWER);
    assertThat(stream.events()).filteredOn("requirement.added"::equals).hasSize(2);
    assertThat(grace.presence().people()).containsExactly(venue.here(GRACE));
  }

  // Who is not let in asks with the token.

  private CompletableFuture<ProblemCode> whatHelps(Role role) {
    CompletableFuture<ProblemCode> code =
        one.info(venue.room().id(), venue.token(role))
            .thenApply(answer ->
                switch (answer) {
                  case Answer.No<?>(var why, _) -> why;
                  case Answer.Ok<?> _ -> throw new IllegalStateException("it was answered");
                })
            .toCompletableFuture();
    venue.settle();
    return code;
  }

  private List<CloseCode> watched(Role role) {
    Visit stream = venue.watch(two, role);
    assertThat(stream.told()).isEmpty();
    return stream.closed();
  }

  @Test
  @DisplayName("[SE15] [SE10] who may not watch any more is told so when asking with the token")
  void whoMayNotWatchIsToldSo() {
    venue.visit(GRACE).command(1, new Command.GalleryClose());
    venue.settle();

    assertThat(watched(Role.SPECTATOR)).containsExactly(CloseCode.NO_SPECTATORS);
    assertThat(whatHelps(Role.SPECTATOR)).isCompletedWithValue(ProblemCode.FORBIDDEN);
  }

  @Test
  @DisplayName("[SE15] [SE10] who has an old link is told so when asking with its token")
  void whoHasAnOldLinkIsToldSo() {
    venue.use(Role.CANDIDATE, venue.rotate(Role.CANDIDATE));

    assertThat(watched(Role.CANDIDATE)).containsExactly(CloseCode.DENIED);
    assertThat(whatHelps(Role.CANDIDATE)).isCompletedWithValue(ProblemCode.UNAUTHORIZED);
  }

  @Test
  @DisplayName("[SE15] [SE10] that the room is gone is told when asking with the token")
  void thatTheRoomIsGoneIsTold() {
    Visit stream = venue.watch(two, Role.CANDIDATE);
    venue.answer(one.delete(venue.room().id(), venue.token(Role.INTERVIEWER)));

    assertThat(stream.closed()).containsExactly(CloseCode.ROOM_GONE);
    assertThat(watched(Role.CANDIDATE)).containsExactly(CloseCode.ROOM_GONE);
    assertThat(whatHelps(Role.CANDIDATE)).isCompletedWithValue(ProblemCode.ROOM_GONE);
  }

  @Test
  @DisplayName("[SE15] while the store does not answer, asking says that too, and later it answers")
  void thatTheStoreDoesNotAnswerIsTold() {
    venue.calls().trouble("open", Trouble.NOT_DONE);

    assertThat(watched(Role.CANDIDATE)).containsExactly(CloseCode.UNAVAILABLE);
    assertThat(whatHelps(Role.CANDIDATE)).isCompletedExceptionally();

    venue.calls().relieve();
    assertThat(venue.answer(one.info(venue.room().id(), venue.token(Role.CANDIDATE))))
        .isInstanceOf(Answer.Ok.class);
    assertThat(venue.watch(two, Role.CANDIDATE).told()).isNotEmpty();
  }
}
