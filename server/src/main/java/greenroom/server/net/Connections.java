package greenroom.server.net;

import greenroom.protocol.Http.ProblemCode;
import greenroom.server.http.HttpPipeline;
import greenroom.server.http.HttpSite;
import greenroom.server.http.Linger;
import greenroom.server.http.Outgoing;
import greenroom.server.http.Response;
import greenroom.server.http.ResponseWriter;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets connections in, as many as there may be, and counts them. Safe for use by many threads.
final class Connections extends ChannelInitializer<Channel> {
  /// How many may be told at once that there are too many; those beyond are closed without a word.
  static final int REFUSALS = 256;

  private final int limit;
  private final HttpSite site;
  private final byte[] refusal;
  private final AtomicInteger count = new AtomicInteger();
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();

  Connections(int limit, HttpSite site) {
    this.limit = limit;
    this.site = site;
    this.refusal =
        ResponseWriter.bytes(
            Response.problem(
                ProblemCode.UNAVAILABLE,
                "connections: too many (expected: at most " + limit + ")",
                5_000));
  }

  @Override
  protected void initChannel(Channel channel) {
    int number = count.incrementAndGet();
    open.add(channel);
    Outgoing.onClose(
        channel,
        () -> {
          open.remove(channel);
          count.decrementAndGet();
        });
    if (number <= limit) {
      HttpPipeline.enter(channel, site);
    } else if (number <= limit + REFUSALS) {
      Outgoing.send(channel, Unpooled.wrappedBuffer(refusal), sent -> Linger.begin(channel));
    } else {
      Outgoing.close(channel);
    }
  }

  /// How many connections there are, of every kind.
  int open() {
    return open.size();
  }

  /// Ends all that are left, without a word. Blocks until they are closed, at most so long.
  void closeAll(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    open.forEach(Outgoing::close);
    for (Channel channel : open) {
      channel
          .closeFuture()
          .awaitUninterruptibly(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }
}
