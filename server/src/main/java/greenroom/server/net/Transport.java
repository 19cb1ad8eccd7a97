package greenroom.server.net;

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
import io.netty.channel.uring.IoUringIoHandler;
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
      case IO_URING -> IoUring.isAvailable();
      case EPOLL -> Epoll.isAvailable();
      case NIO -> true;
    };
  }

  IoHandlerFactory handlers() {
    return switch (this) {
      case IO_URING -> IoUringIoHandler.newFactory();
      case EPOLL -> EpollIoHandler.newFactory();
      case NIO -> NioIoHandler.newFactory();
    };
  }

  Class<? extends ServerSocketChannel> serverChannel() {
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
