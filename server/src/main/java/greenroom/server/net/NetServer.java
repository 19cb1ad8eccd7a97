package greenroom.server.net;

import greenroom.server.guide.Guide;
import greenroom.server.http.Guard;
import greenroom.server.http.GuideApi;
import greenroom.server.http.Health;
import greenroom.server.http.HttpSite;
import greenroom.server.http.ProtocolFiles;
import greenroom.server.http.PublicAddress;
import greenroom.server.http.RoomsApi;
import greenroom.server.http.Router;
import greenroom.server.http.WebFiles;
import greenroom.server.live.RoomService;
import greenroom.server.outbox.Clients;
import greenroom.server.sse.EventStreams;
import greenroom.server.ws.LiveUpgrade;
import greenroom.server.ws.WsSite;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server on the network: HTTP, WebSockets, streams of events and the files of the browser
/// client on one port. Starting and stopping block; the rest is the event loops'.
public final class NetServer implements AutoCloseable {
  /// How long [#close] lets connections come to their ends. The rest of the 30 s that a server may
  /// take to stop is for the event loops and the store.
  public static final Duration STOP = Duration.ofSeconds(22);

  private static final Logger LOG = LoggerFactory.getLogger(NetServer.class);

  private static final int BACKLOG = 1_024;

  /// Above the second, a channel takes no more bytes until they are below the first.
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(32 * 1024, 64 * 1024);

  /// Small, so that what a slow reader leaves waits here, where it is bounded and can be overtaken,
  /// and not in the system's memory.
  private static final int SEND_BUFFER_BYTES = 64 * 1024;

  /// The event loops end when they have had nothing to do for the first, at the latest after the
  /// second.
  private static final long QUIET_MILLIS = 50;

  private static final long END_MILLIS = 2_000;

  private final NetTuning tuning;
  private final RoomService rooms;
  private final HttpSite http;
  private final Clients clients = new Clients();
  private final Connections connections;
  private final EventLoopGroup loops;
  private final Channel listener;
  private final AtomicBoolean stopping = new AtomicBoolean();

  private NetServer(
      NetOptions options,
      RoomService rooms,
      Guide guide,
      Health.Readiness readiness,
      NetTuning tuning) {
    this.tuning = tuning;
    this.rooms = rooms;
    InetSocketAddress address = address(options);
    WebFiles files = WebFiles.load(NetServer.class.getClassLoader());
    PublicAddress publicAddress = new PublicAddress(options.publicUrl());
    Guard guard = new Guard(System::nanoTime);
    WsSite ws = new WsSite(rooms, guard, clients, tuning.ws());
    Transport.Started started = Transport.start(tuning.transports(), tuning.threads());
    loops = started.loops();
    LoopWatch watch = new LoopWatch(loops, System::nanoTime);
    List<Router.Route> routes = new ArrayList<>();
    routes.addAll(new RoomsApi(rooms, publicAddress, options.createKey(), guard).routes());
    routes.addAll(new GuideApi(guide, rooms, guard).routes());
    routes.addAll(ProtocolFiles.load(NetServer.class.getClassLoader()).routes());
    routes.add(new LiveUpgrade(ws, publicAddress).route());
    routes.addAll(
        new EventStreams(rooms, guard, clients, publicAddress, tuning.sse(), new SecureRandom())
            .routes());
    routes.addAll(
        new Health(() ->
            stopping.get()
                ? Optional.of("server: stopping")
                : watch.obstacle().or(readiness::obstacle))
            .routes());
    http = new HttpSite(new Router(routes, files), publicAddress, tuning.http());
    connections = new Connections(tuning.connections(), http);
    ChannelFuture bound = bootstrap(started.transport()).bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      shutdown();
      throw CannotListen.because(options, bound.cause());
    }
    listener = bound.channel();
    LOG.info("Listening on {} with {}", listener.localAddress(), started.transport());
  }

  /// Listens and serves.
  ///
  /// @param readiness what else must be well for `/readyz` to say so
  /// @throws CannotListen if the address is taken, forbidden or not this machine's
  public static NetServer start(
      NetOptions options, RoomService rooms, Guide guide, Health.Readiness readiness) {
    return new NetServer(options, rooms, guide, readiness, NetTuning.DEFAULT);
  }

  static NetServer start(
      NetOptions options,
      RoomService rooms,
      Guide guide,
      Health.Readiness readiness,
      NetTuning tuning) {
    return new NetServer(options, rooms, guide, readiness, tuning);
  }

  private static InetSocketAddress address(NetOptions options) {
    try {
      return new InetSocketAddress(InetAddress.getByName(options.host()), options.port());
    } catch (UnknownHostException unknown) {
      throw CannotListen.unknownHost(options, unknown);
    }
  }

  private ServerBootstrap bootstrap(Transport transport) {
    return transport
        .bootstrap()
        .group(loops)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
        .childHandler(connections);
  }

  /// Where the server listens, with the port that it really took.
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /// How many connections there are, of every kind.
  public int openConnections() {
    return connections.open();
  }

  /// Stops within [#STOP].
  @Override
  public void close() {
    stop(STOP);
  }

  /// Stops: not ready at once, no new connections, requests get their answers, WebSocket clients
  /// and streams are told when to come back, their commands are answered, and they are closed batch
  /// by batch. Blocks until that is done, or the time is over and the rest is closed without a
  /// word. Stopping again does nothing.
  public void stop(Duration atMost) {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    LOG.info("Stopping with {} connections", connections.open());
    listener.close().awaitUninterruptibly();
    try {
      new Drain(http, clients, rooms, connections, tuning, new SecureRandom(), atMost).run();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    if (connections.open() > 0) {
      LOG.warn("Cutting off {} connections", connections.open());
    }
    // An event loop that ends while it closes sockets leaves some of them open (io_uring).
    connections.closeAll(Duration.ofMillis(END_MILLIS));
    shutdown();
  }

  private void shutdown() {
    // io_uring closes sockets a moment after it says so.
    loops
        .shutdownGracefully(QUIET_MILLIS, END_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly();
  }
}
