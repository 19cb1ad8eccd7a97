package greenroom.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import greenroom.protocol.Concept;
import greenroom.protocol.GuideEntry;
import greenroom.protocol.GuideEntry.ChecklistPoint;
import greenroom.protocol.GuideEntry.ConceptCard;
import greenroom.protocol.GuideEntry.PhaseTips;
import greenroom.protocol.GuideEntry.Probe;
import greenroom.protocol.GuideEntry.Problem;
import greenroom.protocol.GuideEntry.ProblemKey;
import greenroom.protocol.GuideId;
import greenroom.protocol.Http;
import greenroom.protocol.Limits;
import greenroom.protocol.Preset;
import greenroom.protocol.RequirementContent.Category;
import greenroom.protocol.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What ships with the server.
final class GuideDataTest {
  private static final Guide GUIDE = Guide.builtIn();
  private static final Http.Guide OPEN = GUIDE.forEverybody();
  private static final Http.RoomGuide KEYS = GUIDE.forInterviewers();

  private static final Pattern WORD = Pattern.compile("[a-z0-9]+");
  // Fewer are a term of the field, such as "the age of the oldest item".
  private static final int RUN = 7;

  @ParameterizedTest
  @ValueSource(strings = {"problems", "probes", "concepts", "phases"})
  void everyFilePassesItsSchema(String name) throws IOException {
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            schemas ->
                schemas.schemas(
                    Map.of(
                        "https://greenroom.example/protocol/v1/values.json",
                        resource("/greenroom/protocol/schema/values.json"),
                        schema(name),
                        resource("/guide/" + name + ".schema.json"))));

    assertThat(
            registry
                .getSchema(SchemaLocation.of(schema(name)))
                .validate(resource("/guide/" + name + ".json"), InputFormat.JSON))
        .isEmpty();
  }

  private static String schema(String name) {
    return "https://greenroom.example/guide/v1/" + name + ".schema.json";
  }

  private static String resource(String path) {
    try (InputStream in = GuideDataTest.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("[GD2] the frameworks are the presets, and every phase of one has tips")
  void theFrameworksAreThePresetsAndEveryPhaseHasTips() {
    assertThat(OPEN.frameworks().stream().map(GuideEntry.Framework::preset))
        .containsExactly(Preset.values());
    assertThat(OPEN.frameworks())
        .allSatisfy(
            framework -> assertThat(framework.phases()).isEqualTo(framework.preset().phases()));
    assertThat(OPEN.phases().stream().map(PhaseTips::id))
        .containsExactlyElementsOf(Preset.allPhases());
    assertThat(OPEN.phases())
        .allSatisfy(phase -> {
          assertThat(phase.tips()).hasSizeBetween(3, 6);
          assertThat(OPEN.frameworks())
              .allSatisfy(framework ->
                  assertThat(framework.phases())
                      .filteredOn(each -> each.id().equals(phase.id()))
                      .allMatch(each -> each.name().equals(phase.name())));
        });
  }

  @Test
  @DisplayName("[GD3] the checklist has every category and the cards every concept, in order")
  void theChecklistHasEveryCategoryAndTheCardsEveryConcept() {
    assertThat(OPEN.checklist().stream().map(ChecklistPoint::category))
        .containsExactly(Category.values());
    assertThat(OPEN.concepts().stream().map(ConceptCard::id)).containsExactly(Concept.values());
    assertThat(OPEN.concepts())
        .allSatisfy(card -> {
          assertThat(card.points()).hasSizeBetween(4, 7);
          assertThat(card.pitfalls()).hasSizeBetween(3, 6);
        });
  }

  @Test
  @DisplayName("[GD4] [GD6] there are enough problems, each with its key")
  void thereAreEnoughProblemsEachWithItsKey() {
    assertThat(OPEN.problems()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(KEYS.problems().stream().map(ProblemKey::id))
        .containsExactlyElementsOf(OPEN.problems().stream().map(Problem::id).toList())
        .doesNotHaveDuplicates();
    assertThat(KEYS.problems())
        .allSatisfy(key -> {
          assertThat(key.probes()).hasSizeGreaterThanOrEqualTo(5);
          assertThat(key.expected()).anyMatch(line -> line.startsWith("Functional: "));
          assertThat(key.expected())
              .anyMatch(line -> line.matches("Non-functional[:,].*[0-9].*"))
              .anyMatch(line -> line.startsWith("Entities: "))
              .anyMatch(line -> line.startsWith("API: "))
              .anyMatch(line -> line.startsWith("Hard part, "));
        });
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("[GD5] every concept has enough probes")
  void everyConceptHasEnoughProbes(Concept concept) {
    assertThat(KEYS.probes())
        .hasSizeGreaterThanOrEqualTo(60)
        .filteredOn(probe -> probe.concept() == concept)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(probe -> {
          assertThat(probe.question().length()).isLessThanOrEqualTo(Limits.QUESTION_LENGTH);
          assertThat(probe.strong()).hasSizeBetween(3, 6);
        });
  }

  @Test
  @DisplayName("[GD6] every id is there once, and what is named is there")
  void everyIdIsThereOnceAndWhatIsNamedIsThere() {
    Map<GuideId, Probe> probes =
        KEYS.probes().stream().collect(Collectors.toMap(Probe::id, Function.identity()));
    Set<GuideId> problems =
        KEYS.problems().stream().map(ProblemKey::id).collect(Collectors.toSet());

    assertThat(probes).hasSameSizeAs(KEYS.probes());
    assertThat(problems).hasSameSizeAs(KEYS.problems());
    for (Probe probe : KEYS.probes()) {
      assertThat(Preset.allPhases()).containsAll(probe.phases());
      assertThat(problems).containsAll(probe.problems());
    }
    for (ProblemKey problem : KEYS.problems()) {
      assertThat(probes.keySet()).containsAll(problem.probes());
    }
  }

  @Test
  void aProbeThatAProblemSuggestsFitsIt() {
    Map<GuideId, Probe> probes =
        KEYS.probes().stream().collect(Collectors.toMap(Probe::id, Function.identity()));
    for (ProblemKey problem : KEYS.problems()) {
      for (GuideId id : problem.probes()) {
        List<GuideId> fits = Objects.requireNonNull(probes.get(id)).problems();
        assertThat(fits.isEmpty() || fits.contains(problem.id()))
            .as("%s fits %s", id, problem.id())
            .isTrue();
      }
    }
  }

  @Test
  @DisplayName("[GD7] no seven words in a row of the answer keys stand in what everybody reads")
  void nothingOfTheAnswerKeysStandsInWhatEverybodyReads() {
    Set<String> open = runsOfWords(Wire.string(OPEN)).collect(Collectors.toSet());

    List<String> secret = keys().flatMap(GuideDataTest::runsOfWords).toList();
    assertThat(secret).hasSizeGreaterThan(1_000).filteredOn(open::contains).isEmpty();
  }

  private static Stream<String> runsOfWords(String text) {
    List<String> words =
        WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
    return IntStream.rangeClosed(0, words.size() - RUN)
        .mapToObj(from -> String.join(" ", words.subList(from, from + RUN)));
  }

  /// What only interviewers may read.
  private static Stream<String> keys() {
    return Stream.concat(
        KEYS.probes().stream()
            .flatMap(probe ->
                Stream.of(List.of(probe.question()), probe.strong(), hints(probe.hints()))
                    .flatMap(List::stream)),
        KEYS.problems().stream().map(ProblemKey::expected).flatMap(List::stream));
  }

  @Test
  void noLineStandsThereTwice() {
    Stream<String> open =
        Stream.of(
                OPEN.concepts().stream().map(ConceptCard::points),
                OPEN.concepts().stream().map(ConceptCard::pitfalls),
                OPEN.phases().stream().map(PhaseTips::tips))
            .flatMap(lists -> lists)
            .flatMap(List::stream);
    List<String> lines = Stream.concat(open, keys()).toList();

    List<String> again = new ArrayList<>(lines);
    Set<String> seen = new HashSet<>();
    again.removeIf(seen::add);
    assertThat(again).isEmpty();
  }

  private static List<String> hints(GuideEntry.HintLadder hints) {
    return List.of(hints.nudge(), hints.pointer(), hints.partial());
  }

  @Test
  void theTextOfAGuideShowsNoKeys() {
    assertThat(GUIDE.toString()).matches("Guide\\[[0-9]+ problems, [0-9]+ probes]");
  }
}
