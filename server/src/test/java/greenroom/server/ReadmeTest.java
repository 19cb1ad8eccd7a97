package greenroom.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Holds what `README.md` says about the command line to `--help`.
final class ReadmeTest {
  private static final String HEADER = "| Flag | Variable | Default | What it means |";

  /// A row of the table of flags, without the backticks.
  private record Row(String flag, String variable, String standard) {
    static Row of(String line) {
      List<String> cells =
          Stream.of(line.replace("`", "").split("\\|", -1)).map(String::strip).toList();
      return new Row(cells.get(1), cells.get(2), cells.get(3));
    }
  }

  @Test
  void theTableOfFlagsHasEveryFlagInTheOrderOfTheHelp() throws IOException {
    assertThat(rows().map(Row::flag))
        .containsExactlyElementsOf(
            Stream.concat(
                    Stream.of(Setting.values()).map(Setting::flag), Stream.of("--help, --version"))
                .toList());
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void theTableOfFlagsHasEachVariableAndTheDefaultThatTheHelpTells(Setting setting)
      throws IOException {
    assertThat(rows().filter(row -> row.flag().equals(setting.flag())))
        .singleElement()
        .satisfies(row -> assertThat(row.variable()).isEqualTo(setting.variable()))
        .satisfies(row ->
            assertThat(setting.description())
                .containsPattern("Default: " + row.standard() + "[.,]"));
  }

  private static Stream<Row> rows() throws IOException {
    return Files.readAllLines(Path.of("..", "README.md")).stream()
        .dropWhile(line -> !line.equals(HEADER))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(Row::of);
  }
}
