package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.function.BiFunction;
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

  /// Where on the board the tab's pointer is, and what it has selected there.
  ///
  /// @param at absent when the pointer left the board
  /// @param selected up to [Limits#POINTER_SELECTED] elements; absent for none
  @JsonTypeName("pointer")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Pointer(@Nullable Point at, @Nullable List<ElementId> selected) implements Signal {
    public Pointer {
      if (selected != null) {
        selected = Require.list("selected", selected, 0, Limits.POINTER_SELECTED);
      }
    }
  }

  /// A place on the board, in units of the scene: on the wire, `[x, y]`.
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"x", "y"})
  @JsonDeserialize(using = PointReader.class)
  record Point(int x, int y) {
    public Point {
      place("x", x);
      place("y", y);
    }
  }

  /// Elements of the board that the tab drags and has not let go.
  ///
  /// @param elements up to [Limits#DRAGGED]; none when the drag has ended
  @JsonTypeName("drag")
  record Drag(List<Dragged> elements) implements Signal {
    public Drag {
      elements = Require.list("elements", elements, 0, Limits.DRAGGED);
    }
  }

  /// Where an element is while it is dragged, in units of the scene.
  record Dragged(
      ElementId id,
      @JsonProperty(required = true) int x,
      @JsonProperty(required = true) int y,
      @JsonProperty(required = true) int width,
      @JsonProperty(required = true) int height) {
    public Dragged {
      Require.present("id", id);
      place("x", x);
      place("y", y);
      place("width", width);
      place("height", height);
    }
  }

  private static void place(String name, int value) {
    Require.range(name, value, -Limits.COORDINATE, Limits.COORDINATE);
  }

  /// Reads a pair of exactly two integers, where Jackson's own reader would take more.
  abstract class PairReader<T> extends StdDeserializer<T> {
    private final BiFunction<Integer, Integer, T> of;
    private final String names;

    PairReader(Class<T> type, BiFunction<Integer, Integer, T> of, String names) {
      super(type);
      this.of = of;
      this.names = names;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) {
      if (!json.isExpectedStartArrayToken()) {
        throw refused(json);
      }
      T pair = of.apply(integer(json), integer(json));
      if (json.nextToken() != JsonToken.END_ARRAY) {
        throw refused(json);
      }
      return pair;
    }

    private int integer(JsonParser json) {
      if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
        throw refused(json);
      }
      return json.getIntValue();
    }

    private MismatchedInputException refused(JsonParser json) {
      return MismatchedInputException.from(
          json, handledType(), "not a pair (expected: two integers, " + names + ")");
    }
  }

  final class RangeReader extends PairReader<Range> {
    RangeReader() {
      super(Range.class, Range::new, "anchor and head");
    }
  }

  final class PointReader extends PairReader<Point> {
    PointReader() {
      super(Point.class, Point::new, "x and y");
    }
  }
}
