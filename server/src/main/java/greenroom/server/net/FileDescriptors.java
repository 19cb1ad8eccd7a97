package greenroom.server.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many connections the process has file descriptors for. A server that ran out of them could
/// not even tell a client that it is full.
final class FileDescriptors {
  private static final Logger LOG = LoggerFactory.getLogger(FileDescriptors.class);

  /// What the JVM, its files, Redis and the connections that are turned away take.
  static final int OTHERS = Connections.REFUSALS + 244;

  private static final String LINE = "Max open files";
  private static final Path LIMITS = Path.of("/proc/self/limits");

  private FileDescriptors() {}

  /// As many connections as are wanted, or fewer, with a warning, if the process may not have so
  /// many.
  static int connections(int wanted) {
    int allowed = connections(wanted, limits());
    if (allowed < wanted) {
      LOG.warn(
          "At most {} connections: the process may open too few files (expected: {} or more, see"
              + " ulimit -Hn)",
          allowed,
          wanted + OTHERS);
    }
    return allowed;
  }

  /// @param limits the lines of Linux' `/proc/self/limits`; without them, nothing is known of a
  ///   limit
  static int connections(int wanted, List<String> limits) {
    return limits.stream()
        .filter(line -> line.startsWith(LINE))
        .map(line -> line.substring(LINE.length()).strip().split("\\s+", 2)[0])
        .filter(soft -> soft.matches("[0-9]{1,18}"))
        .mapToInt(soft -> Math.clamp(Long.parseLong(soft) - OTHERS, 1, wanted))
        .findFirst()
        .orElse(wanted);
  }

  private static List<String> limits() {
    try {
      return Files.isReadable(LIMITS) ? Files.readAllLines(LIMITS) : List.of();
    } catch (IOException e) {
      LOG.debug("{}: {}", LIMITS, e.toString());
      return List.of();
    }
  }
}
