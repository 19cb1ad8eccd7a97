package greenroom.server.system;

import greenroom.protocol.ClientFrame;
import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.DocId;
import greenroom.protocol.Http;
import greenroom.protocol.Item;
import greenroom.protocol.Position;
import greenroom.protocol.RejectCode;
import greenroom.protocol.RoomId;
import greenroom.protocol.RoomState;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.SessionId;
import greenroom.protocol.Signal;
import greenroom.protocol.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A client that does what `SPEC.md` asks of clients: it numbers its commands, keeps the unanswered
/// ones, comes back with `since` when a connection ends, sends again what is not in `mine`, and
/// folds events by their changes alone. What goes wrong in it ends it and is kept for [#check].
/// Safe for use by many threads.
public final class RoomClient implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// How long a state may take that the room goes on without meanwhile.
  private static final Duration FETCH = Duration.ofSeconds(5);

  /// How long one may take that a test waits for.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http;
  private final ScheduledExecutorService timers;
  private final Supplier<URI> servers;
  private final RoomId room;
  private final String token;
  private final String person;
  private final SessionId session = new SessionId(secret());
  private final String name;
  private final Watcher watcher;

  private final Fold fold = new Fold();
  private final NavigableMap<Long, Command> unanswered = new TreeMap<>();
  private final NavigableMap<Long, Position> acked = new TreeMap<>();
  private final NavigableMap<Long, RejectCode> rejected = new TreeMap<>();
  private final List<ServerFrame> held = new ArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  private @Nullable WebSocket socket;

  // The JDK's WebSocket refuses a send while another is under way.
  private CompletionStage<WebSocket> lastSend = CompletableFuture.completedStage(null);

  private @Nullable Position position;
  private ServerFrame.@Nullable Presence presence;
  private boolean welcomed;
  private boolean fetching;
  private boolean closed;
  private long sent;
  private int resets;
  private @Nullable CloseCode lastBye;
  private @Nullable Throwable failure;

  /// Is told what happens, in order, while the client is locked; must not block. What it throws is
  /// the client's failure.
  public interface Watcher {
    /// The text of every frame, before anything else.
    default void heard(String text) {}

    /// Every frame, before the client looks at it.
    default void received(ServerFrame frame) {}

    default void acked(long n, Position at) {}

    /// The client took a whole state.
    default void restarted(Position at) {}

    /// The client applied an event.
    default void happened(ServerFrame.Happened event) {}
  }

  /// A client that is not connected yet.
  ///
  /// @param servers where to connect, asked anew for each connection
  public RoomClient(
      HttpClient http,
      ScheduledExecutorService timers,
      Supplier<URI> servers,
      RoomId room,
      String token,
      String name,
      Watcher watcher) {
    this.http = http;
    this.timers = timers;
    this.servers = servers;
    this.room = room;
    this.token = token;
    this.person = secret();
    this.name = name;
    this.watcher = watcher;
  }

  /// 128 random bits.
  public static String secret() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Opens a connection; what happens then is seen by the watcher and the getters.
  public void connect() {
    guarded(this::open);
  }

  private void open() {
    URI server = servers.get();
    int number = connections.incrementAndGet();
    var _ =
        http.newWebSocketBuilder()
            .subprotocols("greenroom.v1")
            .connectTimeout(Duration.ofSeconds(2))
            .buildAsync(
                URI.create("ws://" + server.getAuthority() + "/api/rooms/" + room + "/live"),
                new Listener(number))
            .whenComplete((opened, failure) -> {
              if (failure != null) {
                connectLater(number);
              }
            });
  }

  /// Drops the connection without a word, as a lost network does, and comes back by itself.
  public synchronized void drop() {
    if (socket != null) {
      // The JDK tells its listener nothing of an abort.
      socket.abort();
      ended(connections.get());
    }
  }

  /// Says hello, which is right once on a connection.
  public synchronized void sayHello() {
    send(new ClientFrame.Hello(token, person, session, name, position, sent));
  }

  /// Gives a command its number and sends it, now or when there is a connection.
  public synchronized long command(Command command) {
    long n = ++sent;
    unanswered.put(n, command);
    if (welcomed) {
      send(new ClientFrame.Numbered(n, command));
    }
    return n;
  }

  public synchronized boolean isWelcomed() {
    return welcomed && !fetching;
  }

  public synchronized int unanswered() {
    return unanswered.size();
  }

  public synchronized @Nullable Position position() {
    return position;
  }

  public synchronized String text(DocId doc) {
    return fold.text(doc);
  }

  public synchronized List<Item> items() {
    return fold.items();
  }

  public synchronized NavigableMap<Long, Position> acks() {
    return new TreeMap<>(acked);
  }

  public synchronized NavigableMap<Long, RejectCode> rejects() {
    return new TreeMap<>(rejected);
  }

  public synchronized String digest() {
    return fold.digest();
  }

  /// Who is here, as the client was told last.
  public synchronized ServerFrame.@Nullable Presence presence() {
    return presence;
  }

  /// Says what is worth something now or never.
  public synchronized void signal(Signal signal) {
    if (welcomed) {
      send(new ClientFrame.Signalled(signal));
    }
  }

  public synchronized int resets() {
    return resets;
  }

  public synchronized @Nullable CloseCode lastBye() {
    return lastBye;
  }

  /// How this client stands, for a failing test's message.
  @Override
  public synchronized String toString() {
    return "%s: welcomed %b, fetching %b, unanswered %s, at %s, bye %s, connection %d"
        .formatted(
            name, welcomed, fetching, unanswered.keySet(), position, lastBye, connections.get());
  }

  public SessionId session() {
    return session;
  }

  /// What must stand in no log.
  public List<String> secrets() {
    return List.of(token, person);
  }

  /// Throws what went wrong first in this client or its watcher, if anything did.
  public synchronized void check() {
    if (failure != null) {
      throw new AssertionError(this + ": " + failure.getMessage(), failure);
    }
  }

  /// The JDK would take an exception out of a listener for a lost connection, or drop it.
  private synchronized void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      if (failure == null) {
        failure = e;
      }
      close();
    }
  }

  /// The state as a server tells it over HTTP. Blocks.
  public Http.StateAt stateOn(URI server) {
    try {
      HttpResponse<byte[]> response =
          http.send(
              request(server, "/api/rooms/" + room + "/state", PATIENCE),
              HttpResponse.BodyHandlers.ofByteArray());
      return Wire.read(response.body(), Http.StateAt.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private HttpRequest request(URI server, String path, Duration timeout) {
    return HttpRequest.newBuilder(server.resolve(path))
        .header("Authorization", "Bearer " + token)
        .timeout(timeout)
        .build();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (socket != null) {
      socket.abort();
    }
  }

  private void send(ClientFrame frame) {
    WebSocket to = socket;
    String text = Wire.string(frame);
    if (to != null) {
      lastSend =
          lastSend
              .handle((_, _) -> to)
              .thenCompose(open -> open.sendText(text, true))
              .exceptionally(_ -> to);
    }
  }

  private synchronized void opened(int number, WebSocket with) {
    if (number != connections.get() || closed) {
      with.abort();
      return;
    }
    socket = with;
    welcomed = false;
    fetching = false;
    held.clear();
    lastSend = CompletableFuture.completedStage(with);
    sayHello();
  }

  private synchronized void ended(int number) {
    if (number == connections.get()) {
      welcomed = false;
      socket = null;
      connectLater(number);
    }
  }

  private synchronized void connectLater(int number) {
    // Superseded on the newest connection: the hello of an earlier one came late. [HE9]
    boolean last = lastBye != null && !lastBye.reconnect() && lastBye != CloseCode.SUPERSEDED;
    if (!closed && !last && number == connections.get()) {
      var _ = timers.schedule(this::connect, 20 + RANDOM.nextInt(80), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void received(int number, String text) {
    if (number != connections.get() || closed) {
      return;
    }
    watcher.heard(text);
    ServerFrame frame = Wire.read(text.getBytes(StandardCharsets.UTF_8), ServerFrame.class);
    watcher.received(frame);
    if (fetching && frame instanceof ServerFrame.Happened) {
      held.add(frame);
      return;
    }
    switch (frame) {
      case ServerFrame.Welcome welcome -> welcomed(welcome);
      case ServerFrame.Ack(long n, Position at) -> ack(n, at);
      case ServerFrame.Reject reject -> {
        unanswered.remove(reject.n());
        rejected.put(reject.n(), reject.code());
      }
      case ServerFrame.Happened event -> apply(event);
      case ServerFrame.Reset reset -> {
        resets++;
        take(reset.position(), reset.state(), reset.stateAt());
      }
      case ServerFrame.Bye(CloseCode code, String _) -> lastBye = code;
      case ServerFrame.Presence told -> presence = told;
      case ServerFrame.Signalled _,
          ServerFrame.Heartbeat _,
          ServerFrame.Pong _,
          ServerFrame.BadFrame _,
          ServerFrame.GoAway _ -> {}
    }
  }

  private void welcomed(ServerFrame.Welcome welcome) {
    lastBye = null;
    welcome.mine().forEach(mine -> ack(mine.n(), mine.position()));
    if (welcome.reset() != null) {
      resets++;
    }
    if (welcome.events() == null) {
      take(welcome.position(), welcome.state(), welcome.stateAt());
    } else {
      welcome.events().forEach(this::apply);
      if (!welcome.position().equals(position)) {
        throw new IllegalStateException(
            "welcome: events end at " + position + " (expected: " + welcome.position() + ")");
      }
    }
    welcomed = true;
    unanswered.forEach((n, command) -> send(new ClientFrame.Numbered(n, command)));
  }

  private void ack(long n, Position at) {
    if (unanswered.remove(n) != null) {
      acked.put(n, at);
      watcher.acked(n, at);
    }
  }

  private void take(Position at, @Nullable RoomState state, @Nullable String stateAt) {
    if (state != null) {
      fold.take(state);
      position = at;
      watcher.restarted(at);
    } else if (stateAt != null) {
      fetching = true;
      fetch(connections.get(), at, stateAt);
    }
  }

  private void fetch(int number, Position named, String path) {
    var _ =
        http.sendAsync(request(servers.get(), path, FETCH), HttpResponse.BodyHandlers.ofByteArray())
            .whenComplete(
                (response, lost) -> guarded(() -> fetched(number, named, response, lost)));
  }

  private synchronized void fetched(
      int number,
      Position named,
      @Nullable HttpResponse<byte[]> response,
      @Nullable Throwable lost) {
    if (number != connections.get()) {
      return;
    }
    if (lost != null || response == null || response.statusCode() != 200) {
      drop();
      return;
    }
    Http.StateAt state = Wire.read(response.body(), Http.StateAt.class);
    if (!state.state().digest().equals(state.digest())) {
      throw new IllegalStateException("state: its digest is not " + state.digest());
    }
    take(state.position(), state.state(), null);
    // Held events up to the state's position are in it already; if that one has not come, all of
    // them are.
    int known = -1;
    for (int i = 0; i < held.size(); i++) {
      if (((ServerFrame.Happened) held.get(i)).position().equals(state.position())) {
        known = i;
      }
    }
    if (known < 0 && !state.position().equals(named)) {
      // Events up to the state's position are still to come; starting anew is simpler than waiting.
      drop();
      return;
    }
    fetching = false;
    List<ServerFrame> rest = List.copyOf(held.subList(known + 1, held.size()));
    held.clear();
    rest.forEach(frame -> apply((ServerFrame.Happened) frame));
  }

  private void apply(ServerFrame.Happened event) {
    fold.apply(event);
    position = event.position();
    watcher.happened(event);
  }

  private final class Listener implements WebSocket.Listener {
    private final int number;
    private final StringBuilder partial = new StringBuilder();

    Listener(int number) {
      this.number = number;
    }

    @Override
    public void onOpen(WebSocket with) {
      guarded(() -> opened(number, with));
      with.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        String text = partial.toString();
        partial.setLength(0);
        guarded(() -> received(number, text));
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      ended(number);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      ended(number);
    }
  }

  /// Makes a room on a server.
  public static Http.RoomCreated create(HttpClient http, URI server, Http.CreateRoom request) {
    try {
      HttpResponse<byte[]> response =
          http.send(
              HttpRequest.newBuilder(server.resolve("/api/rooms"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(Wire.bytes(request)))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 201) {
        throw new IllegalStateException(
            response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
      }
      return Wire.read(response.body(), Http.RoomCreated.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }
}
