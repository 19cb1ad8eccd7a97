package greenroom.server.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringBufferRingConfig;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringFixedBufferRingAllocator;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What moves the bytes, the best first.
enum Transport {
  IO_URING("io_uring"),
  EPOLL("epoll"),
  NIO("NIO");

  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

  /// Each event loop has one ring of receive buffers, which all its connections share.
  private static final short RING = 1;

  private static final short RING_BUFFERS = 128;
  private static final int RING_BUFFER_BYTES = 8 * 1024;

  private final String title;

  Transport(String title) {
    this.title = title;
  }

  /// Event loops that run.
  record Started(Transport transport, EventLoopGroup loops) {}

  /// Starts event loops on the first transport of these that works here.
  static Started start(List<Transport> preferred, int threads) {
    for (Transport transport : preferred) {
      if (!transport.isAvailable()) {
        continue;
      }
      try {
        return new Started(
            transport,
            new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("net"), transport.handlers()));
      } catch (IllegalStateException | UncheckedIOException | ChannelException unable) {
        // The system has it, but gives this process no more of it.
        LOG.warn("{} does not start: {}", transport, unable.getMessage());
      }
    }
    throw new IllegalStateException("transports: " + preferred + " (expected: one that works)");
  }

  boolean isAvailable() {
    return switch (this) {
      // Without these, a reset right behind a client's last bytes goes unnoticed (Netty 4.2.18).
      case IO_URING ->
          IoUring.isAvailable()
              && IoUring.isRegisterBufferRingSupported()
              && IoUring.isRecvMultishotEnabled();
      case EPOLL -> Epoll.isAvailable();
      case NIO -> true;
    };
  }

  IoHandlerFactory handlers() {
    return switch (this) {
      case IO_URING ->
          IoUringIoHandler.newFactory(
              new IoUringIoHandlerConfig()
                  .setBufferRingConfig(
                      IoUringBufferRingConfig.builder()
                          .bufferGroupId(RING)
                          .bufferRingSize(RING_BUFFERS)
                          .batchSize(RING_BUFFERS / 4)
                          .allocator(new IoUringFixedBufferRingAllocator(RING_BUFFER_BYTES))
                          .build()));
      case EPOLL -> EpollIoHandler.newFactory();
      case NIO -> NioIoHandler.newFactory();
    };
  }

  /// A bootstrap for sockets of this transport.
  ServerBootstrap bootstrap() {
    ServerBootstrap bootstrap = new ServerBootstrap().channel(serverChannel());
    return this == IO_URING
        ? bootstrap.childOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, RING)
        : bootstrap;
  }

  private Class<? extends ServerSocketChannel> serverChannel() {
    return switch (this) {
      case IO_URING -> IoUringServerSocketChannel.class;
      case EPOLL -> EpollServerSocketChannel.class;
      case NIO -> NioServerSocketChannel.class;
    };
  }

  @Override
  public String toString() {
    return title;
  }
}
