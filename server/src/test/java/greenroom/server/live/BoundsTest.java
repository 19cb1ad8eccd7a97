package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.DocId;
import greenroom.protocol.Limits;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Position;
import greenroom.protocol.RejectCode;
import greenroom.protocol.Rejection;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.server.live.Venue.Tab;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.Replacement;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What one client can cost a room, and what a room that breaks costs others.
final class BoundsTest {
  private static final long A_SECOND = 1_000;
  private static final Command SOMETHING = new Command.InterviewEnd();

  @Test
  @DisplayName("[CM13] who is over their own rate, or may do nothing, leaves the room's rate alone")
  void nobodyDrawsOnTheRoomBeyondTheirOwnRate() {
    Venue venue = new Venue();
    Visit ada = venue.arrive(new Tab(Role.INTERVIEWER, 1, 1));
    Visit flood = venue.arrive(new Tab(Role.CANDIDATE, 2, 2));
    Visit watcher = venue.arrive(new Tab(Role.SPECTATOR, 3, 3));
    venue.pass(A_SECOND);

    long n = 1;
    for (int i = 0; i < 2 * Limits.ROOM_COMMAND_BURST; i++) {
      flood.command(n, SOMETHING, 50);
      watcher.command(n, SOMETHING, 50);
      n++;
      if (i % 50 == 0) {
        venue.pass(1);
      }
    }
    for (int i = 1; i <= 20; i++) {
      ada.command(i, SOMETHING, 50);
    }
    venue.pass(A_SECOND);

    assertThat(flood.told(ServerFrame.Reject.class))
        .anyMatch(reject -> reject.code() == RejectCode.RATE_LIMITED);
    assertThat(ada.told(ServerFrame.Reject.class))
        .hasSize(20)
        .noneMatch(reject -> reject.code() == RejectCode.RATE_LIMITED);
  }

  @Test
  @DisplayName("[CM12] unanswered commands are bounded in bytes, before the welcome more tightly")
  void unansweredCommandsAreBoundedInBytes() {
    Venue venue = new Venue();
    Visit early = venue.arrive(new Tab(Role.INTERVIEWER, 1, 1));
    early.command(1, SOMETHING, Limits.EARLY_BYTES);
    early.command(2, SOMETHING, 1);
    venue.pass(A_SECOND);
    Visit late = venue.arrive(new Tab(Role.INTERVIEWER, 2, 2));
    venue.pass(A_SECOND);
    for (int n = 1; n <= 4; n++) {
      late.command(n, SOMETHING, Limits.UNANSWERED_BYTES / 4);
    }
    venue.pass(A_SECOND);
    for (int n = 5; n <= 9; n++) {
      late.command(n, SOMETHING, Limits.UNANSWERED_BYTES / 4);
    }
    venue.pass(A_SECOND);

    assertThat(early.closed()).containsExactly(CloseCode.TOO_MANY_UNANSWERED);
    assertThat(late.told(ServerFrame.Reject.class)).hasSizeGreaterThanOrEqualTo(4);
    assertThat(late.closed()).containsExactly(CloseCode.TOO_MANY_UNANSWERED);
  }

  @Test
  @DisplayName("[CM2] what is no command does not answer for one of its number that is under way")
  void aMalformedRepeatIsNotAnsweredTwice() {
    Venue venue = new Venue();
    Visit ada = venue.arrive(new Tab(Role.INTERVIEWER, 1, 1));
    venue.pass(A_SECOND);

    ada.command(1, new Command.InterviewStart(), 50);
    ada.refused(1, Rejection.of(RejectCode.INVALID, "command: malformed"));
    venue.pass(A_SECOND);
    ada.refused(2, Rejection.of(RejectCode.INVALID, "command: malformed"));
    venue.pass(A_SECOND);

    assertThat(ada.told(ServerFrame.Ack.class)).hasSize(1);
    assertThat(ada.told(ServerFrame.Reject.class))
        .extracting(ServerFrame.Reject::n)
        .containsExactly(2L);
  }

  @Test
  @DisplayName(
      "[NT8] an edit on an old base keeps nobody waiting, and comes before what followed it")
  void anOldBaseKeepsNobodyWaiting() {
    Venue venue = new Venue(new Sizes(5, 10, 1 << 20, 10, 100, 100, 1_000_000, 30_000));
    Visit ada = venue.arrive(new Tab(Role.INTERVIEWER, 1, 1));
    Visit carl = venue.arrive(new Tab(Role.CANDIDATE, 2, 2));
    venue.pass(A_SECOND);
    Position old = carl.told(ServerFrame.Welcome.class).getFirst().position();
    for (int n = 1; n <= 200; n++) {
      ada.command(n, insert(head(venue, Role.INTERVIEWER), n - 1), 50);
      venue.pass(20);
    }
    venue.pass(A_SECOND);

    carl.command(1, insert(old, 0), 50);
    carl.command(2, new Command.ParticipantRename("Carla"), 50);
    ada.command(201, new Command.ParticipantRename("Ivy"), 50);
    venue.pass(A_SECOND);

    List<String> events =
        carl.told(ServerFrame.Happened.class).stream().map(ServerFrame.Happened::event).toList();
    assertThat(events.subList(events.size() - 3, events.size()))
        .containsExactly("participant.renamed", "notes.edited", "participant.renamed");
    assertThat(carl.told(ServerFrame.Ack.class))
        .extracting(ServerFrame.Ack::n)
        .containsExactly(1L, 2L);
    assertThat(carl.heard()).contains("Carla");
  }

  @Test
  @DisplayName("[ER3] a room that cannot be read does not keep other rooms from being woken")
  void aBrokenRoomIsLeftAloneForAWhile() {
    Venue venue = new Venue();
    Visit ada = venue.arrive(new Tab(Role.INTERVIEWER, 1, 1));
    venue.pass(A_SECOND);
    ada.command(1, new Command.InterviewStart(), 50);
    venue.pass(A_SECOND);
    ada.leave();
    venue.pass(40_000);
    venue.breakPart(StoreFixture.Part.SHARED_LOG);
    venue.pass(60_000);

    assertThat(venue.dueWithin(0)).isEmpty();
    assertThat(venue.dueWithin(60_000)).hasSize(1);
  }

  private static Position head(Venue venue, Role role) {
    return new Position(
        position(venue, LogName.SHARED),
        role == Role.INTERVIEWER ? position(venue, LogName.PRIVATE) : null);
  }

  private static LogPosition position(Venue venue, LogName log) {
    return venue.log(log).getLast().position();
  }

  private static Command insert(Position base, int length) {
    return edit(base, Replacement.insert(0, "x"), length);
  }

  private static Command edit(Position base, Replacement replacement, int length) {
    return new Command.NotesEdit(
        DocId.NOTES, base, List.of(ChangeSet.of(List.of(replacement), length).toTextChange()));
  }
}
