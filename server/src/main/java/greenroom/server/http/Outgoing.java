package greenroom.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What goes out to a client, and the end of it. Every write and close of the network packages goes
/// through here, so that no failure is overlooked: that a client is gone is nothing to speak of,
/// anything else is a bug and is logged.
public final class Outgoing {
  private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);

  private Outgoing() {}

  /// Writes and flushes.
  public static void send(Channel channel, Object message) {
    watch(channel.writeAndFlush(message));
  }

  /// Writes, flushes, and tells on the event loop whether the system took it all.
  public static void send(Channel channel, Object message, Consumer<Boolean> done) {
    tell(channel.writeAndFlush(message), done);
  }

  /// Writes without flushing, and tells on the event loop whether the system took it all.
  public static void write(Channel channel, Object message, Consumer<Boolean> done) {
    tell(channel.write(message), done);
  }

  public static void close(Channel channel) {
    watch(channel.close());
  }

  /// Says that nothing more will come, where the transport can, and else closes.
  public static void end(Channel channel) {
    watch(channel instanceof DuplexChannel duplex ? duplex.shutdownOutput() : channel.close());
  }

  /// Runs `task` on the event loop when a channel is closed.
  public static void onClose(Channel channel, Runnable task) {
    tell(channel.closeFuture(), closed -> task.run());
  }

  private static void tell(ChannelFuture future, Consumer<Boolean> done) {
    ChannelFuture _ =
        future.addListener(over -> {
          see(over);
          done.accept(over.isSuccess());
        });
  }

  private static void watch(ChannelFuture future) {
    ChannelFuture _ = future.addListener(Outgoing::see);
  }

  private static void see(Future<?> over) {
    Throwable cause = over.cause();
    // Linux calls a socket that the other end has reset one that is not connected.
    boolean gone = cause instanceof IOException || cause instanceof NotYetConnectedException;
    if (cause != null && !gone) {
      LOG.warn("A write failed", cause);
    }
  }
}
