package greenroom.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LoopWatchTest {
  @Test
  void aLoopThatHangsIsNoticedAndSoIsItsRecovery() throws Exception {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, LocalIoHandler.newFactory());
    AtomicLong now = new AtomicLong();
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try {
      LoopWatch watch = new LoopWatch(loops, now::get);
      loops
          .next()
          .execute(() -> {
            hanging.countDown();
            awaitUninterruptibly(end);
          });
      hanging.await();
      assertThat(watch.obstacle()).isEmpty();

      now.addAndGet(Duration.ofSeconds(5).toNanos());

      TestServer.await(
          "the other loop beats, and this one does not",
          () -> watch.obstacle().filter("event loop: silent for 5000 ms"::equals).isPresent());
      end.countDown();
      TestServer.await("it beats again", () -> watch.obstacle().isEmpty());
    } finally {
      end.countDown();
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
