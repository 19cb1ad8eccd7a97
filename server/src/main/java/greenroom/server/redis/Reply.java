package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// What a script answered: the name of what became of it, and more.
record Reply(List<?> parts) {

  static Reply of(Object reply) {
    return new Reply((List<?>) reply);
  }

  String name() {
    return text(0);
  }

  int size() {
    return parts.size();
  }

  String text(int index) {
    return new String(bytes(index), UTF_8);
  }

  byte[] bytes(int index) {
    return (byte[]) parts.get(index);
  }

  long number(int index) {
    return (Long) parts.get(index);
  }

  /// The script and its caller do not fit together.
  IllegalStateException unexpected() {
    return new IllegalStateException("script: answers " + name() + " (expected: another answer)");
  }
}
