package greenroom.server.system;

import static greenroom.server.system.Deployment.await;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.Http;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.server.redis.RedisProcess;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A server that is told to stop, as a deploy tells it, while its store stands still.
final class GracefulStopIT {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
  private static final long STANDSTILL_MILLIS = 1_500;
  private static final int TERMINATED = 128 + 15;

  private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<ServerFrame> frames = new CopyOnWriteArrayList<>();
  private RedisProcess redis;
  private ServerProcess server;
  private RoomClient client;

  @BeforeEach
  void start() {
    redis = RedisProcess.startDurable();
    server =
        ServerProcess.start(
            List.of("--port", "" + ServerProcess.freePort(), "--redis", redis.url()));
    Http.RoomCreated room =
        RoomClient.create(
            http,
            server.address(),
            new Http.CreateRoom("A feed", "Design a feed", null, null, null, false, null));
    client =
        new RoomClient(
            http,
            timers,
            server::address,
            room.id(),
            Objects.requireNonNull(room.tokens().get(Role.INTERVIEWER)),
            "Grace",
            new RoomClient.Watcher() {
              @Override
              public void received(ServerFrame frame) {
                if (!(frame instanceof ServerFrame.Presence)) {
                  frames.add(frame);
                }
              }
            });
    client.connect();
    await("the client is in", client::isWelcomed);
    frames.clear();
  }

  @AfterEach
  void stop() {
    client.close();
    timers.shutdownNow();
    redis.thaw();
    server.close();
    redis.close();
    client.check();
  }

  @Test
  @DisplayName(
      "[WS11] [CM2] a command that waits for the store at SIGTERM is answered before the bye")
  void aCommandInFlightIsAnsweredBeforeTheBye() {
    redis.freeze();
    client.command(new Command.InterviewStart());
    CompletableFuture<Integer> stopped = CompletableFuture.supplyAsync(server::stop);
    var _ = timers.schedule(redis::thaw, STANDSTILL_MILLIS, TimeUnit.MILLISECONDS);

    assertThat(stopped.join()).isEqualTo(TERMINATED);

    assertThat(frames.stream().map(GracefulStopIT::brief))
        .startsWith("goaway")
        .containsSubsequence("goaway", "ack 1", "interview.started", "bye going-away");
  }

  @Test
  @DisplayName(
      "[WS11] a store that never answers again does not keep the server from stopping in order")
  void aStoreThatIsGoneDoesNotKeepTheServer() {
    redis.freeze();
    client.command(new Command.InterviewStart());
    long told = System.nanoTime();

    assertThat(server.stop()).isEqualTo(TERMINATED);

    assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(LONGEST_STOP);
    assertThat(frames.stream().map(GracefulStopIT::brief))
        .startsWith("goaway")
        .noneMatch(frame -> frame.startsWith("ack"));
    assertThat(client.lastBye()).isIn(CloseCode.GOING_AWAY, CloseCode.UNAVAILABLE);
  }

  private static String brief(ServerFrame frame) {
    return switch (frame) {
      case ServerFrame.Ack(long n, var _) -> "ack " + n;
      case ServerFrame.Happened event -> event.event();
      case ServerFrame.GoAway _ -> "goaway";
      case ServerFrame.Bye(CloseCode code, String _) -> "bye " + code.wire();
      case ServerFrame.Welcome _,
          ServerFrame.Reject _,
          ServerFrame.Reset _,
          ServerFrame.Pong _,
          ServerFrame.Presence _,
          ServerFrame.Signalled _,
          ServerFrame.Heartbeat _,
          ServerFrame.BadFrame _ ->
          frame.toString();
    };
  }
}
