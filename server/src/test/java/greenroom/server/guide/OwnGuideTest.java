package greenroom.server.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import greenroom.protocol.GuideEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an operator adds, and how each mistake in it is told.
final class OwnGuideTest {
  private static final String PROBLEM =
      """
      {"id": "own-problem", "title": "Parking", "summary": "Free places.", "prompt": "Design it.", "dataFlow": false,
       "expected": ["A counter."], "probes": ["own-probe", "what-fails-first"], "sources": ["Ours"]}\
      """;
  private static final String PROBE =
      """
      {"id": "own-probe", "question": "And at night?", "concept": "scaling", "phases": ["deep-dives"], "problems": ["own-problem", "url-shortener"],
       "strong": ["It rests."], "hints": {"nudge": "Who is awake?", "pointer": "Nobody.", "partial": "It rests."}}\
      """;

  @TempDir private Path directory;

  private Path write(String file, String content) {
    try {
      return Files.writeString(directory.resolve(file), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void writeBoth(String problem, String probe) {
    write("problems.json", "{\"problems\": [\n" + problem + "\n]}");
    write("probes.json", "{\"probes\": [\n" + probe + "\n]}");
  }

  private String refusal() {
    WrongGuide wrong = catchThrowableOfType(WrongGuide.class, () -> Guide.with(directory));
    return Objects.requireNonNull(Objects.requireNonNull(wrong, "nothing was wrong").getMessage());
  }

  @Test
  @DisplayName("[GD8] an operator's problems and probes come after what the server brings")
  void anOperatorsEntriesComeAfterWhatTheServerBrings() {
    writeBoth(PROBLEM, PROBE);

    Guide own = Guide.with(directory);

    Guide builtIn = Guide.builtIn();
    List<GuideEntry.Problem> problems = own.forEverybody().problems();
    assertThat(problems)
        .startsWith(builtIn.forEverybody().problems().toArray(GuideEntry.Problem[]::new));
    assertThat(problems.getLast().title()).isEqualTo("Parking");
    assertThat(own.forInterviewers().problems().getLast().expected()).containsExactly("A counter.");
    List<GuideEntry.Probe> probes = own.forInterviewers().probes();
    assertThat(probes).hasSize(builtIn.forInterviewers().probes().size() + 1);
    assertThat(probes.getLast().question()).isEqualTo("And at night?");
    assertThat(own.forEverybody().concepts()).isEqualTo(builtIn.forEverybody().concepts());
  }

  @Test
  @DisplayName("[GD8] problems or probes alone are enough, and other files are left alone")
  void oneFileIsEnough() {
    write("probes.json", "{\"probes\": [" + PROBE.replace("\"own-problem\", ", "") + "]}");
    write("README.md", "Ours.");

    assertThat(Guide.with(directory).forInterviewers().probes().getLast().id())
        .hasToString("own-probe");
  }

  @Test
  void aDirectoryWithNothingForTheGuideIsToldSo() {
    write("README.md", "Ours.");

    assertThat(refusal())
        .isEqualTo(directory + ": nothing there (expected: problems.json or probes.json)");
  }

  @Test
  void aDirectoryThatIsNotThereIsToldSo() {
    Path missing = directory.resolve("missing");

    assertThatThrownBy(() -> Guide.with(missing))
        .isInstanceOf(WrongGuide.class)
        .hasMessage(missing + ": cannot be read, NoSuchFileException (expected: a file that can)");
  }

  @Test
  void aFileThatWouldBeIgnoredIsToldSo() {
    Path file = write("probe.json", "{}");

    assertThat(refusal()).isEqualTo(file + ": unknown (expected: problems.json or probes.json)");
  }

  @Test
  void aFileThatCannotBeReadIsToldSo() throws IOException {
    Path file = Files.createDirectory(directory.resolve("probes.json"));

    assertThat(refusal())
        .isEqualTo(file + ": cannot be read, IOException (expected: a file that can)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"probes\": [ | value: not JSON at byte 12 (expected: one JSON object)",
        "`` | value: null (expected: a JSON object)",
        "[] | value: an array (expected: an object)",
        "null | value: null (expected: a JSON object)",
        "{} | probes: missing (expected: an array)",
        "{\"probes\": null} | probes: missing (expected: an array)",
        "{\"probes\": {}} | probes: an object (expected: an array)",
        "{\"probes\": [null]} | probes[0]: null (expected: an object)",
        "{\"probes\": [7]} | probes[0]: 7 (expected: an object)",
        "{\"probes\": [], \"probs\": []} | probs: unknown (expected: one of probes)",
        "{\"probes\": [], \"probes\": []} | value: not JSON at byte 23 (expected: one JSON object)",
        "{\"probes\": [] } x | value: not JSON at byte 16 (expected: one JSON object)",
      })
  void aFileOfAnotherFormIsToldSo(String content, String complaint) {
    Path file = write("probes.json", content);

    assertThat(refusal()).isEqualTo(file + ": " + complaint);
  }

  @Test
  void whatIsNotJsonIsToldWithLineAndColumn() {
    Path file = write("probes.json", "{\n  \"probes\": [\n    {\"id\": }\n  ]\n}");

    assertThat(refusal())
        .isEqualTo(file + ": value: not JSON at line 3, column 12 (expected: one JSON object)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"id\": \"own-probe\" | \"id\": \"Own probe\" | id: \"Own probe\" (expected: 1..64"
            + " characters of a-z, 0-9 and -, a letter or digit first)",
        "\"id\": \"own-probe\" | \"id\": \"what-fails-first\" | id: what-fails-first (expected:"
            + " another; it is that of probes[0] in built-in probes.json)",
        "\"scaling\" | \"scale\" | concept: \"scale\" (expected: one of scaling, work-distribution,"
            + " data-distribution, cap, locking, indexing, communication, security, monitoring)",
        "\"scaling\" | 7 | concept: 7 (expected: one of scaling, work-distribution,"
            + " data-distribution, cap, locking, indexing, communication, security, monitoring)",
        "\"concept\": \"scaling\", | `` | concept: missing (expected: a value)",
        "\"deep-dives\" | \"deep-dive\" | phases[0]: deep-dive (expected: one of introduction,"
            + " requirements, entities, api, data-flow, high-level-design, deep-dives, wrap-up)",
        "\"url-shortener\" | \"url-shortner\" | problems[1]: url-shortner (expected: the id of a"
            + " problem)",
        "[\"It rests.\"] | [] | strong: 0 entries (expected: 1 or more)",
        "[\"It rests.\"] | \"It rests.\" | strong: \"It rests.\" (expected: an array)",
        "\"strong\" | \"strongs\" | strong: missing (expected: a value)",
        "\"nudge\": | \"nudgee\": | hints.nudge: missing (expected: a value)",
        "\"And at night?\" | \"\" | question: 0 UTF-16 units (expected: 1..1000)",
        "\"And at night?\" | 7 | question: 7 (expected: a string)",
        "\"Nobody.\" | \"No\\nbody.\" | hints.pointer: control character U+000A at 2 (expected:"
            + " none)",
      })
  void aMistakeInAProbeIsToldWithItsPlace(String right, String wrong, String complaint) {
    assertThat(PROBE).contains(right);
    writeBoth(PROBLEM, PROBE.replace(right, wrong));

    assertThat(refusal()).isEqualTo(directory.resolve("probes.json") + ": probes[0]." + complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"own-problem\" | \"url-shortener\" | id: url-shortener (expected: another; it is that of"
            + " problems[0] in built-in problems.json)",
        "\"what-fails-first\" | \"what-fails-last\" | probes[1]: what-fails-last (expected: the id"
            + " of a probe)",
        "\"dataFlow\": false, | `` | dataFlow: missing (expected: true or false)",
        "\"dataFlow\": false | \"dataFlow\": \"no\" | dataFlow: \"no\" (expected: true or false)",
        "\"title\": \"Parking\", | `` | title: missing (expected: a value)",
        "\"sources\": [\"Ours\"] | \"sources\": [\"Ours\", null] | sources[1]: missing (expected: a"
            + " value)",
        "\"sources\": [\"Ours\"] | \"sources\": [\"Ours\"], \"level\": 3 | level: unknown"
            + " (expected: one of id, title, summary, prompt, dataFlow, expected, probes, sources)",
      })
  void aMistakeInAProblemIsToldWithItsPlace(String right, String wrong, String complaint) {
    assertThat(PROBLEM).contains(right);
    writeBoth(PROBLEM.replace(right, wrong), PROBE);

    assertThat(refusal())
        .isEqualTo(directory.resolve("problems.json") + ": problems[0]." + complaint);
  }

  @Test
  void anIdThatIsThereTwiceIsToldWithBothPlaces() {
    writeBoth(PROBLEM, PROBE + ",\n" + PROBE);

    Path file = directory.resolve("probes.json");
    assertThat(refusal())
        .isEqualTo(
            file
                + ": probes[1].id: own-probe (expected: another; it is that of probes[0] in "
                + file
                + ")");
  }
}
