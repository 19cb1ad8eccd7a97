package greenroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which rules of SPEC the tests of the repository say that they prove.
final class RuleTagsTest {
  private static final Pattern DISPLAY_NAME =
      Pattern.compile("@DisplayName\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?\\s*)+)\\)");

  @Test
  void every_rule_that_a_test_names_is_a_rule_of_the_specification() throws IOException {
    Set<String> rules = new TreeSet<>(Spec.rules());
    List<String> unknown = new ArrayList<>();
    Set<String> proven = new TreeSet<>();
    for (Path test : testSources()) {
      DISPLAY_NAME
          .matcher(Files.readString(test))
          .results()
          .flatMap(name -> Spec.mentioned(name.group(1)).stream())
          .forEach(rule -> {
            proven.add(rule);
            if (!rules.contains(rule)) {
              unknown.add(rule + " in " + test.getFileName());
            }
          });
    }

    rules.removeAll(proven);
    System.out.printf(
        "Rules that no test names yet: %d: %s%n", rules.size(), String.join(" ", rules));
    assertThat(proven).isNotEmpty();
    assertThat(unknown).isEmpty();
  }

  private static List<Path> testSources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ProtocolFiles.repository())) {
      for (Path module : modules.filter(m -> Files.exists(m.resolve("pom.xml"))).toList()) {
        Path tests = module.resolve("src/test");
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            files
                .filter(file -> !file.toString().contains("node_modules"))
                .filter(file -> file.toString().endsWith(".java"))
                .forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }
}
