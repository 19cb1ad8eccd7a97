package greenroom.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileDescriptorsTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "600, 100",
    "1024, 524",
    "20000, 19500",
    "20500, 20000",
    "1048576, 20000",
    "unlimited, 20000",
    "100, 1",
    "nonsense, 20000"
  })
  @DisplayName("[HT14] a server takes no more connections than it has file descriptors for")
  void aServerTakesNoMoreThanItHasFileDescriptorsFor(String soft, int connections) {
    List<String> limits =
        List.of(
            "Limit                     Soft Limit           Hard Limit           Units     ",
            "Max processes             95956                95956                processes ",
            "Max open files            %-20s 1048576              files     ".formatted(soft));

    assertThat(FileDescriptors.connections(20_000, limits)).isEqualTo(connections);
  }
}
