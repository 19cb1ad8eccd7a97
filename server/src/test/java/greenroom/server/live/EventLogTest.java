package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.protocol.Role;
import greenroom.server.live.EventLog.Append;
import greenroom.server.live.EventLog.Link;
import greenroom.server.room.Heads;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EventLogTest {
  @Test
  void linksThatNoEntryTellsOfAreRefused() {
    Map<Role, Link> links = Map.of(Role.CANDIDATE, new Link(2, null));

    assertThatThrownBy(() -> new Append(Heads.START, List.of(), Map.of(), Map.of(), links))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("links: [CANDIDATE] (expected: an entry)");
  }
}
