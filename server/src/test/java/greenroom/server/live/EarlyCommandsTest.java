package greenroom.server.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.ClientFrame.Hello;
import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.Http;
import greenroom.protocol.Limits;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame.Durability;
import greenroom.protocol.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Commands of clients that do not wait for their welcome.
final class EarlyCommandsTest {
  private static final long KEEP = 24L * 60 * 60 * 1000;
  private static final long A_SECOND = 1_000;

  private final SimLoop loop = new SimLoop();
  private final Rooms rooms = new Rooms(node(), new Random(1), KEEP);
  private final NewRoom room = created();

  @Test
  @DisplayName("[HE14] commands that come with the hello are answered after the welcome, in order")
  void earlyCommandsWaitForTheWelcome() {
    Heard grace = new Heard();
    Connection connection = connect(1, grace);
    connection.command(1, new Command.InterviewStart(), 50);
    connection.command(2, new Command.TimerPause(), 50);
    settle();

    assertThat(grace.frames.getFirst()).contains("\"type\":\"welcome\"").contains("\"lobby\"");
    assertThat(grace.frames.stream().filter(frame -> frame.contains("\"type\":\"ack\"")))
        .satisfiesExactly(
            first -> assertThat(first).contains("\"n\":1"),
            second -> assertThat(second).contains("\"n\":2"));
  }

  @Test
  @DisplayName("[HE11] who finds the room full has not done anything in it")
  void whoIsTurnedAwayDoesNothing() {
    Heard first = new Heard();
    connect(1, first);
    for (int person = 2; person <= Limits.PARTICIPANTS; person++) {
      connect(person, new Heard());
    }
    settle();

    Heard late = new Heard();
    connect(Limits.PARTICIPANTS + 1, late).command(1, new Command.InterviewStart(), 50);
    settle();

    assertThat(late.closed).containsExactly(CloseCode.ROOM_FULL);
    assertThat(late.frames).isEmpty();
    assertThat(first.frames).noneMatch(frame -> frame.contains("interview.started"));
  }

  private Connection connect(int person, Heard heard) {
    String secret = "person%016d".formatted(person);
    return rooms.connect(
        room.id(),
        new Hello(
            room.tokens().getOrDefault(Role.INTERVIEWER, ""),
            secret,
            new SessionId(secret),
            "Grace",
            null,
            0),
        heard);
  }

  private NewRoom created() {
    var made =
        rooms
            .create(new Http.CreateRoom("A feed", "Design it.", null, null, false, true))
            .toCompletableFuture();
    settle();
    return made.join();
  }

  private void settle() {
    loop.runTo(loop.now() + A_SECOND);
  }

  private Node node() {
    MemoryStore store = new MemoryStore(loop::now);
    Calls calls = Calls.plain(loop);
    Tasks tasks =
        new Tasks() {
          @Override
          public void execute(Runnable task) {
            loop.after(0, task);
          }

          @Override
          public Cancellable after(long millis, Runnable task) {
            boolean[] cancelled = {false};
            loop.after(
                millis,
                () -> {
                  if (!cancelled[0]) {
                    task.run();
                  }
                });
            return () -> cancelled[0] = true;
          }
        };
    return new Node(
        "one",
        new InMemoryEventLog(store, calls),
        new InMemoryWakeUps(store, calls),
        new InMemoryDeadlines(store, calls),
        new InMemoryAttendance(store, calls),
        new InMemoryEphemeralBus(store, calls),
        _ -> loop.now(),
        tasks,
        Durability.FSYNC);
  }

  /// What one client is told.
  private static final class Heard implements Outbound {
    final List<String> frames = new ArrayList<>();
    final List<CloseCode> closed = new ArrayList<>();

    @Override
    public void send(Frame frame) {
      frames.add(new String(frame.json(), UTF_8));
    }

    @Override
    public boolean isBehind() {
      return false;
    }

    @Override
    public void bundle() {}

    @Override
    public void close(CloseCode code, String message) {
      closed.add(code);
    }
  }
}
