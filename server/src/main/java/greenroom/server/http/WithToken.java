package greenroom.server.http;

import greenroom.protocol.Http.ProblemCode;
import greenroom.server.live.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Questions that a room answers to those who have a token. Safe for use by many threads.
public final class WithToken {
  private final Guard guard;

  public WithToken(Guard guard) {
    this.guard = guard;
  }

  /// Asks in the name of whoever sent a request, unless they sent no token or guessed too often.
  ///
  /// @param question given the token
  /// @param answer made of what the room said
  public <T> CompletionStage<Response> ask(
      Request request,
      Function<String, CompletionStage<Answer<T>>> question,
      Function<T, Response> answer) {
    Response locked = guard.locked(request.client());
    if (locked != null) {
      return CompletableFuture.completedStage(locked);
    }
    String token = request.bearer();
    if (token == null) {
      return CompletableFuture.completedStage(
          Response.problem(
              ProblemCode.UNAUTHORIZED, "authorization: missing (expected: Bearer and a token)"));
    }
    return question
        .apply(token)
        .thenApply(answered ->
            switch (answered) {
              case Answer.Ok<T>(T value) -> answer.apply(value);
              case Answer.No<T>(ProblemCode code, String detail) -> {
                if (code == ProblemCode.UNAUTHORIZED) {
                  guard.failed(request.client());
                }
                yield Response.problem(code, detail);
              }
            });
  }
}
