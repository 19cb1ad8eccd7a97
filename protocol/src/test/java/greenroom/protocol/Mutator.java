package greenroom.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Spoils frames: in their structure, so that they get past the parser, and in their bytes.
final class Mutator {
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "7.5",
          "7.0",
          "1e3",
          "1e400",
          "9007199254740992",
          "-9223372036854775809",
          "99999999999999999999999999999999",
          "\"\"",
          "\"x\"",
          "\"\\n\"",
          "\"\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"\\u0000\"",
          "\"7\"",
          "\"a0\"",
          "\"api\"",
          "\"interviewers\"",
          "\"notes\"",
          "\"0.0000000000000000\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "[[0]]",
          "[-1]",
          "[[0,\"\\r\"]]",
          "{\"type\":\"ping\"}",
          "{\"kind\":\"room\"}",
          "{\"put\":{}}",
          "\"" + "y".repeat(400) + "\"",
          "[" + "1,".repeat(300) + "1]");

  private static final List<String> SNIPPETS =
      List.of(
          "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "\0", "\n", "\u00ff", "é",
          "😀", "null", "NaN", "-", "+", ".", "e9", "0", "//", "/*", "\ufeff", " ");

  private final RandomGenerator random;

  Mutator(RandomGenerator random) {
    this.random = random;
  }

  /// A frame with a few things changed, most of them for the worse.
  byte[] spoil(JsonNode frame) {
    JsonNode tree = frame.deepCopy();
    boolean inBytes = random.nextInt(4) == 0;
    for (int i = random.nextInt(inBytes ? 2 : 3); i >= 0; i--) {
      spoilTree(tree);
    }
    byte[] bytes = ProtocolFiles.bytes(tree);
    for (int i = inBytes ? 1 + random.nextInt(2) : 0; i > 0; i--) {
      bytes = spoilBytes(bytes);
    }
    return bytes;
  }

  private void spoilTree(JsonNode tree) {
    List<JsonNode> containers = new ArrayList<>();
    collect(tree, containers);
    switch (pick(containers)) {
      case ObjectNode object -> spoilObject(object, tree);
      case ArrayNode array -> spoilArray(array);
      default -> throw new IllegalStateException("only containers were collected");
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private void spoilObject(ObjectNode object, JsonNode tree) {
    if (object.isEmpty()) {
      object.set("type", value());
      return;
    }
    String name = pick(List.copyOf(object.propertyNames()));
    switch (random.nextInt(6)) {
      case 0 -> object.remove(name);
      case 1, 2 -> object.set(name, value());
      case 3 -> object.set(name + pick(List.of("", "s", "\n", "\ud800", "é")), value());
      case 4 -> object.set(name, any(tree).deepCopy());
      default ->
          object.set(
              pick(List.of("type", "n", "id", "token", "command", "x")), any(tree).deepCopy());
    }
  }

  private void spoilArray(ArrayNode array) {
    switch (random.nextInt(3)) {
      case 0 -> array.add(value());
      case 1 ->
          array.insert(0, array.isEmpty() ? value() : array.get(random.nextInt(array.size())));
      default -> {
        if (!array.isEmpty()) {
          array.remove(random.nextInt(array.size()));
        }
      }
    }
  }

  /// Some value that stands in the frame already.
  private JsonNode any(JsonNode tree) {
    List<JsonNode> containers = new ArrayList<>();
    collect(tree, containers);
    List<JsonNode> children = List.copyOf(pick(containers).values());
    return children.isEmpty() ? value() : pick(children);
  }

  private JsonNode value() {
    return ProtocolFiles.JSON.readTree(pick(VALUES));
  }

  private byte[] spoilBytes(byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + random.nextInt(20));
    return switch (random.nextInt(6)) {
      case 0 -> {
        byte[] flipped = bytes.clone();
        flipped[from] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 1 -> joined(bytes, 0, from, new byte[0], bytes, to, bytes.length);
      case 2 -> joined(bytes, 0, from, pick(SNIPPETS).getBytes(UTF_8), bytes, from, bytes.length);
      case 3 -> joined(bytes, 0, from, pick(SNIPPETS).getBytes(UTF_8), bytes, to, bytes.length);
      case 4 -> joined(bytes, 0, to, new byte[0], bytes, from, bytes.length);
      default -> joined(bytes, 0, from, new byte[0], bytes, 0, 0);
    };
  }

  private static byte[] joined(
      byte[] head, int from, int to, byte[] middle, byte[] tail, int tailFrom, int tailTo) {
    byte[] result = new byte[to - from + middle.length + tailTo - tailFrom];
    System.arraycopy(head, from, result, 0, to - from);
    System.arraycopy(middle, 0, result, to - from, middle.length);
    System.arraycopy(tail, tailFrom, result, to - from + middle.length, tailTo - tailFrom);
    return result;
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
