package greenroom.protocol;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;

/// The one codec between wire JSON and the records of this package. Strict where a mistake could
/// hide: duplicate keys, numbers for strings, fractions for integers and trailing text are refused;
/// unknown fields are ignored. Safe for use by many threads.
public final class Wire {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(32)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private Wire() {}

  /// What a client's text frame turned out to be.
  public sealed interface Decoded {
    record Frame(ClientFrame frame) implements Decoded {}

    /// A command that has a number, so that the number can be answered, but no valid content.
    record BadCommand(long n, Rejection why) implements Decoded {}

    record BadFrame(ServerFrame.BadFrame error) implements Decoded {}
  }

  /// Reads a client's frame; never throws for what a client can send.
  public static Decoded decode(byte[] utf8) {
    JsonNode tree;
    try {
      tree = JSON.readTree(utf8);
    } catch (JacksonException e) {
      return badFrame(
          ServerFrame.ErrorCode.BAD_FRAME, "frame: not JSON (expected: one JSON object)");
    }
    if (!tree.isObject() || !tree.path("type").isString()) {
      return badFrame(
          ServerFrame.ErrorCode.BAD_FRAME, "frame: no type (expected: a JSON object with a type)");
    }
    if (tree.path("type").stringValue().equals("command")) {
      return decodeCommand(tree);
    }
    try {
      return new Decoded.Frame(JSON.treeToValue(tree, ClientFrame.class));
    } catch (InvalidTypeIdException e) {
      return badFrame(
          ServerFrame.ErrorCode.UNKNOWN_FRAME, "type: unknown (expected: hello, command or ping)");
    } catch (JacksonException e) {
      return badFrame(ServerFrame.ErrorCode.BAD_FRAME, describe(e));
    }
  }

  private static Decoded decodeCommand(JsonNode tree) {
    JsonNode number = tree.path("n");
    if (!number.isIntegralNumber()
        || !number.canConvertToLong()
        || number.longValue() < 1
        || number.longValue() > Limits.MAX_SAFE_INTEGER) {
      return badFrame(
          ServerFrame.ErrorCode.BAD_FRAME,
          "n: missing or out of range (expected: 1.." + Limits.MAX_SAFE_INTEGER + ")");
    }
    long n = number.longValue();
    JsonNode command = tree.path("command");
    if (!command.isObject() || !command.path("type").isString()) {
      return new Decoded.BadCommand(
          n,
          Rejection.of(
              RejectCode.INVALID, "command: no type (expected: a JSON object with a type)"));
    }
    try {
      return new Decoded.Frame(
          new ClientFrame.Numbered(n, JSON.treeToValue(command, Command.class)));
    } catch (InvalidTypeIdException e) {
      // Only the command's own type can be unknown; an item or change inside it would say so by
      // itself.
      return new Decoded.BadCommand(
          n,
          Rejection.of(
              RejectCode.UNKNOWN_COMMAND,
              "command: unknown type (expected: one of this version's)"));
    } catch (JacksonException e) {
      return new Decoded.BadCommand(n, Rejection.of(RejectCode.INVALID, describe(e)));
    }
  }

  private static Decoded badFrame(ServerFrame.ErrorCode code, String message) {
    return new Decoded.BadFrame(new ServerFrame.BadFrame(code, message));
  }

  /// Reads a value of a record of this package.
  ///
  /// @throws IllegalArgumentException with one clear line if `json` is not such a value
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T value = JSON.readValue(json, type);
      if (value == null) {
        throw new IllegalArgumentException("null (expected: a JSON object)");
      }
      return value;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(describe(e), e);
    }
  }

  public static byte[] bytes(Object value) {
    return JSON.writeValueAsBytes(value);
  }

  public static String string(Object value) {
    return JSON.writeValueAsString(value);
  }

  public static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  /// The wire frame of a stored event: its own bytes with the frame's type and the position put in
  /// front.
  public static byte[] frame(Position position, byte[] event) {
    byte[] head =
        ("{\"type\":\"event\",\"position\":\"" + position + "\",")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[head.length + event.length - 1];
    System.arraycopy(head, 0, frame, 0, head.length);
    System.arraycopy(event, 1, frame, head.length, event.length - 1);
    return frame;
  }

  /// One line that says what was wrong and where, without echoing what was sent.
  static String describe(JacksonException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException refused && refused.getMessage() != null) {
        return firstLine(refused.getMessage());
      }
    }
    String path = path(e);
    String what = firstLine(e.getOriginalMessage());
    return path.isEmpty() ? what : path + ": " + what;
  }

  private static String path(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }

  private static String firstLine(@Nullable String message) {
    if (message == null) {
      return "malformed";
    }
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.length() <= 300 ? line : line.substring(0, 300) + "…";
  }
}
