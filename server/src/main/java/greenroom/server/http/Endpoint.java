package greenroom.server.http;

import io.netty.channel.Channel;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What stands behind a path.
public sealed interface Endpoint {

  /// Answers requests. Called on an event loop, must not block; the stage completes on any thread.
  /// One that fails is answered `unavailable`, or `internal` when a room cannot be read.
  non-sealed interface Answering extends Endpoint {
    CompletionStage<Response> answer(Request request);
  }

  /// Takes connections over. Called on the channel's event loop, must not block.
  non-sealed interface Upgrading extends Endpoint {
    /// Why a request is refused, or null if it is not.
    @Nullable Response refuse(Request request);

    /// Takes over the channel of a request that was not refused. The HTTP handlers are still there:
    /// the answer is written through them, then [HttpPipeline#leave] takes them away.
    void take(Channel channel, Request request);
  }
}
