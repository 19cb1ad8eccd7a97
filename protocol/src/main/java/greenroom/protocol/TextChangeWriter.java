package greenroom.protocol;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/// Writes a [TextChange] as CodeMirror's `ChangeSet.toJSON` does.
final class TextChangeWriter extends StdSerializer<TextChange> {

  TextChangeWriter() {
    super(TextChange.class);
  }

  @Override
  public void serialize(TextChange change, JsonGenerator json, SerializationContext context) {
    int[] sections = change.sections();
    int textFrom = 0;
    json.writeStartArray();
    for (int i = 0; i < sections.length; i += 2) {
      int length = sections[i];
      int replacement = sections[i + 1];
      if (replacement == TextChange.RETAINED) {
        json.writeNumber(length);
      } else {
        json.writeStartArray();
        json.writeNumber(length);
        writeLines(change.inserted(), textFrom, textFrom + replacement, json);
        json.writeEndArray();
        textFrom += replacement;
      }
    }
    json.writeEndArray();
  }

  private static void writeLines(String text, int from, int to, JsonGenerator json) {
    if (from == to) {
      return;
    }
    int lineFrom = from;
    for (int lineTo = text.indexOf('\n', from, to);
        lineTo >= 0;
        lineTo = text.indexOf('\n', lineFrom, to)) {
      json.writeString(text.substring(lineFrom, lineTo));
      lineFrom = lineTo + 1;
    }
    json.writeString(text.substring(lineFrom, to));
  }
}
