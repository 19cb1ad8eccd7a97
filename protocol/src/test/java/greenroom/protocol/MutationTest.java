package greenroom.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Wire.Decoded;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Spoiled frames by the thousand; `-Dgreenroom.mutations=…` asks for more. A case that fails is
/// named by its seed, which stays in [#FOUND].
final class MutationTest {
  private static final int CASES = Integer.getInteger("greenroom.mutations", 50_000);
  private static final long[] FOUND = {};
  private static final Pattern MESSAGE =
      Pattern.compile("[a-z][A-Za-z.\\[\\]0-9]*: [\\x20-\\x7e]+");

  /// Takes for JSON what SPEC does.
  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNumberLength(32)
                          .maxNestingDepth(64)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private enum Outcome {
    FRAME,
    BAD_COMMAND,
    BAD_FRAME
  }

  private final List<JsonNode> frames = frames();
  private final List<String> secrets = secrets();

  private static List<JsonNode> frames() {
    List<JsonNode> frames = new ArrayList<>();
    for (String type : Family.CLIENT_FRAMES.types()) {
      frames.addAll(Vectors.valid(Family.CLIENT_FRAMES, type));
    }
    for (String type : Family.COMMANDS.types()) {
      // One of a kind is enough, and the long ones only take time.
      JsonNode command = Vectors.valid(Family.COMMANDS, type).getFirst();
      frames.add(
          ProtocolFiles.JSON
              .createObjectNode()
              .put("type", "command")
              .put("n", 41)
              .set("command", command));
    }
    return frames;
  }

  private static List<String> secrets() {
    return Vectors.valid(Family.CLIENT_FRAMES, "hello").stream()
        .flatMap(hello -> List.of(hello.get("token"), hello.get("person")).stream())
        .map(JsonNode::stringValue)
        .distinct()
        .toList();
  }

  @Test
  @DisplayName(
      "[SC5] [FR6] [FR7] [FR8] every spoiled frame is classified and answered in one clean line")
  void classifies() {
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    LongStream.concat(LongStream.of(FOUND), LongStream.range(0, CASES))
        .forEach(seed -> outcomes.merge(check(seed), 1, Integer::sum));

    // All three must be common, or the mutations have lost their bite.
    assertThat(outcomes.values()).hasSize(3).allMatch(count -> count > CASES / 20);
  }

  private Outcome check(long seed) {
    var random = new SplittableRandom(seed);
    byte[] bytes = new Mutator(random).spoil(frames.get(random.nextInt(frames.size())));
    Supplier<String> name = () -> "seed " + seed + ": " + new String(bytes, ISO_8859_1);
    Decoded decoded = decode(bytes, name);
    return switch (decoded) {
      case Decoded.Frame(ClientFrame frame) -> {
        assertThat(Wire.decode(Wire.bytes(frame))).as(name).isEqualTo(decoded);
        yield Outcome.FRAME;
      }
      case Decoded.BadCommand(long n, Rejection why) -> {
        checkAnswer(name, why.message(), ServerFrame.Reject.of(n, why), seed);
        assertThat(ProtocolFiles.JSON.readTree(bytes).get("n").longValue()).as(name).isEqualTo(n);
        yield Outcome.BAD_COMMAND;
      }
      case Decoded.BadFrame(ServerFrame.BadFrame error) -> {
        checkAnswer(name, error.message(), error, seed);
        assertThat(hasNumber(bytes)).as(name).isFalse();
        yield Outcome.BAD_FRAME;
      }
    };
  }

  private static Decoded decode(byte[] bytes, Supplier<String> name) {
    try {
      return Wire.decode(bytes);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(name.get(), e);
    }
  }

  private void checkAnswer(Supplier<String> name, String message, ServerFrame answer, long seed) {
    assertThat(message).as(name).matches(MESSAGE).hasSizeLessThanOrEqualTo(300);
    assertThat(message).as(name).doesNotContain("Exception", "greenroom.", "jackson");
    assertThat(secrets).as(name).noneMatch(message::contains);
    byte[] encoded = Wire.bytes(answer);
    if (seed % 100 == 0) {
      assertThat(Schemas.errors("server-frames", ProtocolFiles.JSON.readTree(encoded)))
          .as(name)
          .isEmpty();
    }
  }

  /// Whether this is a command that could have been answered under its number.
  private static boolean hasNumber(byte[] bytes) {
    try {
      JsonNode tree = STRICT.readTree(bytes);
      JsonNode n = tree.path("n");
      return tree.path("type").asString("").equals("command")
          && n.isIntegralNumber()
          && n.canConvertToLong()
          && n.longValue() >= 1
          && n.longValue() <= Limits.MAX_SAFE_INTEGER;
    } catch (JacksonException e) {
      return false;
    }
  }
}
