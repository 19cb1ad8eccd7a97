package greenroom.server.net;

import greenroom.server.http.HttpLimits;
import greenroom.server.sse.SseLimits;
import greenroom.server.ws.WsLimits;
import java.time.Duration;
import java.util.List;

/// What is fixed in operation and other in tests.
///
/// @param transports in the order in which they are tried
/// @param connections how many there may be at once
/// @param grace between telling clients that the server stops and taking no more commands: what was
///   sent before a client could know is on its way meanwhile
/// @param settle how long commands that came may take to be answered, before clients are closed
/// @param pace between one batch of closes and the next
record NetTuning(
    List<Transport> transports,
    int threads,
    int connections,
    HttpLimits http,
    WsLimits ws,
    SseLimits sse,
    Duration grace,
    Duration settle,
    Duration pace) {
  static final NetTuning DEFAULT =
      new NetTuning(
          List.of(Transport.values()),
          Math.max(2, Runtime.getRuntime().availableProcessors()),
          FileDescriptors.connections(20_000),
          HttpLimits.DEFAULT,
          WsLimits.DEFAULT,
          SseLimits.DEFAULT,
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          Duration.ofMillis(100));
}
