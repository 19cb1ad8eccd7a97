package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.protocol.LogName;
import greenroom.server.live.StoreFixture;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WakeMessageTest {

  private static final List<Entry> ENTRIES =
      StoreFixture.chain(Heads.START, LogName.SHARED, LogName.PRIVATE, LogName.SHARED).stream()
          .map(entry ->
              Entry.stored(entry.log(), entry.position(), entry.sharedSeq(), entry.payload(), null))
          .toList();

  private static final String START = "0 0000000000000000 0 0000000000000000\n";

  /// As `append.lua` writes it.
  private static byte[] message(List<Entry> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(START.getBytes(UTF_8));
    for (Entry entry : entries) {
      String[] position = entry.position().toString().split("\\.", 2);
      out.writeBytes(
          "%s %s %s %d %d 0\n"
              .formatted(
                  entry.log() == LogName.SHARED ? "s" : "p",
                  position[0],
                  position[1],
                  entry.sharedSeq(),
                  entry.payload().length)
              .getBytes(UTF_8));
      out.writeBytes(entry.payload());
    }
    return out.toByteArray();
  }

  @Test
  void headsAndEntriesAreReadBack() {
    WakeMessage read = WakeMessage.of(message(ENTRIES));

    assertThat(read.before()).isEqualTo(Heads.START);
    assertThat(read.after()).isEqualTo(StoreFixture.after(Heads.START, ENTRIES));
    assertThat(read.read())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyElementsOf(ENTRIES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "what",
        "s 1 0123456789abcdef 1 2\n{}",
        "q 1 0123456789abcdef 1 2 0\n{}",
        "s -1 0123456789abcdef 1 2 0\n{}",
        "s 1 0123 1 2 0\n{}",
        "s 1 0123456789abcdeg 1 2 0\n{}",
        "s 1 0123456789abcdef x 2 0\n{}",
        "s 1 0123456789abcdef 1 3 0\n{}",
        "s 1 0123456789abcdef 1 -1 0\n{}",
        "s 1 0123456789abcdef 1 99999999999 0\n{}",
        "s 1 0123456789abcdef 1 2 0\n{}"
      })
  void whatIsNoEntryIsRefused(String entry) {
    assertRefused(START + entry);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "what",
        "0 0000000000000000\n",
        "0 0000000000000000 0 0\n",
        "x 0000000000000000 0 0000000000000000\n"
      })
  void whatDoesNotBeginWithTheHeadsIsRefused(String message) {
    assertRefused(message);
  }

  private static void assertRefused(String message) {
    assertThatThrownBy(() -> WakeMessage.of(message.getBytes(UTF_8)).read())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDamagedMessageIsReadOrRefusedAndNothingElse() {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      byte[] message = message(ENTRIES);
      byte[] damaged = Arrays.copyOf(message, 1 + random.nextInt(message.length));
      for (int i = 0; i < 3; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(WakeMessage.of(damaged).read()).as("seed %d", seed).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e).as("seed %d", seed).hasMessageNotContaining("null");
      }
    }
  }
}
