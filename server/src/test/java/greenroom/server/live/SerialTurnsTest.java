package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SerialTurnsTest {
  @Test
  @DisplayName("[SC5] a turn that breaks off is told, and the next one comes all the same")
  void aTurnThatBreaksOffIsTold() {
    List<String> happened = new ArrayList<>();
    List<Runnable> shared = new ArrayList<>();
    SerialTurns turns = new SerialTurns(shared::add, () -> happened.add("failed"));

    turns.execute(() -> {
      throw new StackOverflowError("planted");
    });
    turns.execute(() -> happened.add("next"));
    shared.removeFirst().run();
    turns.execute(() -> happened.add("later"));
    shared.removeFirst().run();

    assertThat(happened).containsExactly("failed", "next", "later");
  }
}
