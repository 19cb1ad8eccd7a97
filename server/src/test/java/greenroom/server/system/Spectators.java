package greenroom.server.system;

import static java.nio.charset.StandardCharsets.US_ASCII;

import greenroom.protocol.Http;
import greenroom.protocol.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Many spectators of one room, as server-sent events over plain sockets, all on one thread, which
/// reads nothing of what comes but the numbers in the `id:` lines: so they cost little next to the
/// server. The first of those is the welcome's; from then on each event is to have the number after
/// that of the one before. What goes wrong ends them all and is kept for [#check].
///
/// The sums may be read by any thread; all else is said by the one that made the spectators.
final class Spectators implements AutoCloseable {
  /// How many may be on their way to the server at once, so that its backlog does not overflow.
  private static final int CONNECTING = 256;

  private static final byte[] OK = "HTTP/1.1 200 ".getBytes(US_ASCII);
  private static final byte[] ID = "id: ".getBytes(US_ASCII);

  private final InetSocketAddress server;
  private final byte[] request;
  private final int wanted;
  private final LongConsumer arrivals;
  private final Selector selector;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final byte[] bytes = new byte[256 * 1024];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
  private final Thread thread = Thread.ofPlatform().daemon().name("spectators").unstarted(this::go);
  private volatile int welcomed;
  private volatile long delivered;
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;

  private Spectators(
      Selector selector, URI server, Http.RoomCreated room, int wanted, LongConsumer arrivals) {
    this.selector = selector;
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    this.wanted = wanted;
    this.arrivals = arrivals;
    String token = Objects.requireNonNull(room.tokens().get(Role.SPECTATOR));
    request =
        """
        GET /api/rooms/%s/events HTTP/1.1
        Host: %s
        Authorization: Bearer %s

        """
            .formatted(room.id(), server.getAuthority(), token)
            .replace("\n", "\r\n")
            .getBytes(US_ASCII);
  }

  /// Begins to connect so many.
  ///
  /// @param arrivals is told the number in the shared log of each event that one of them got, on
  ///   their thread
  static Spectators connect(URI server, Http.RoomCreated room, int wanted, LongConsumer arrivals)
      throws IOException {
    Spectators spectators = new Spectators(Selector.open(), server, room, wanted, arrivals);
    spectators.thread.start();
    return spectators;
  }

  int count() {
    return wanted;
  }

  /// Whether all of them have their welcome.
  boolean areWelcomed() {
    return welcomed == wanted;
  }

  /// How many events they got, all together.
  long delivered() {
    return delivered;
  }

  /// Throws what went wrong, if anything did.
  void check() {
    Throwable wrong = failure;
    if (wrong != null) {
      throw new IllegalStateException("spectators: " + wrong.getMessage(), wrong);
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void go() {
    Throwable wrong = null;
    try {
      while (!closed) {
        connectSome();
        selector.select(this::serve);
      }
    } catch (IOException | RuntimeException e) {
      wrong = e;
    }
    // First of all: a process that has no file descriptor left cannot even end another.
    closeAll();
    failure = wrong;
  }

  private void connectSome() throws IOException {
    while (channels.size() < wanted && channels.size() - welcomed < CONNECTING) {
      SocketChannel channel = SocketChannel.open();
      channels.add(channel);
      channel.configureBlocking(false);
      channel.connect(server);
      channel.register(selector, SelectionKey.OP_CONNECT, new Spectator(channel));
    }
  }

  private void serve(SelectionKey key) {
    try {
      Spectator spectator = (Spectator) key.attachment();
      if (key.isConnectable()) {
        spectator.connected(key);
      } else {
        spectator.read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void closeAll() {
    try {
      for (SocketChannel channel : channels) {
        channel.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Spectator {
    private static final int NOT_AN_ID = -1;

    private final SocketChannel channel;
    private int seenOfStatus;

    /// How many bytes of an `id:` line were seen, or that the line is another.
    private int seenOfLine = NOT_AN_ID;

    private long number;
    private long last = -1;

    Spectator(SocketChannel channel) {
      this.channel = channel;
    }

    void connected(SelectionKey key) throws IOException {
      channel.finishConnect();
      int written = channel.write(ByteBuffer.wrap(request));
      if (written != request.length) {
        throw new IOException("wrote " + written + " bytes (expected: " + request.length + ")");
      }
      key.interestOps(SelectionKey.OP_READ);
    }

    void read() throws IOException {
      buffer.clear();
      int count = channel.read(buffer);
      if (count < 0) {
        throw new IOException("the server ended a stream after event " + last);
      }
      for (int at = 0; at < count; at++) {
        take(bytes[at]);
      }
    }

    private void take(byte next) throws IOException {
      if (seenOfStatus < OK.length) {
        if (next != OK[seenOfStatus++]) {
          throw new IOException("the answer is not 200");
        }
      } else if (next == '\n') {
        seenOfLine = 0;
        number = 0;
      } else if (seenOfLine == NOT_AN_ID) {
        // In the middle of some other line.
      } else if (seenOfLine < ID.length) {
        seenOfLine = next == ID[seenOfLine] ? seenOfLine + 1 : NOT_AN_ID;
      } else if (next == '.') {
        seenOfLine = NOT_AN_ID;
        arrived();
      } else {
        number = 10 * number + (next - '0');
      }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // This thread alone writes.
    private void arrived() throws IOException {
      if (last < 0) {
        welcomed++;
      } else if (number == last + 1) {
        delivered++;
        arrivals.accept(number);
      } else {
        throw new IOException("event " + number + " after " + last + " (expected: the next)");
      }
      last = number;
    }
  }
}
