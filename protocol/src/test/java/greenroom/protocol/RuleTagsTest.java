package greenroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every rule of SPEC that a server has to keep is named by a test that proves it.
final class RuleTagsTest {
  private static final Pattern DISPLAY_NAME =
      Pattern.compile("@DisplayName\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?\\s*)+)\\)");

  /// Rules that ask something of clients alone, and why no test of a server can prove them. What a
  /// server owes to a client that breaks one has a rule of its own.
  private static final Map<String, String> OF_CLIENTS =
      Map.ofEntries(
          Map.entry("WS8", "when a client connects again"),
          Map.entry("WS9", "how long a client waits before it does"),
          Map.entry("WS10", "when a client does not connect again"),
          Map.entry("FR11", "what a client makes of types and codes of a later version"),
          Map.entry("RS9", "which of the events that it holds a client applies to a fetched state"),
          Map.entry("RS11", "what a client sends again after a welcome"),
          Map.entry("RS12", "what a client stores together"),
          Map.entry("CM1", "how a client numbers; the server answers for it by CM8 and CM12"),
          Map.entry("CM5", "what a client takes for its position and its own events"),
          Map.entry("PR6", "what a client forgets with its connection, and whom it shows when"),
          Map.entry(
              "SG5", "which text a client counts ranges in; the server passes them on by SG4"),
          Map.entry("BD10", "in which order a client shows elements"),
          Map.entry("BD12", "how a client reads components and connections off the board"),
          Map.entry("CK4", "when a client measures the time"),
          Map.entry("NT12", "what a client stores of its notes"),
          Map.entry("NT13", "which events a client takes for its own"));

  @Test
  void every_rule_that_a_test_names_is_a_rule_of_the_specification() throws IOException {
    Set<String> unknown = new TreeSet<>(named());
    unknown.addAll(OF_CLIENTS.keySet());
    Spec.rules().forEach(unknown::remove);

    assertThat(unknown).isEmpty();
  }

  @Test
  void every_rule_that_a_server_has_to_keep_is_named_by_a_test() throws IOException {
    Set<String> unproven = new TreeSet<>(Spec.rules());
    unproven.removeAll(named());
    unproven.removeAll(OF_CLIENTS.keySet());

    assertThat(unproven).as("rules that no test names").isEmpty();
  }

  private static Set<String> named() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Path test : testSources()) {
      DISPLAY_NAME
          .matcher(Files.readString(test))
          .results()
          .forEach(name -> named.addAll(Spec.mentioned(name.group(1))));
    }
    return named;
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
