package greenroom.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// Runs a test class with every buffer watched and everything logged kept, and fails it if a buffer
/// leaked or a secret of [FakeRooms] was logged.
final class CleanNetty implements BeforeAllCallback, AfterAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(CleanNetty.class);
  private static final List<String> SECRETS =
      List.of(
          FakeRooms.INTERVIEWER,
          FakeRooms.CANDIDATE,
          FakeRooms.SPECTATOR,
          FakeRooms.PERSON,
          "marker-");

  private record Before(
      PrintStream errors, ByteArrayOutputStream log, ResourceLeakDetector.Level level) {}

  @Override
  public void beforeAll(ExtensionContext context) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    context
        .getStore(NAMESPACE)
        .put("before", new Before(System.err, log, ResourceLeakDetector.getLevel()));
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Before before = context.getStore(NAMESPACE).remove("before", Before.class);
    if (before == null) {
      return;
    }
    before.errors().print(before.log().toString(StandardCharsets.UTF_8));
    try {
      List<String> leaks = leaks(before.log());
      assertThat(leaks).as("leaked buffers").isEmpty();
      assertThat(before.log().toString(StandardCharsets.UTF_8))
          .as("what was logged")
          .doesNotContain(SECRETS);
    } finally {
      System.setErr(before.errors());
      ResourceLeakDetector.setLevel(before.level());
    }
  }

  /// Leaks one buffer on purpose: once that is reported, all earlier leaks have been, too.
  private static List<String> leaks(ByteArrayOutputStream log) {
    String control = "leaked on purpose " + UUID.randomUUID();
    ByteBufAllocator.DEFAULT.buffer(16).touch(control);
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!log.toString(StandardCharsets.UTF_8).contains(control)) {
      assertThat(System.nanoTime()).as("the leak on purpose is found within 20 s").isLessThan(end);
      System.gc();
      for (int i = 0; i < 100; i++) {
        ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer(16);
        buffer.release();
      }
    }
    return Pattern.compile("(?=LEAK:)")
        .splitAsStream(log.toString(StandardCharsets.UTF_8))
        .filter(block -> block.startsWith("LEAK:") && !block.contains(control))
        .toList();
  }
}
