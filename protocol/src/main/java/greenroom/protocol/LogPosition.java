package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in one log that names the whole history up to it: `digest` chains the digest before it
/// with the event's stored bytes (the first 8 bytes of a SHA-256), so equal positions mean equal
/// histories.
///
/// @param seq how many events the history has, 0 for an empty log
/// @param digest the chained digest, 0 for an empty log
public record LogPosition(long seq, long digest) implements Comparable<LogPosition> {
  public static final LogPosition START = new LogPosition(0, 0);

  private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,15})\\.([0-9a-f]{16})");

  @JsonCreator(mode = JsonCreator.Mode.DISABLED)
  public LogPosition {
    Require.range("seq", seq, 0, Limits.MAX_SAFE_INTEGER);
  }

  /// Reads the form that `toString` writes.
  ///
  /// @throws IllegalArgumentException if `text` has another form
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static LogPosition parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("position: malformed (expected: seq.digest)");
    }
    return new LogPosition(
        Long.parseLong(matcher.group(1)), HexFormat.fromHexDigitsToLong(matcher.group(2)));
  }

  /// The position after appending an event with these stored bytes.
  public LogPosition next(byte[] payload) {
    byte[] before = ByteBuffer.allocate(Long.BYTES).putLong(0, digest).array();
    return new LogPosition(seq + 1, ByteBuffer.wrap(Sha256.of(before, payload)).getLong());
  }

  /// Orders by `seq` alone: only positions of one history can be compared.
  @Override
  public int compareTo(LogPosition other) {
    return Long.compare(seq, other.seq);
  }

  @JsonValue
  @Override
  public String toString() {
    return seq + "." + HexFormat.of().toHexDigits(digest);
  }
}
