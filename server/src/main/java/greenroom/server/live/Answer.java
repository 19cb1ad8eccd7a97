package greenroom.server.live;

import greenroom.protocol.Http;

/// How a question with a token was answered.
public sealed interface Answer<T> {
  record Ok<T>(T value) implements Answer<T> {}

  /// Refused.
  ///
  /// @param detail for people: what was wrong, and never the token
  record No<T>(Http.ProblemCode code, String detail) implements Answer<T> {}
}
