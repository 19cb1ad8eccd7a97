package greenroom.server.net;

import greenroom.protocol.ClientFrame;
import greenroom.protocol.Clock;
import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.Http;
import greenroom.protocol.Http.ProblemCode;
import greenroom.protocol.Position;
import greenroom.protocol.Rejection;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.Signal;
import greenroom.server.live.Answer;
import greenroom.server.live.Connection;
import greenroom.server.live.Frame;
import greenroom.server.live.NewRoom;
import greenroom.server.live.Outbound;
import greenroom.server.live.RoomService;
import greenroom.server.live.StateBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// One room that answers at once, and notes what the network side does with it. Safe for use by
/// many threads.
public final class FakeRooms implements RoomService {
  public static final RoomId ROOM = new RoomId("k3vq2mz7a4xw5bd6");
  public static final Position POSITION = Position.parse("2.9f3ac1d2e4b07755");
  public static final String INTERVIEWER = "interviewer-token-0000";
  public static final String CANDIDATE = "candidate-token-000000";
  public static final String SPECTATOR = "spectator-token-000000";
  public static final String PERSON = "person-secret-00000000";
  public static final long NOW = 1_790_000_000_000L;
  public static final byte[] STATE =
      "{\"position\":\"2.9f3ac1d2e4b07755\",\"state\":{\"items\":[],\"docs\":{}},\"digest\":\"00\"}"
          .getBytes(StandardCharsets.UTF_8);
  public static final byte[] WELCOME =
      "{\"type\":\"welcome\",\"position\":\"2.9f3ac1d2e4b07755\"}".getBytes(StandardCharsets.UTF_8);

  /// What [#rotate] gives.
  public static final String ROTATED = "rotated-token-00000000";

  private final List<Client> clients = new CopyOnWriteArrayList<>();
  private final List<Http.CreateRoom> created = new CopyOnWriteArrayList<>();
  private final List<Role> revoked = new CopyOnWriteArrayList<>();
  private volatile @Nullable CloseCode goodBye;
  private volatile boolean silent;
  private final List<CompletionStage<Void>> answers = new CopyOnWriteArrayList<>();
  private volatile CompletionStage<Void> store = CompletableFuture.completedStage(null);

  /// A frame that is nothing but these characters, and moves nobody.
  public static Frame frame(String json) {
    return new Frame(json.getBytes(StandardCharsets.UTF_8), null);
  }

  /// The same, and moves its reader.
  public static Frame frame(String json, String position) {
    return new Frame(
        json.getBytes(StandardCharsets.UTF_8), position.getBytes(StandardCharsets.US_ASCII));
  }

  /// A client with a token that opens the room.
  public final class Client implements Connection {
    private final String token;
    private final @Nullable String name;
    private final @Nullable Position since;
    private final Outbound out;
    private final List<Long> commands = new CopyOnWriteArrayList<>();
    private final List<Signal> signals = new CopyOnWriteArrayList<>();
    private final AtomicInteger drains = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();

    Client(String token, @Nullable String name, @Nullable Position since, Outbound out) {
      this.token = token;
      this.name = name;
      this.since = since;
      this.out = out;
    }

    @Override
    public void command(long n, Command command, int bytes) {
      commands.add(n);
      answers.add(store.thenRun(() -> out.send(Frame.of(new ServerFrame.Ack(n, POSITION)))));
    }

    @Override
    public void refuse(long n, Rejection why) {
      out.send(Frame.of(ServerFrame.Reject.of(n, why)));
    }

    @Override
    public void signal(Signal signal) {
      signals.add(signal);
    }

    @Override
    public void drained() {
      drains.incrementAndGet();
    }

    @Override
    public void closed() {
      closes.incrementAndGet();
    }

    public String token() {
      return token;
    }

    public @Nullable String name() {
      return name;
    }

    public @Nullable Position since() {
      return since;
    }

    public Outbound out() {
      return out;
    }

    public List<Long> commands() {
      return commands;
    }

    public List<Signal> signals() {
      return signals;
    }

    /// How often the network side said that most of what waited is on its way.
    public int drains() {
      return drains.get();
    }

    /// How often the network side said that the client is gone.
    public int closes() {
      return closes.get();
    }
  }

  /// Everybody who was let in, in that order.
  public List<Client> clients() {
    return clients;
  }

  public List<Http.CreateRoom> created() {
    return created;
  }

  /// The roles whose links were taken away.
  public List<Role> revoked() {
    return revoked;
  }

  /// From now on, nobody is let in.
  public void sendAway(CloseCode code) {
    goodBye = code;
  }

  /// From now on, who comes hears nothing.
  public void fallSilent() {
    silent = true;
  }

  /// From now on, answers come when this stage completes, and fail when it fails.
  public void storeAnswers(CompletionStage<Void> stage) {
    store = stage;
  }

  @Override
  public CompletionStage<NewRoom> create(Http.CreateRoom request) {
    if (request.title().equals("a bug")) {
      throw new IllegalStateException("a bug");
    }
    created.add(request);
    return store.thenApply(_ ->
        new NewRoom(
            ROOM,
            Map.of(
                Role.INTERVIEWER, INTERVIEWER,
                Role.CANDIDATE, CANDIDATE,
                Role.SPECTATOR, SPECTATOR),
            NOW));
  }

  @Override
  public Connection connect(RoomId room, ClientFrame.Hello hello, Outbound out) {
    return letIn(room, hello.token(), new Client(hello.token(), hello.name(), hello.since(), out));
  }

  @Override
  public Connection watch(RoomId room, String token, @Nullable Position since, Outbound out) {
    return letIn(room, token, new Client(token, null, since, out));
  }

  private Client letIn(RoomId room, String token, Client client) {
    Outbound out = client.out();
    CloseCode code = goodBye;
    if (silent) {
      clients.add(client);
    } else if (code != null) {
      out.close(code, "room: says " + code.wire());
    } else if (!room.equals(ROOM)) {
      out.close(CloseCode.ROOM_GONE, "room: not here");
    } else if (!opens(token)) {
      out.close(CloseCode.DENIED, "token: opens nothing here");
    } else {
      clients.add(client);
      out.send(new Frame(WELCOME, POSITION.toString().getBytes(StandardCharsets.US_ASCII)));
    }
    return client;
  }

  private static boolean opens(String token) {
    return List.of(INTERVIEWER, CANDIDATE, SPECTATOR).contains(token);
  }

  @Override
  public CompletionStage<Answer<Role>> role(RoomId room, String token) {
    return answer(
        room,
        token,
        switch (token) {
          case CANDIDATE -> Role.CANDIDATE;
          case SPECTATOR -> Role.SPECTATOR;
          default -> Role.INTERVIEWER;
        });
  }

  @Override
  public CompletionStage<Answer<Http.RoomInfo>> info(RoomId room, String token) {
    return answer(
        room,
        token,
        new Http.RoomInfo(room, Role.INTERVIEWER, "A feed", POSITION, new Clock.Lobby(), NOW, NOW));
  }

  @Override
  public CompletionStage<Answer<StateBody>> state(RoomId room, String token) {
    return answer(room, token, new StateBody(POSITION, STATE, gzip(STATE)));
  }

  @Override
  public CompletionStage<Answer<Boolean>> delete(RoomId room, String token) {
    return forInterviewers(room, token, true);
  }

  @Override
  public CompletionStage<Answer<String>> rotate(RoomId room, String token, Role role) {
    return forInterviewers(room, token, ROTATED);
  }

  @Override
  public CompletionStage<Answer<Boolean>> revoke(RoomId room, String token, Role role) {
    revoked.add(role);
    return forInterviewers(room, token, true);
  }

  private <T> CompletionStage<Answer<T>> forInterviewers(RoomId room, String token, T value) {
    return token.equals(CANDIDATE) || token.equals(SPECTATOR)
        ? CompletableFuture.completedStage(
            new Answer.No<>(ProblemCode.FORBIDDEN, "role: another (expected: interviewer)"))
        : answer(room, token, value);
  }

  private <T> CompletionStage<Answer<T>> answer(RoomId room, String token, T value) {
    Answer<T> answer;
    if (!room.equals(ROOM)) {
      answer = new Answer.No<>(ProblemCode.ROOM_GONE, "room: not here");
    } else if (!opens(token)) {
      answer = new Answer.No<>(ProblemCode.UNAUTHORIZED, "token: opens nothing here");
    } else {
      answer = new Answer.Ok<>(value);
    }
    return store.thenApply(_ -> answer);
  }

  @Override
  public long now(RoomId room) {
    return NOW;
  }

  @Override
  public CompletionStage<Void> settled() {
    return CompletableFuture.allOf(
            answers.stream()
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new))
        .exceptionally(_ -> null);
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
