package greenroom.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// `SPEC.md` as the tests read it: its rules, its tables and its examples.
final class Spec {
  static final String TEXT = ProtocolFiles.text(ProtocolFiles.path("SPEC.md"));

  private static final Pattern RULE = Pattern.compile("(?m)^- \\*\\*\\[([A-Z]{2}[0-9]+)]\\*\\* ");
  private static final Pattern MENTION = Pattern.compile("\\[([A-Z]{2}[0-9]+)]");
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```json([^\\n]*)\\n(.*?)^```$");

  private Spec() {}

  /// A value in a fenced block of JSON. A block of which the fence names a family, such as `json
  /// commands`, is an array of them.
  ///
  /// @param kind what its fence says it is
  record Example(String kind, JsonNode json) {}

  /// A row of a table: its cells, without the ends' pipes.
  record Row(List<String> cells) {
    String cell(int column) {
      return cells.get(column);
    }

    /// A cell's one code span.
    String code(int column) {
      List<String> codes = codes(column);
      if (codes.size() != 1) {
        throw new IllegalStateException(cell(column) + ": not one code span");
      }
      return codes.getFirst();
    }

    List<String> codes(int column) {
      return Pattern.compile("`([^`]+)`")
          .matcher(cell(column))
          .results()
          .map(code -> code.group(1))
          .toList();
    }
  }

  /// The ids of all rules, in order.
  static List<String> rules() {
    return RULE.matcher(TEXT).results().map(rule -> rule.group(1)).toList();
  }

  /// The rule ids that stand anywhere in a text.
  static List<String> mentioned(String text) {
    return MENTION.matcher(text).results().map(mention -> mention.group(1)).toList();
  }

  static List<Example> examples() {
    return EXAMPLE
        .matcher(TEXT)
        .results()
        .flatMap(block -> {
          JsonNode json = ProtocolFiles.JSON.readTree(block.group(2));
          return (json.isArray() ? json.valueStream() : Stream.of(json))
              .map(value -> new Example(block.group(1).strip(), value));
        })
        .toList();
  }

  /// The rows of the table whose head begins with this cell.
  static List<Row> table(String firstHead) {
    Matcher head =
        Pattern.compile("(?m)^\\| " + Pattern.quote(firstHead) + " \\|.*\\n\\|[ |-]+\\n")
            .matcher(TEXT);
    if (!head.find()) {
      throw new IllegalStateException("no table begins with " + firstHead);
    }
    List<Row> rows = new ArrayList<>();
    for (String line : TEXT.substring(head.end()).split("\\n", -1)) {
      if (!line.startsWith("|")) {
        break;
      }
      rows.add(
          new Row(
              Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                  .map(String::strip)
                  .toList()));
    }
    if (head.find()) {
      throw new IllegalStateException("two tables begin with " + firstHead);
    }
    return rows;
  }
}
