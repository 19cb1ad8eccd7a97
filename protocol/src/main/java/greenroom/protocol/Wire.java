package greenroom.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

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
                  // Frames are UTF-8, whatever their first bytes look like.
                  .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private static final JsonMapper EXACT =
      JSON.rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

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
      return badFrame(ServerFrame.ErrorCode.BAD_FRAME, Complaint.notJson(e));
    }
    if (!tree.isObject() || !tree.path("type").isString()) {
      return badFrame(
          ServerFrame.ErrorCode.BAD_FRAME, "type: missing (expected: a JSON object with a type)");
    }
    if (tree.path("type").stringValue().equals("command")) {
      return decodeCommand(tree);
    }
    if (tree.path("type").stringValue().equals("signal") && utf8.length > Limits.SIGNAL_BYTES) {
      return badFrame(
          ServerFrame.ErrorCode.BAD_FRAME,
          "signal: %d bytes (expected: at most %d)".formatted(utf8.length, Limits.SIGNAL_BYTES));
    }
    try {
      return new Decoded.Frame(JSON.treeToValue(tree, ClientFrame.class));
    } catch (JacksonException e) {
      // The kind of a signal can be unknown too, but then the frame is one of this version.
      return e instanceof InvalidTypeIdException unknown
              && unknown.getBaseType().hasRawClass(ClientFrame.class)
          ? badFrame(
              ServerFrame.ErrorCode.UNKNOWN_FRAME,
              "type: unknown (expected: one of hello, command, ping, signal)")
          : badFrame(ServerFrame.ErrorCode.BAD_FRAME, Complaint.of(e));
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
    if (!command.isObject()) {
      return new Decoded.BadCommand(
          n,
          Rejection.of(
              RejectCode.INVALID, "command: missing or of another type (expected: an object)"));
    }
    if (!command.path("type").isString()) {
      return new Decoded.BadCommand(
          n,
          Rejection.of(
              RejectCode.INVALID, "command.type: missing (expected: a JSON object with a type)"));
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
              "command.type: unknown (expected: a command of this version)"));
    } catch (JacksonException e) {
      return new Decoded.BadCommand(n, Rejection.of(RejectCode.INVALID, Complaint.of(e)));
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
      return present(JSON.readValue(json, type));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(Complaint.of(e), e);
    }
  }

  /// Reads a value that an operator writes: unknown properties are refused, since a mistake could
  /// hide in one, and the message says what was found.
  ///
  /// @throws IllegalArgumentException with one clear line if `json` is not such a value
  public static <T> T readExactly(byte[] json, Class<T> type) {
    JsonNode tree;
    try {
      tree = EXACT.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(Complaint.of(e), e);
    }
    try {
      return present(EXACT.treeToValue(tree, type));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(Complaint.showing(e, tree), e);
    }
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("value: null (expected: a JSON object)");
    }
    return value;
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

  /// A body as HTTP's coding `gzip` has it.
  public static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
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
}
