package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The message that `append.lua` publishes: a line with seq and digest of both heads before the
/// append, then for each entry a line with log, seq, digest, shared seq and two lengths, its
/// payload and its origin.
///
/// @param before where both logs stood before the append
/// @param entries in merged order
record WakeMessage(Heads before, List<StoredEntry> entries) {

  /// Takes a message apart that is not empty; nobody has looked into the payloads then.
  ///
  /// @throws IllegalArgumentException if this is no such message
  static WakeMessage of(byte[] bytes) {
    Reader reader = new Reader(bytes);
    Heads before = reader.heads();
    List<StoredEntry> entries = new ArrayList<>();
    while (!reader.isDone()) {
      entries.add(reader.entry());
    }
    return new WakeMessage(before, entries);
  }

  /// Where both logs stood after the append.
  Heads after() {
    Heads heads = before;
    for (StoredEntry entry : entries) {
      heads = heads.with(entry.log(), entry.position());
    }
    return heads;
  }

  /// Looks into the payloads.
  ///
  /// @throws IllegalArgumentException if one is not what it has to be
  List<Entry> read() {
    return entries.stream().map(StoredEntry::decode).toList();
  }

  /// Reads a message from its start to its end.
  private static final class Reader {
    private static final int HEAD_WORDS = 4;
    private static final int ENTRY_WORDS = 6;

    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean isDone() {
      return at >= bytes.length;
    }

    Heads heads() {
      String[] words = words(HEAD_WORDS);
      return new Heads(position(words[0], words[1]), position(words[2], words[3]));
    }

    StoredEntry entry() {
      String[] words = words(ENTRY_WORDS);
      LogName log =
          switch (words[0]) {
            case "s" -> LogName.SHARED;
            case "p" -> LogName.PRIVATE;
            default ->
                throw new IllegalArgumentException("message: unknown log (expected: s or p)");
          };
      LogPosition position = position(words[1], words[2]);
      long sharedSeq = Long.parseLong(words[3]);
      byte[] payload = take(Integer.parseInt(words[4]));
      byte[] origin = take(Integer.parseInt(words[5]));
      return new StoredEntry(log, position, sharedSeq, payload, origin);
    }

    private static LogPosition position(String seq, String digest) {
      return new LogPosition(Long.parseLong(seq), StoredEntry.digest(digest));
    }

    private String[] words(int count) {
      String[] words = line().split(" ", -1);
      if (words.length != count) {
        throw new IllegalArgumentException(
            "message: %d words in a line (expected: %d)".formatted(words.length, count));
      }
      return words;
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
}
