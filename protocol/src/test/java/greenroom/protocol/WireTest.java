package greenroom.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WireTest {

  @Test
  void a_command_reads_back_as_it_was_written() {
    var frame =
        new ClientFrame.Numbered(
            7,
            new Command.RequirementAdd(
                new ItemId("AAAAAAAAAAAAAAAA"),
                null,
                new RequirementContent(
                    RequirementContent.Style.FUNCTIONAL,
                    "Users can post",
                    RequirementContent.Scope.CORE,
                    null,
                    null)));

    assertThat(Wire.decode(Wire.bytes(frame))).isEqualTo(new Wire.Decoded.Frame(frame));
  }

  @Test
  void a_change_is_told_by_its_single_property() {
    Change put = new Change.Put(new Item.Problem(1, "Design a feed", null));
    Change remove = new Change.Remove(Item.Timer.KEY);
    Change edit =
        new Change.Edit(new Change.TextEdit(DocId.NOTES, TextChange.of(new int[] {0, 2}, "hi")));

    assertThat(Wire.string(put))
        .isEqualTo("{\"put\":{\"kind\":\"problem\",\"rev\":1,\"text\":\"Design a feed\"}}");
    for (Change change : List.of(put, remove, edit)) {
      assertThat(Wire.read(Wire.bytes(change), Change.class)).isEqualTo(change);
    }
  }

  @Test
  void a_stored_event_becomes_a_frame_by_a_prefix() {
    byte[] stored =
        Wire.bytes(
            Event.of(
                5,
                null,
                EventType.PROBLEM_EDITED,
                List.of(new Change.Put(new Item.Problem(1, "x", null)))));
    var position = new Position(LogPosition.START.next(stored), null);

    var happened = Wire.read(Wire.frame(position, stored), ServerFrame.class);

    assertThat(Wire.string(happened)).isEqualTo(new String(Wire.frame(position, stored), UTF_8));
  }

  @Test
  void what_is_wrong_with_a_command_is_said_under_its_number() {
    assertThat(refusal("{\"type\":\"command\",\"n\":3,\"command\":{\"type\":\"phase.go\"}}"))
        .isEqualTo("INVALID phase: missing (expected: a value)");
    assertThat(refusal("{\"type\":\"command\",\"n\":3,\"command\":{\"type\":\"fly\"}}"))
        .startsWith("UNKNOWN_COMMAND");
    assertThat(
            refusal(
                "{\"type\":\"command\",\"n\":3,\"command\":{\"type\":\"phase.extend\",\"phase\":\"api\"}}"))
        .startsWith("INVALID seconds");
    assertThat(
            refusal(
                "{\"type\":\"command\",\"n\":3,\"command\":{\"type\":\"phase.extend\",\"phase\":\"api\",\"seconds\":7.5}}"))
        .startsWith("INVALID seconds");
    assertThat(
            refusal(
                "{\"type\":\"command\",\"n\":3,\"command\":{\"type\":\"phase.extend\",\"phase\":\"api\",\"seconds\":\"60\"}}"))
        .startsWith("INVALID seconds");
  }

  private static String refusal(String json) {
    var bad = (Wire.Decoded.BadCommand) Wire.decode(json.getBytes(UTF_8));
    return bad.why().code() + " " + bad.why().message();
  }
}
