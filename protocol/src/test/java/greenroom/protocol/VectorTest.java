package greenroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class VectorTest {

  static Stream<Arguments> types() {
    return Arrays.stream(Family.values())
        .flatMap(family -> family.types().stream().map(type -> Arguments.of(family, type)));
  }

  @DisplayName(
      "[EV1] [AP1] [AP2] [DD3] [DF1] [EN1] [EN2] every valid vector passes its schema and reads"
          + " back equal")
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("types")
  void valid(Family family, String type) {
    List<String> problems = new ArrayList<>();
    for (JsonNode json : Vectors.valid(family, type)) {
      Schemas.errors(family.schema(type), json).forEach(e -> problems.add(e + "\n  in " + json));
      try {
        JsonNode again = family.rewritten(type, json);
        if (!again.equals(json)) {
          problems.add("written again: " + again + "\n  instead of " + json);
        }
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage() + "\n  in " + json);
      }
    }
    assertThat(problems).isEmpty();
  }

  @DisplayName(
      "[FR8] [BD1] [BD2] [BD3] [EV2] [HE6] [PB1] [PB2] [RM9] [RQ1] [RQ3] [SG1] every invalid vector"
          + " is refused in one line that names the field")
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("types")
  void invalid(Family family, String type) {
    List<String> problems = new ArrayList<>();
    for (Vectors.Invalid vector : Vectors.invalid(family, type)) {
      boolean passes = Schemas.errors(family.schema(type), vector.json()).isEmpty();
      if (passes != vector.schemaPasses()) {
        problems.add(vector.why() + ": the schema " + (passes ? "passes" : "refuses") + " it");
      }
      String refusal = refusal(family, type, vector.json());
      if ((refusal == null) != vector.wirePasses()) {
        problems.add(vector.why() + ": Wire says " + refusal);
      } else if (refusal != null && !isGoodMessage(refusal, vector.field())) {
        problems.add(
            "%s: \"%s\" (expected: one line that begins with %s)"
                .formatted(vector.why(), refusal, vector.field()));
      }
    }
    assertThat(problems).isEmpty();
  }

  private static @Nullable String refusal(Family family, String type, JsonNode json) {
    try {
      family.read(type, json);
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static boolean isGoodMessage(String message, String field) {
    return message.startsWith(field)
        && ":.[".indexOf(message.charAt(field.length())) >= 0
        && message.matches("[\\x20-\\x7e]{1,300}")
        && !message.contains("greenroom.")
        && !message.contains("tools.jackson");
  }
}
