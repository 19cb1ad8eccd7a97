package greenroom.protocol;

import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/// Reads what CodeMirror's `ChangeSet.toJSON` writes, and refuses everything else: CodeMirror's own
/// `fromJSON` lets fractions, negative lengths and line breaks inside a line pass.
final class TextChangeReader extends StdDeserializer<TextChange> {

  TextChangeReader() {
    super(TextChange.class);
  }

  @Override
  public TextChange deserialize(JsonParser json, DeserializationContext context) {
    if (!json.isExpectedStartArrayToken()) {
      throw refused(json, "%s (expected: an array of sections)".formatted(json.currentToken()));
    }
    var sections = new Sections();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token == JsonToken.START_ARRAY) {
        readReplacement(json, sections);
      } else {
        sections.add(readLength(json, sections.count()), TextChange.RETAINED);
      }
    }
    return sections.toChange(json);
  }

  private static void readReplacement(JsonParser json, Sections sections) {
    json.nextToken();
    int length = readLength(json, sections.count());
    int textFrom = sections.inserted.length();
    boolean firstLine = true;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token != JsonToken.VALUE_STRING) {
        throw refused(
            json, "section %d: %s (expected: a line of text)".formatted(sections.count(), token));
      }
      String line = json.getString();
      if (line.indexOf('\n') >= 0) {
        throw refused(
            json, "section %d: a line with a line feed inside".formatted(sections.count()));
      }
      if (!firstLine) {
        sections.inserted.append('\n');
      }
      sections.inserted.append(line);
      firstLine = false;
    }
    int replacement = sections.inserted.length() - textFrom;
    if (!firstLine && replacement == 0) {
      throw refused(
          json,
          "section %d: one empty line (expected: a deletion has no line)"
              .formatted(sections.count()));
    }
    sections.add(length, replacement);
  }

  private static int readLength(JsonParser json, int section) {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw refused(
          json,
          "section %d: %s (expected: a whole number)".formatted(section, json.currentToken()));
    }
    if (json.getNumberType() != JsonParser.NumberType.INT) {
      throw refused(json, "section %d: length beyond %d".formatted(section, Integer.MAX_VALUE));
    }
    return json.getIntValue();
  }

  private static MismatchedInputException refused(JsonParser json, String problem) {
    return MismatchedInputException.from(json, TextChange.class, "text change: " + problem);
  }

  /// The packed form as it grows.
  private static final class Sections {
    /// Most changes are one edit in the middle of a document.
    private static final int USUAL_SECTIONS = 3;

    final StringBuilder inserted = new StringBuilder();
    private int[] pairs = new int[2 * USUAL_SECTIONS];
    private int size;

    int count() {
      return size / 2;
    }

    void add(int length, int replacement) {
      if (size == pairs.length) {
        pairs = Arrays.copyOf(pairs, 2 * size);
      }
      pairs[size++] = length;
      pairs[size++] = replacement;
    }

    TextChange toChange(JsonParser json) {
      int[] sections = Arrays.copyOf(pairs, size);
      String text = inserted.toString();
      String problem = TextChange.problem(sections, text);
      if (problem != null) {
        throw refused(json, problem);
      }
      return new TextChange(sections, text);
    }
  }
}
