package greenroom.protocol;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The vectors of valid and invalid JSON; `vectors/README.md` says how they are written down.
final class Vectors {
  private Vectors() {}

  /// A value that is refused.
  ///
  /// @param field what the refusal's message begins with
  record Invalid(
      String why, String field, boolean schemaPasses, boolean wirePasses, JsonNode json) {}

  static List<JsonNode> valid(Family family, String type) {
    return ProtocolFiles.list(file(family, type, "valid"));
  }

  static List<Invalid> invalid(Family family, String type) {
    List<JsonNode> valid = valid(family, type);
    List<Invalid> invalid = new ArrayList<>();
    for (JsonNode entry : ProtocolFiles.list(file(family, type, "invalid"))) {
      invalid.add(
          new Invalid(
              entry.get("why").stringValue(),
              entry.get("field").stringValue(),
              entry.path("schemaPasses").asBoolean(false),
              entry.path("wirePasses").asBoolean(false),
              json(entry, valid)));
    }
    return invalid;
  }

  static String file(Family family, String type, String ending) {
    return "vectors/" + family.folder + "/" + type + "." + ending + ".json";
  }

  private static JsonNode json(JsonNode entry, List<JsonNode> valid) {
    if (entry.has("json")) {
      return entry.get("json");
    }
    JsonNode changed = valid.get(entry.path("of").asInt(0)).deepCopy();
    if (entry.has("set")) {
      entry.get("set").properties().forEach(set -> set(changed, set.getKey(), set.getValue()));
    } else {
      JsonPointer pointer = JsonPointer.compile(entry.get("remove").stringValue());
      ((ObjectNode) changed.at(pointer.head())).remove(pointer.last().getMatchingProperty());
    }
    return changed;
  }

  private static void set(JsonNode in, String where, JsonNode value) {
    JsonPointer pointer = JsonPointer.compile(where);
    switch (in.at(pointer.head())) {
      case ObjectNode object -> object.set(pointer.last().getMatchingProperty(), value);
      case ArrayNode array -> array.set(pointer.last().getMatchingIndex(), value);
      default -> throw new IllegalArgumentException(where + ": nothing there to change");
    }
  }
}
