package greenroom.server.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.protocol.Command;
import greenroom.protocol.ElementId;
import greenroom.protocol.Http;
import greenroom.protocol.Limits;
import greenroom.protocol.Position;
import greenroom.protocol.Role;
import greenroom.protocol.ShapeProperties;
import greenroom.protocol.Wire;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// What a large board costs: to draw on it, and to come to it.
///
/// One room. An element is dragged 300 times, 50 times a second, while it is alone and then among
/// 2,000; a drag's time runs from the command to its answer. Then a newcomer takes the state, plain
/// and compressed. Ends by itself after about half a minute.
public final class BoardBench implements RoomClient.Watcher {
  private static final int ELEMENTS = 2_000;
  private static final int DRAGS = 300;
  private static final int PAUSE_MILLIS = 20;
  private static final int JOINS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService timers =
      Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().factory());
  private final Semaphore answered = new Semaphore(0);
  private final MeasuredServer server;
  private final Http.RoomCreated room;
  private final RoomClient author;

  private BoardBench(MeasuredServer server) {
    this.server = server;
    room = server.createRoom(http, "A board");
    author =
        new RoomClient(
            http,
            timers,
            server::address,
            room.id(),
            Objects.requireNonNull(room.tokens().get(Role.CANDIDATE)),
            "Author",
            this);
    author.connect();
  }

  public static void main(String[] args) throws Exception {
    try (MeasuredServer server = MeasuredServer.start()) {
      new BoardBench(server).run();
    }
  }

  private void run() throws Exception {
    while (!author.isWelcomed()) {
      Thread.sleep(10);
    }
    draw(0, 1);
    drag("warm-up");
    drag("1 element");
    draw(1, ELEMENTS);
    drag(ELEMENTS + " elements");
    join("identity");
    join("gzip");
    author.close();
  }

  private void draw(int from, int to) throws InterruptedException {
    for (int at = from; at < to; at += Limits.ELEMENTS_PER_PUT) {
      List<Command.Drawn> elements = new ArrayList<>();
      for (int i = at; i < Math.min(to, at + Limits.ELEMENTS_PER_PUT); i++) {
        elements.add(new Command.Drawn(new ElementId("box-" + i), 0, i, box(i), null));
      }
      done(new Command.BoardPut(elements));
    }
  }

  /// As Excalidraw draws them.
  private static ShapeProperties box(int i) {
    return properties(
        """
        {"type": "rectangle", "x": %d, "y": %d, "width": 160, "height": 80, "angle": 0,
         "strokeColor": "#1e1e1e", "backgroundColor": "#a5d8ff", "fillStyle": "solid",
         "strokeWidth": 2, "strokeStyle": "solid", "roughness": 1, "opacity": 100, "seed": %d,
         "groupIds": [], "locked": false, "customData": {"component": "service"}}
        """
            .formatted(i % 40 * 200, i / 40 * 120, i * 7_919));
  }

  private static ShapeProperties properties(String json) {
    return Wire.read(json.getBytes(UTF_8), ShapeProperties.class);
  }

  private void done(Command command) throws InterruptedException {
    author.command(command);
    if (!answered.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(author + " (expected: an ack)");
    }
  }

  @Override
  public void acked(long n, Position at) {
    answered.release();
  }

  private void drag(String board) throws InterruptedException {
    Histogram took = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    MeasuredServer.Cpu before = server.cpu();
    for (int i = 0; i < DRAGS; i++) {
      Command drag =
          new Command.BoardPut(
              List.of(
                  new Command.Drawn(
                      new ElementId("box-0"),
                      1,
                      i,
                      properties("{\"x\": %d.25, \"y\": %d}".formatted(i, -i)),
                      null)));
      long sent = System.nanoTime();
      done(drag);
      took.recordValue(System.nanoTime() - sent);
      Thread.sleep(PAUSE_MILLIS);
    }
    System.out.printf(
        "a drag on a board of %s: p50 %.2f ms, p99 %.2f ms, %s%n",
        board,
        took.getValueAtPercentile(50) / 1e6,
        took.getValueAtPercentile(99) / 1e6,
        server.cpu().since(before).per1000(DRAGS, "drags"));
  }

  private void join(String coding) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve("/api/rooms/" + room.id() + "/state"))
            .header("authorization", "Bearer " + room.tokens().get(Role.SPECTATOR))
            .header("accept-encoding", coding)
            .build();
    Histogram took = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    int bytes = 0;
    for (int i = 0; i < JOINS; i++) {
      long sent = System.nanoTime();
      bytes = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length;
      took.recordValue(System.nanoTime() - sent);
    }
    System.out.printf(
        "the state of %d elements, %s: %d bytes, p50 %.2f ms%n",
        ELEMENTS, coding, bytes, took.getValueAtPercentile(50) / 1e6);
  }
}
