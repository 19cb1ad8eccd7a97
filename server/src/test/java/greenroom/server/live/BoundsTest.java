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
import greenroom.server.live.LiveTable.Client;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.Replacement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What one client can cost a room, and what a room that breaks costs others.
final class BoundsTest {
  private static final Command SOMETHING = new Command.InterviewEnd();

  @Test
  @DisplayName("[CM13] who is over their own rate, or may do nothing, leaves the room's rate alone")
  void nobodyDrawsOnTheRoomBeyondTheirOwnRate() {
    LiveTable table = new LiveTable();
    Client ada = table.join(1, Role.INTERVIEWER);
    Client flood = table.join(2, Role.CANDIDATE);
    Client watcher = table.join(3, Role.SPECTATOR);
    table.settle();

    long n = 1;
    for (int i = 0; i < 2 * Limits.ROOM_COMMAND_BURST; i++) {
      flood.connection().command(n, SOMETHING, 50);
      watcher.connection().command(n, SOMETHING, 50);
      n++;
      if (i % 50 == 0) {
        table.loop.runTo(table.loop.now() + 1);
      }
    }
    for (int i = 1; i <= 20; i++) {
      ada.connection().command(i, SOMETHING, 50);
    }
    table.settle();

    assertThat(flood.all(ServerFrame.Reject.class))
        .anyMatch(reject -> reject.code() == RejectCode.RATE_LIMITED);
    assertThat(ada.all(ServerFrame.Reject.class))
        .hasSize(20)
        .noneMatch(reject -> reject.code() == RejectCode.RATE_LIMITED);
  }

  @Test
  @DisplayName("[CM12] unanswered commands are bounded in bytes, before the welcome more tightly")
  void unansweredCommandsAreBoundedInBytes() {
    LiveTable table = new LiveTable();
    Client early = table.join(1, Role.INTERVIEWER);
    early.connection().command(1, SOMETHING, Limits.EARLY_BYTES);
    early.connection().command(2, SOMETHING, 1);
    table.settle();
    Client late = table.join(2, Role.INTERVIEWER);
    table.settle();
    for (int n = 1; n <= 4; n++) {
      late.connection().command(n, SOMETHING, Limits.UNANSWERED_BYTES / 4);
    }
    table.settle();
    for (int n = 5; n <= 9; n++) {
      late.connection().command(n, SOMETHING, Limits.UNANSWERED_BYTES / 4);
    }
    table.settle();

    assertThat(early.closed).containsExactly(CloseCode.TOO_MANY_UNANSWERED);
    assertThat(late.all(ServerFrame.Reject.class)).hasSizeGreaterThanOrEqualTo(4);
    assertThat(late.closed).containsExactly(CloseCode.TOO_MANY_UNANSWERED);
  }

  @Test
  @DisplayName("[CM2] what is no command does not answer for one of its number that is under way")
  void aMalformedRepeatIsNotAnsweredTwice() {
    LiveTable table = new LiveTable();
    Client ada = table.join(1, Role.INTERVIEWER);
    table.settle();

    ada.connection().command(1, new Command.InterviewStart(), 50);
    ada.connection().refuse(1, Rejection.of(RejectCode.INVALID, "command: malformed"));
    table.settle();
    ada.connection().refuse(2, Rejection.of(RejectCode.INVALID, "command: malformed"));
    table.settle();

    assertThat(ada.all(ServerFrame.Ack.class)).hasSize(1);
    assertThat(ada.all(ServerFrame.Reject.class))
        .extracting(ServerFrame.Reject::n)
        .containsExactly(2L);
  }

  @Test
  @DisplayName(
      "[NT8] an edit on an old base keeps nobody waiting, and comes before what followed it")
  void anOldBaseKeepsNobodyWaiting() {
    LiveTable table = new LiveTable(new Sizes(5, 10, 1 << 20, 10, 100, 100, 1_000_000, 30_000));
    Client ada = table.join(1, Role.INTERVIEWER);
    Client carl = table.join(2, Role.CANDIDATE);
    table.settle();
    Position old = carl.all(ServerFrame.Welcome.class).getFirst().position();
    for (int n = 1; n <= 200; n++) {
      ada.connection().command(n, insert(head(table, Role.INTERVIEWER), n - 1), 50);
      table.loop.runTo(table.loop.now() + 20);
    }
    table.settle();

    carl.connection().command(1, insert(old, 0), 50);
    carl.connection().command(2, new Command.ParticipantRename("Carla"), 50);
    ada.connection().command(201, new Command.ParticipantRename("Ivy"), 50);
    table.settle();

    List<String> events =
        carl.all(ServerFrame.Happened.class).stream().map(ServerFrame.Happened::event).toList();
    assertThat(events.subList(events.size() - 3, events.size()))
        .containsExactly("participant.renamed", "notes.edited", "participant.renamed");
    assertThat(carl.all(ServerFrame.Ack.class))
        .extracting(ServerFrame.Ack::n)
        .containsExactly(1L, 2L);
    assertThat(carl.text()).contains("Carla");
  }

  @Test
  @DisplayName("[ER3] a room that cannot be read does not keep other rooms from being woken")
  void aBrokenRoomIsLeftAloneForAWhile() {
    LiveTable table = new LiveTable();
    Client ada = table.join(1, Role.INTERVIEWER);
    table.settle();
    ada.connection().command(1, new Command.InterviewStart(), 50);
    table.settle();
    ada.connection().closed();
    table.loop.runTo(table.loop.now() + 40_000);
    table.store.breakPart(table.room.id(), StoreFixture.Part.SHARED_LOG);
    table.loop.runTo(table.loop.now() + 60_000);

    assertThat(table.store.due(table.loop.now(), 10)).isEmpty();
    assertThat(table.store.due(table.loop.now() + 60_000, 10)).hasSize(1);
  }

  private static Position head(LiveTable table, Role role) {
    return new Position(
        position(table, LogName.SHARED),
        role == Role.INTERVIEWER ? position(table, LogName.PRIVATE) : null);
  }

  private static LogPosition position(LiveTable table, LogName log) {
    return Objects.requireNonNull(table.store.entries(table.room.id(), log).getLast()).position();
  }

  private static Command insert(Position base, int length) {
    return edit(base, Replacement.insert(0, "x"), length);
  }

  private static Command edit(Position base, Replacement replacement, int length) {
    return new Command.NotesEdit(
        DocId.NOTES, base, List.of(ChangeSet.of(List.of(replacement), length).toTextChange()));
  }
}
