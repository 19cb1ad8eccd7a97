package greenroom.server.room;

import static greenroom.server.room.Rooms.fold;
import static greenroom.server.room.Rooms.running;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Change;
import greenroom.protocol.DocId;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.TextChange;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.Replacement;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class HistoryTest {
  private static final int LETTERS = 5_000;

  private static Event typed(int before) {
    TextChange change =
        ChangeSet.of(List.of(Replacement.insert(0, "x".repeat(LETTERS))), before).toTextChange();
    return Event.of(
        Rooms.T0,
        null,
        EventType.NOTES_EDITED,
        List.of(new Change.Edit(new Change.TextEdit(DocId.NOTES, change))));
  }

  @Test
  @DisplayName("[NT8] a history is bounded by its weight as well as by its steps")
  void aHistoryIsTrimmedByWeight() {
    Room room = running();
    for (int i = 0; i < 10; i++) {
      room = fold(room, typed(i * LETTERS));
    }
    long each = 2L * LETTERS;

    assertThat(room.historyExceeds(100, 10 * each)).isTrue();
    Room trimmed = room.trimmed(100, 3 * each + 1_000);
    assertThat(trimmed.historyExceeds(100, 3 * each + 1_000)).isFalse();
    assertThat(trimmed.shared().history().steps()).hasSize(3);
    assertThat(trimmed.shared().history().start())
        .isEqualTo(
            room.shared()
                .history()
                .steps()
                .get(room.shared().history().steps().size() - 4)
                .position());
    assertThat(trimmed.trimmed(2, Long.MAX_VALUE).shared().history().steps()).hasSize(2);
    assertThat(room.trimmed(0, Long.MAX_VALUE).shared().history().weight()).isZero();
  }
}
