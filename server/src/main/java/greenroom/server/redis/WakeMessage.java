package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.server.room.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads the message that `append.lua` publishes: for each entry a line with log, seq, digest,
/// shared seq and two lengths, then payload and origin.
final class WakeMessage {

  private static final int WORDS = 6;

  private final byte[] bytes;
  private int at;

  private WakeMessage(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The entries of one append, in merged order; none if it was too large to be told.
  ///
  /// @throws IllegalArgumentException if this is no such message
  static List<Entry> read(byte[] bytes) {
    WakeMessage message = new WakeMessage(bytes);
    List<Entry> entries = new ArrayList<>();
    while (message.at < bytes.length) {
      entries.add(message.entry().decode());
    }
    return entries;
  }

  private StoredEntry entry() {
    String[] words = line().split(" ", -1);
    if (words.length != WORDS) {
      throw new IllegalArgumentException(
          "message: %d words in a line (expected: %d)".formatted(words.length, WORDS));
    }
    LogName log =
        switch (words[0]) {
          case "s" -> LogName.SHARED;
          case "p" -> LogName.PRIVATE;
          default -> throw new IllegalArgumentException("message: unknown log (expected: s or p)");
        };
    LogPosition position = new LogPosition(Long.parseLong(words[1]), StoredEntry.digest(words[2]));
    byte[] payload = take(Integer.parseInt(words[4]));
    byte[] origin = take(Integer.parseInt(words[5]));
    return new StoredEntry(
        log, position, Long.parseLong(words[3]), payload, origin.length == 0 ? null : origin);
  }

  private String line() {
    int end = at;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    String line = new String(bytes, at, end - at, US_ASCII);
    at = end + 1;
    return line;
  }

  private byte[] take(int length) {
    if (length < 0 || length > bytes.length - at) {
      throw new IllegalArgumentException("message: it ends too soon");
    }
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }
}
