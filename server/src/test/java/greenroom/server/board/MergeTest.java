package greenroom.server.board;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Command;
import greenroom.protocol.ElementId;
import greenroom.protocol.Item;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.Shape;
import greenroom.protocol.ShapeProperties;
import greenroom.protocol.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Merging by the vectors that every client shares, and by laws that hold whatever people do.
final class MergeTest {
  private static final Path VECTORS = Path.of("../protocol/vectors/board-merges.json");
  private static final ElementId ID = new ElementId("box");
  private static final List<ParticipantId> PEOPLE =
      List.of(
          new ParticipantId("p1111111111111111"),
          new ParticipantId("p2222222222222222"),
          new ParticipantId("p3333333333333333"));
  private static final List<String> PLAIN = List.of("x", "y", "width", "height", "opacity");

  private static List<JsonNode> vectors(String of) throws IOException {
    return new JsonMapper().readTree(Files.readString(VECTORS)).get(of).valueStream().toList();
  }

  private static <T> @Nullable T read(@Nullable JsonNode json, Class<T> type) {
    return json == null ? null : Wire.read(json.toString().getBytes(StandardCharsets.UTF_8), type);
  }

  private static <T> T required(JsonNode json, Class<T> type) {
    return Objects.requireNonNull(read(json, type));
  }

  private static ParticipantId by(JsonNode vector) {
    return new ParticipantId(vector.get("by").stringValue());
  }

  @Test
  @DisplayName(
      "[BD4] [BD5] [BD6] [BD7] [BD8] what was changed apart is kept, and no words are lost unseen")
  void puts() throws IOException {
    for (JsonNode vector : vectors("puts")) {
      assertThat(
              Merge.drawn(
                  read(vector.get("was"), Item.Element.class),
                  required(vector.get("put"), Command.Drawn.class),
                  by(vector)))
          .as(vector.get("name").stringValue())
          .isEqualTo(read(vector.get("element"), Item.Element.class));
    }
  }

  @Test
  @DisplayName("[BD9] who takes an element away takes no words that they had not seen")
  void removes() throws IOException {
    for (JsonNode vector : vectors("removes")) {
      assertThat(
              Merge.erases(
                  required(vector.get("was"), Item.Element.class),
                  required(vector.get("remove"), Command.Erased.class),
                  by(vector)))
          .as(vector.get("name").stringValue())
          .isEqualTo(vector.get("goes").booleanValue());
    }
  }

  // Laws.

  private static Item.Element anElement(SplittableRandom random) {
    Map<String, JsonNode> whole = new HashMap<>(some(random, PLAIN));
    List.of("x", "y", "width", "height").forEach(name -> whole.putIfAbsent(name, number(random)));
    whole.put("type", JsonNodeFactory.instance.stringNode("text"));
    if (random.nextBoolean()) {
      whole.put("text", words(random));
    }
    Command.Drawn made = new Command.Drawn(ID, 0, 1, properties(whole), null);
    return Objects.requireNonNull(Merge.drawn(null, made, someone(random)));
  }

  private static ParticipantId someone(SplittableRandom random) {
    return PEOPLE.get(random.nextInt(PEOPLE.size()));
  }

  private static JsonNode number(SplittableRandom random) {
    return JsonNodeFactory.instance.numberNode((long) random.nextInt(4));
  }

  private static JsonNode words(SplittableRandom random) {
    return JsonNodeFactory.instance.stringNode("word".repeat(random.nextInt(4)));
  }

  private static ShapeProperties properties(Map<String, JsonNode> byName) {
    return new ShapeProperties(new TreeMap<>(byName));
  }

  private static Map<String, JsonNode> some(SplittableRandom random, List<String> names) {
    Map<String, JsonNode> some = new HashMap<>();
    names.forEach(name -> {
      if (random.nextInt(3) == 0) {
        some.put(name, number(random));
      }
    });
    return some;
  }

  private static Command.Drawn aPut(SplittableRandom random, long base, boolean withWords) {
    Map<String, JsonNode> set = some(random, PLAIN);
    if (withWords) {
      set.put("text", words(random));
    }
    List<String> unset = set.containsKey("opacity") ? List.of() : List.of("opacity");
    return new Command.Drawn(
        ID, base, random.nextInt(1_000), properties(set), random.nextBoolean() ? unset : null);
  }

  private static Item.Element after(
      Item.Element was, Command.Drawn put, ParticipantId participant) {
    Item.Element changed = Merge.drawn(was, put, participant);
    return changed == null ? was : changed;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("[BD5] changes of different properties come to the same in any order")
  void disjointChangesCommute(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 1_000; i++) {
      Item.Element was = anElement(random);
      Command.Drawn drag = aPut(random, was.rev(), false);
      JsonNode text = words(random);
      Command.Drawn label =
          new Command.Drawn(ID, was.rev(), 7, properties(Map.of("text", text)), null);
      ParticipantId one = someone(random);
      ParticipantId other = someone(random);

      Shape dragFirst = after(after(was, drag, one), label, other).shape();
      Shape labelFirst = after(after(was, label, other), drag, one).shape();

      assertThat(dragFirst).as("case %d", i).isEqualTo(labelFirst);
      assertThat(dragFirst.text()).isEqualTo(text.stringValue());
      drag.set()
          .byName()
          .forEach((name, value) -> assertThat(dragFirst.properties().get(name)).isEqualTo(value));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName(
      "[BD5] [BD7] [BD8] the newest of each property counts, repeats do nothing, and words stay to"
          + " be found")
  void theNewestOfEachPropertyCounts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      Item.Element element = anElement(random);
      Map<String, JsonNode> newest = new HashMap<>(element.shape().properties().byName());
      for (int step = 0; step < 20; step++) {
        Item.Element was = element;
        long base = random.nextLong(1, was.rev() + 1);
        Command.Drawn put = aPut(random, base, random.nextBoolean());
        ParticipantId by = someone(random);
        newest.putAll(put.set().byName());
        if (put.unset() != null) {
          put.unset().forEach(newest::remove);
        }
        element = after(was, put, by);

        assertThat(element.shape().properties().byName())
            .as("case %d, step %d", i, step)
            .isEqualTo(newest);
        assertThat(element.rev()).isBetween(was.rev(), was.rev() + 1);
        assertThat(Merge.drawn(element, at(put, element.rev()), by))
            .as("case %d, step %d, again", i, step)
            .isNull();
        assertThat(losesUnseenWords(was, put, by, element))
            .as("case %d, step %d", i, step)
            .isFalse();
      }
    }
  }

  private static Command.Drawn at(Command.Drawn put, long base) {
    return new Command.Drawn(put.id(), base, put.nonce(), put.set(), put.unset());
  }

  private static boolean losesUnseenWords(
      Item.Element was, Command.Drawn put, ParticipantId by, Item.Element is) {
    String text = was.shape().text();
    Item.Words words = was.words();
    if (text == null || text.isEmpty() || words == null || text.equals(is.shape().text())) {
      return false;
    }
    boolean seen = words.by().equals(by) || words.rev() <= put.base();
    return !seen && !new Item.LostWords(text, words.by()).equals(is.lost());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("[BD4] [BD9] what was taken away stays away, and what was not seen stays there")
  void deletesAgainstEdits(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Boolean> went = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Item.Element was = anElement(random);
      boolean writes = random.nextBoolean();
      ParticipantId editor = someone(random);
      ParticipantId eraser = someone(random);
      Command.Drawn edit = aPut(random, was.rev(), writes);
      Command.Erased erasure = new Command.Erased(ID, was.rev());

      // First the erasure: the element was seen as it is, so it goes, and the edit comes for
      // nothing.
      assertThat(Merge.erases(was, erasure, eraser)).isTrue();
      assertThat(Merge.drawn(null, edit, editor)).isNull();

      // First the edit: the element goes, but for words that the eraser had not seen.
      Item.Element edited = after(was, edit, editor);
      boolean rewritten = !Objects.equals(edited.shape().text(), was.shape().text());
      boolean goes = Merge.erases(edited, erasure, eraser);
      assertThat(goes).as("case %d", i).isEqualTo(!rewritten || editor.equals(eraser));
      went.add(goes);
    }
    assertThat(went).contains(true, false);
  }
}
