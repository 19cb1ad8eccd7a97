package greenroom.server.live;

import static greenroom.protocol.RejectCode.INVALID;
import static greenroom.protocol.RejectCode.N_REUSED;
import static greenroom.protocol.RejectCode.RATE_LIMITED;
import static greenroom.protocol.RejectCode.STALE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.ClientFrame;
import greenroom.protocol.Command;
import greenroom.protocol.Limits;
import greenroom.protocol.LogName;
import greenroom.protocol.Position;
import greenroom.protocol.Rejection;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.Wire;
import greenroom.server.live.Venue.Tab;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the number of a command stands for.
final class NumbersTest {
  private static final Tab GRACE = Tab.interviewer(1);
  private static final Tab CARL = Tab.candidate(2);

  private final Venue venue = new Venue();

  @Test
  @DisplayName("[CM7] a command that is sent again is acked where it stands and done once")
  void aRepeatIsAckedWhereItStands() {
    Visit visit = venue.visit(GRACE).adds(1, "a").adds(2, "b");
    venue.settle();
    int size = venue.log(LogName.SHARED).size();
    Position stands = visit.acked(1);

    visit.adds(1, "a");
    venue.settle();

    assertThat(visit.answers(1))
        .containsExactly(new ServerFrame.Ack(1, stands), new ServerFrame.Ack(1, stands));
    assertThat(venue.log(LogName.SHARED)).hasSize(size);
  }

  @Test
  @DisplayName("[CM7] [CM2] a command that is sent twice at once is answered once and done once")
  void aRepeatThatOvertakesTheAnswerIsAnsweredOnce() {
    Visit visit = venue.visit(GRACE);
    int size = venue.log(LogName.SHARED).size();

    visit.adds(1, "a").adds(1, "a");
    venue.settle();

    assertThat(visit.answers(1)).hasSize(1);
    assertThat(venue.log(LogName.SHARED)).hasSize(size + 1);
  }

  @Test
  @DisplayName("[CM7] a command that is sent again to another server is acked where it stands")
  void aRepeatOnAnotherServerIsAckedWhereItStands() {
    Visit visit = venue.visit(GRACE).adds(1, "a");
    venue.settle();
    Position stands = visit.acked(1);
    int size = venue.log(LogName.SHARED).size();
    visit.leave();

    Visit again = venue.visit(venue.another(), GRACE, null, 1).adds(1, "a");
    venue.settle();

    assertThat(again.acked(1)).isEqualTo(stands);
    assertThat(venue.log(LogName.SHARED)).hasSize(size);
  }

  @Test
  @DisplayName("[CM7] the order of properties, and properties that are not known, are no content")
  void contentIsComparedAsDecoded() {
    Visit visit = venue.visit(GRACE);
    visit.command(1, command("{\"type\":\"room.configure\",\"title\":\"B\",\"spectators\":false}"));
    venue.settle();

    visit.command(
        1,
        command(
            "{\"spectators\":false,\"title\":\"B\",\"later\":[1],\"type\":\"room.configure\"}"));
    venue.settle();

    assertThat(visit.answers(1))
        .hasSize(2)
        .allMatch(new ServerFrame.Ack(1, visit.acked(1))::equals);
  }

  private static Command command(String json) {
    byte[] frame = "{\"type\":\"command\",\"n\":1,\"command\":%s}".formatted(json).getBytes(UTF_8);
    return ((ClientFrame.Numbered) ((Wire.Decoded.Frame) Wire.decode(frame)).frame()).command();
  }

  @Test
  @DisplayName("[CM8] a committed number with other content is refused, on any server")
  void aNumberWithOtherContentIsRefused() {
    Visit visit = venue.visit(GRACE).adds(1, "a");
    venue.settle();
    int size = venue.log(LogName.SHARED).size();

    visit.adds(1, "b");
    venue.settle();
    visit.leave();
    Visit again = venue.visit(venue.another(), GRACE, null, 1).adds(1, "c").adds(2, "d");
    venue.settle();

    assertThat(((ServerFrame.Reject) visit.answers(1).getLast()).code()).isEqualTo(N_REUSED);
    assertThat(again.rejected(1).code()).isEqualTo(N_REUSED);
    assertThat(again.answers(2).getFirst()).isInstanceOf(ServerFrame.Ack.class);
    assertThat(venue.log(LogName.SHARED)).hasSize(size + 1);
  }

  @Test
  @DisplayName("[CM8] [LM2] a number so old that the room cannot tell it apart is stale")
  void aNumberThatTheRoomNoLongerTellsApartIsStale() {
    Visit visit = venue.visit(GRACE);
    // Number 1 is left out, and number 2 is the first to be forgotten.
    long last = 2 + Limits.REMEMBERED_COMMANDS;
    for (long n = 2; n <= last; n++) {
      visit.adds(n, "" + n);
      venue.pass(10);
    }
    assertThat(visit.told(ServerFrame.Ack.class)).hasSize(Limits.REMEMBERED_COMMANDS + 1);
    visit.leave();

    Visit again = venue.visit(venue.another(), GRACE, null, last);
    again.adds(1, "1").adds(2, "2").adds(3, "3").adds(last + 1, "new");
    venue.settle();

    assertThat(again.rejected(1).code()).isEqualTo(STALE);
    assertThat(again.rejected(2).code()).isEqualTo(STALE);
    assertThat(again.acked(3)).isEqualTo(visit.acked(3));
    assertThat(again.answers(last + 1).getFirst()).isInstanceOf(ServerFrame.Ack.class);
  }

  @Test
  @DisplayName("[CM14] its form is looked at before its rate, and its rate before its number")
  void formComesBeforeRateAndRateBeforeNumber() {
    Visit visit = venue.visit(GRACE);
    for (long n = 1; n <= Limits.COMMAND_BURST; n++) {
      visit.adds(n, "" + n);
      venue.settle();
    }

    visit.adds(1, "b").refused(999, Rejection.of(INVALID, "command: no (expected: yes)"));
    venue.settle();

    assertThat(((ServerFrame.Reject) visit.answers(1).getLast()).code()).isEqualTo(RATE_LIMITED);
    assertThat(visit.rejected(999).code()).isEqualTo(INVALID);
  }

  @Test
  @DisplayName("[CM14] its number is looked at before the sender's role")
  void theNumberComesBeforeTheRole() {
    Visit visit = venue.visit(CARL).adds(1, "a");
    venue.settle();

    visit.command(1, new Command.InterviewEnd());
    venue.settle();

    assertThat(((ServerFrame.Reject) visit.answers(1).getLast()).code()).isEqualTo(N_REUSED);
  }

  @Test
  @DisplayName("[CM4] [EV11] the author gets the ack before the event, and nobody the session")
  void theAckPrecedesTheEvent() {
    Visit carl = venue.visit(CARL);
    Visit visit = venue.visit(GRACE).adds(1, "a");
    venue.settle();

    assertThat(visit.told().stream().skip(2))
        .satisfiesExactly(
            ack -> assertThat(ack).isEqualTo(new ServerFrame.Ack(1, visit.acked(1))),
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        ServerFrame.Happened.class,
                        happened -> assertThat(happened.position()).isEqualTo(visit.acked(1))));
    assertThat(carl.told(ServerFrame.Happened.class)).hasSize(2);
    assertThat(carl.heard()).doesNotContain(GRACE.session().value()).doesNotContain("\"n\":1");
  }
}
