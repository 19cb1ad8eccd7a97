package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/// The families of JSON values that the protocol has. What belongs to each is read off the code, so
/// that a new record is in its family without anybody adding it here.
enum Family {
  CLIENT_FRAMES("client-frames", variants(ClientFrame.class)),
  SERVER_FRAMES("server-frames", variants(ServerFrame.class)),
  COMMANDS("commands", variants(Command.class)),
  EVENTS("events", events()),
  ITEMS("items", variants(Item.class)),
  CHANGES("changes", changes()),
  STATE("state", Map.of("state", RoomState.class)),
  HTTP("http", bodies());

  final String folder;

  // Never changed after the constructor.
  @SuppressWarnings("ImmutableEnumChecker")
  private final SequencedMap<String, Class<?>> types;

  Family(String folder, Map<String, Class<?>> types) {
    this.folder = folder;
    this.types = new LinkedHashMap<>(types);
  }

  /// The wire names of the types, in the order of the code.
  List<String> types() {
    return List.copyOf(types.keySet());
  }

  Class<?> record(String type) {
    Class<?> found = types.get(type);
    if (found == null) {
      throw new IllegalArgumentException(type + ": not in " + this);
    }
    return found;
  }

  /// The family that a record is a type of, if any.
  static @Nullable Family of(Class<?> record) {
    for (Family family : values()) {
      if (family.types.containsValue(record)) {
        return family;
      }
    }
    return null;
  }

  /// The schema that a value of this type has to pass.
  String schema(String type) {
    return this == HTTP ? "http#/$defs/" + type : folder;
  }

  /// Where the schemas say what is particular about this type.
  Schemas.At definition(String type) {
    return switch (this) {
      case STATE, EVENTS -> Schemas.At.file(folder);
      case CLIENT_FRAMES, SERVER_FRAMES, COMMANDS, ITEMS, CHANGES, HTTP ->
          Schemas.At.file(folder).definition(type);
    };
  }

  /// The property that tells the types apart, if there is one.
  @Nullable String discriminator() {
    return switch (this) {
      case CLIENT_FRAMES, SERVER_FRAMES, COMMANDS -> "type";
      case ITEMS -> "kind";
      case EVENTS, CHANGES, STATE, HTTP -> null;
    };
  }

  /// Reads a value as the server does.
  ///
  /// @throws IllegalArgumentException with the message that the sender would get
  Object read(String type, JsonNode json) {
    byte[] bytes = ProtocolFiles.bytes(json);
    return switch (this) {
      case CLIENT_FRAMES -> decoded(bytes);
      case COMMANDS -> {
        JsonNode frame =
            ProtocolFiles.JSON
                .createObjectNode()
                .put("type", "command")
                .put("n", 1)
                .set("command", json);
        yield ((ClientFrame.Numbered) decoded(ProtocolFiles.bytes(frame))).command();
      }
      case SERVER_FRAMES -> Wire.read(bytes, ServerFrame.class);
      case ITEMS -> Wire.read(bytes, Item.class);
      case CHANGES -> Wire.read(bytes, Change.class);
      case EVENTS, STATE, HTTP -> Wire.read(bytes, record(type));
    };
  }

  /// Reads a value and writes it again. An absent flag is false, and may be written so: it is left
  /// out here.
  JsonNode rewritten(String type, JsonNode json) {
    JsonNode again = ProtocolFiles.JSON.readTree(Wire.bytes(read(type, json)));
    if (again instanceof ObjectNode object) {
      List.copyOf(object.propertyNames()).stream()
          .filter(name -> !json.has(name) && BooleanNode.FALSE.equals(object.get(name)))
          .forEach(object::remove);
    }
    return again;
  }

  private static ClientFrame decoded(byte[] frame) {
    return switch (Wire.decode(frame)) {
      case Wire.Decoded.Frame(ClientFrame read) -> read;
      case Wire.Decoded.BadCommand(long _, Rejection why) ->
          throw new IllegalArgumentException(why.message());
      case Wire.Decoded.BadFrame(ServerFrame.BadFrame error) ->
          throw new IllegalArgumentException(error.message());
    };
  }

  private static Map<String, Class<?>> variants(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .collect(
            Collectors.toMap(
                variant -> variant.getAnnotation(JsonTypeName.class).value(),
                variant -> variant,
                (a, b) -> {
                  throw new IllegalStateException(a + " and " + b + " have one name");
                },
                LinkedHashMap::new));
  }

  private static Map<String, Class<?>> events() {
    Map<String, Class<?>> events = new LinkedHashMap<>();
    for (EventType type : EventType.values()) {
      events.put(type.wire(), Event.class);
    }
    return events;
  }

  private static Map<String, Class<?>> changes() {
    Map<String, Class<?>> changes = new LinkedHashMap<>();
    for (Class<?> variant : Change.class.getPermittedSubclasses()) {
      changes.put(variant.getRecordComponents()[0].getName(), variant);
    }
    return changes;
  }

  /// Every record of [Http] is a body, `RoomCreated` under the name of `room-created`.
  private static Map<String, Class<?>> bodies() {
    Map<String, Class<?>> bodies = new LinkedHashMap<>();
    for (Class<?> nested : Http.class.getDeclaredClasses()) {
      if (nested.isRecord()) {
        bodies.put(
            nested.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT),
            nested);
      }
    }
    return bodies;
  }
}
