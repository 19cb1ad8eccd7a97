package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the embedded Redis writes about itself. Redis opens the file anew for every line, so it can
/// be renamed under its hands.
final class RedisLog {

  private static final long MAX_BYTES = 1 << 20;
  private static final int MAX_READ = 1 << 16;
  private static final Pattern PID = Pattern.compile("(?m)^(\\d+):[A-Z] ");
  private static final Pattern PREFIX =
      Pattern.compile("^\\d+:[A-Z] .*?\\d\\d:\\d\\d:\\d\\d\\.\\d+ [.*#-] ");

  private final Path file;

  RedisLog(Path file) {
    this.file = file;
  }

  /// Keeps one older file beside the current one.
  void rotate() throws IOException {
    if (size() > MAX_BYTES) {
      Files.move(file, file.resolveSibling(file.getFileName() + ".1"), REPLACE_EXISTING);
    }
  }

  long size() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /// The process that wrote the first complete line after the given offset.
  @Nullable Long firstPidAfter(long offset) throws IOException {
    Matcher line = PID.matcher(after(offset));
    return line.find() ? Long.valueOf(line.group(1)) : null;
  }

  /// What the last line says, without its time and process.
  String lastWordsAfter(long offset) throws IOException {
    List<String> lines = after(offset).lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty()
        ? "it said nothing"
        : PREFIX.matcher(lines.getLast().strip()).replaceFirst("");
  }

  /// What was written after the given offset, the newest part of it if it is long.
  String after(long offset) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(offset, in.length() - MAX_READ);
      byte[] bytes = new byte[(int) Math.max(0, in.length() - start)];
      in.seek(start);
      in.readFully(bytes);
      return new String(bytes, ISO_8859_1);
    }
  }
}
