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
import greenroom.protocol.Wire;
import greenroom.server.live.Answer;
import greenroom.server.live.Connection;
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

  private final List<Client> clients = new CopyOnWriteArrayList<>();
  private final List<Http.CreateRoom> created = new CopyOnWriteArrayList<>();
  private final List<CompletionStage<Void>> answers = new CopyOnWriteArrayList<>();
  private volatile CompletionStage<Void> store = CompletableFuture.completedStage(null);

  /// A client that has said hello with a token that opens the room.
  public final class Client implements Connection {
    private final ClientFrame.Hello hello;
    private final Outbound out;
    private final List<Long> commands = new CopyOnWriteArrayList<>();
    private final AtomicInteger closes = new AtomicInteger();

    Client(ClientFrame.Hello hello, Outbound out) {
      this.hello = hello;
      this.out = out;
    }

    @Override
    public void command(long n, Command command, int bytes) {
      commands.add(n);
      answers.add(store.thenRun(() -> out.send(Wire.bytes(new ServerFrame.Ack(n, POSITION)))));
    }

    @Override
    public void refuse(long n, Rejection why) {
      out.send(Wire.bytes(ServerFrame.Reject.of(n, why)));
    }

    @Override
    public void closed() {
      closes.incrementAndGet();
    }

    public ClientFrame.Hello hello() {
      return hello;
    }

    public Outbound out() {
      return out;
    }

    public List<Long> commands() {
      return commands;
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
    Client client = new Client(hello, out);
    if (!room.equals(ROOM)) {
      out.close(CloseCode.ROOM_GONE, "room: not here");
    } else if (!opens(hello.token())) {
      out.close(CloseCode.DENIED, "token: opens nothing here");
    } else {
      clients.add(client);
      out.send(WELCOME);
    }
    return client;
  }

  private static boolean opens(String token) {
    return List.of(INTERVIEWER, CANDIDATE, SPECTATOR).contains(token);
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
    return token.equals(CANDIDATE)
        ? CompletableFuture.completedStage(
            new Answer.No<>(ProblemCode.FORBIDDEN, "role: candidate (expected: interviewer)"))
        : answer(room, token, true);
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
