package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.Limits;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.server.live.Venue.Tab;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Commands of clients that do not wait for their welcome.
final class EarlyCommandsTest {
  private final Venue venue = new Venue();

  @Test
  @DisplayName("[HE14] commands that come with the hello are answered after the welcome, in order")
  void earlyCommandsWaitForTheWelcome() {
    Visit grace = venue.arrive(tab(1));
    grace.command(1, new Command.InterviewStart()).command(2, new Command.TimerPause());
    venue.settle();

    assertThat(grace.told().getFirst()).isInstanceOf(ServerFrame.Welcome.class);
    assertThat(grace.heard().lines().findFirst()).get().asString().contains("\"lobby\"");
    assertThat(grace.told(ServerFrame.Ack.class))
        .extracting(ServerFrame.Ack::n)
        .containsExactly(1L, 2L);
  }

  @Test
  @DisplayName("[HE11] who finds the room full has not done anything in it")
  void whoIsTurnedAwayDoesNothing() {
    Visit first = venue.visit(tab(1));
    for (int person = 2; person <= Limits.PARTICIPANTS; person++) {
      venue.visit(tab(person));
    }

    Visit late = venue.arrive(tab(Limits.PARTICIPANTS + 1));
    late.command(1, new Command.InterviewStart());
    venue.settle();

    assertThat(late.closed()).containsExactly(CloseCode.ROOM_FULL);
    assertThat(late.told()).isEmpty();
    assertThat(first.heard()).doesNotContain("interview.started");
  }

  private static Tab tab(int person) {
    return new Tab(Role.INTERVIEWER, person, person);
  }
}
