package greenroom.protocol;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The descriptions of the protocol that tools read.
enum Description {
  OPENAPI("openapi.yaml"),
  ASYNCAPI("asyncapi.yaml");

  final String file;

  // Never changed after the constructor.
  @SuppressWarnings("ImmutableEnumChecker")
  private final JsonNode tree;

  Description(String file) {
    this.file = file;
    this.tree = yaml(file);
  }

  private static JsonNode yaml(String file) {
    return YAMLMapper.builder(
            YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
        .build()
        .readTree(ProtocolFiles.text(ProtocolFiles.path("schema/" + file)));
  }

  /// What stands at a JSON pointer.
  JsonNode at(String pointer) {
    return tree.at(pointer);
  }

  /// The same, after following its reference, if it is one.
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? target(node.get("$ref").stringValue()) : node;
  }

  /// Every reference, in this file's order.
  List<String> references() {
    List<String> references = new ArrayList<>();
    collect(tree, references);
    return references;
  }

  /// What a reference refers to: a place in this file, or in one beside it.
  JsonNode target(String reference) {
    String[] parts = reference.split("#", 2);
    JsonNode root = parts[0].isEmpty() ? tree : ProtocolFiles.json("schema/" + parts[0]);
    return parts.length == 1 ? root : root.at(parts[1]);
  }

  private static void collect(JsonNode node, List<String> references) {
    if (node.path("$ref").isString()) {
      references.add(node.get("$ref").stringValue());
    }
    node.forEach(child -> collect(child, references));
  }
}
