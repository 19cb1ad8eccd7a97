package greenroom.protocol;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The schemas of this module.
final class Schemas {
  private static final String BASE = "https://greenroom.example/protocol/v1/";

  /// The source of each schema by its id.
  private static final Map<String, String> SOURCES =
      files().stream()
          .collect(
              Collectors.toMap(
                  name -> BASE + name + ".json",
                  name -> ProtocolFiles.text(ProtocolFiles.path("schema/" + name + ".json"))));

  private static final Map<String, JsonNode> TREES =
      SOURCES.keySet().stream()
          .collect(
              Collectors.toMap(
                  Function.identity(), id -> ProtocolFiles.JSON.readTree(SOURCES.get(id))));

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(SOURCES));

  private Schemas() {}

  /// A place in the schemas.
  ///
  /// @param file the id of the file that `node` stands in, which references start from
  record At(String file, JsonNode node) {
    static At file(String name) {
      String id = BASE + name + ".json";
      return new At(id, tree(id));
    }

    At definition(String name) {
      return new At(file, node.path("$defs").path(name)).resolved();
    }

    At property(String name) {
      return new At(file, node.path("properties").path(name)).resolved();
    }

    At items() {
      return new At(file, node.path("items")).resolved();
    }

    List<At> alternatives() {
      return node.path("oneOf").valueStream().map(one -> new At(file, one).resolved()).toList();
    }

    /// The names that this place defines for others to refer to.
    List<String> definitions() {
      return List.copyOf(node.path("$defs").propertyNames());
    }

    boolean requires(String property) {
      return node.path("required").valueStream().anyMatch(r -> r.stringValue().equals(property));
    }

    /// Follows references to what they refer to.
    At resolved() {
      if (!node.has("$ref")) {
        return this;
      }
      String[] ref = node.get("$ref").stringValue().split("#", -1);
      String target = ref[0].isEmpty() ? file : BASE + ref[0];
      JsonNode root = tree(target);
      return new At(target, ref.length == 1 ? root : root.at(ref[1])).resolved();
    }

    private static JsonNode tree(String id) {
      JsonNode tree = TREES.get(id);
      if (tree == null) {
        throw new IllegalArgumentException(id + ": no such schema");
      }
      return tree;
    }
  }

  /// The name of every schema file, without its ending.
  static List<String> files() {
    return ProtocolFiles.names("schema").stream()
        .filter(name -> name.endsWith(".json"))
        .map(name -> name.replace(".json", ""))
        .toList();
  }

  /// What a schema finds wrong, in lines for people.
  ///
  /// @param schema such as `http#/$defs/time`
  static List<String> errors(String schema, JsonNode json) {
    String[] parts = schema.split("#", -1);
    String id = BASE + parts[0] + ".json" + (parts.length == 1 ? "" : "#" + parts[1]);
    return REGISTRY
        .getSchema(SchemaLocation.of(id))
        .validate(
            new String(ProtocolFiles.bytes(json), StandardCharsets.US_ASCII), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }
}
