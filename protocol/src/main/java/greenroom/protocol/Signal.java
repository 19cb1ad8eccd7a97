package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/// What a tab does right now. Signals are never stored and may be dropped; of one kind and place
/// only the newest counts.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Signal {

  /// Which phase the tab looks at. It becomes a part of presence and is passed on in no other way.
  ///
  /// @param phase absent for none in particular
  @JsonTypeName("look")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Look(@Nullable PhaseId phase) implements Signal {}

  /// Somebody types in a document or in an item: exactly one of them is there.
  @JsonTypeName("typing")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Typing(@Nullable DocId doc, @Nullable ItemKey item) implements Signal {
    public Typing {
      if ((doc == null) == (item == null)) {
        throw new IllegalArgumentException(
            "doc: missing, or beside an item (expected: one of doc and item)");
      }
    }
  }

  /// What a tab has selected in a document.
  ///
  /// @param at the place in the document's own log whose text the ranges count in
  /// @param ranges up to [Limits#SELECTION_RANGES]; none when nothing is selected any more
  @JsonTypeName("selection")
  record Selection(DocId doc, LogPosition at, List<Range> ranges) implements Signal {
    public Selection {
      Require.present("doc", doc);
      Require.present("at", at);
      ranges = Require.list("ranges", ranges, 0, Limits.SELECTION_RANGES);
    }
  }

  /// A selected range, or a cursor where both ends are equal: on the wire, `[anchor, head]`.
  ///
  /// @param anchor the end that stays, in UTF-16 units from the document's start
  /// @param head the end that moves, where the cursor is
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"anchor", "head"})
  @JsonDeserialize(using = RangeReader.class)
  record Range(int anchor, int head) {
    public Range {
      Require.range("anchor", anchor, 0, Limits.DOC_LENGTH);
      Require.range("head", head, 0, Limits.DOC_LENGTH);
    }
  }

  /// Reads a range of exactly two ends, where Jackson's own reader would take more.
  final class RangeReader extends StdDeserializer<Range> {
    RangeReader() {
      super(Range.class);
    }

    @Override
    public Range deserialize(JsonParser json, DeserializationContext context) {
      if (!json.isExpectedStartArrayToken()) {
        throw refused(json);
      }
      Range range = new Range(end(json), end(json));
      if (json.nextToken() != JsonToken.END_ARRAY) {
        throw refused(json);
      }
      return range;
    }

    private static int end(JsonParser json) {
      if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
        throw refused(json);
      }
      return json.getIntValue();
    }

    private static MismatchedInputException refused(JsonParser json) {
      return MismatchedInputException.from(
          json, Range.class, "not two ends (expected: two integers, anchor and head)");
    }
  }
}
