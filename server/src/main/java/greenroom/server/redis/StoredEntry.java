package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Wire;
import greenroom.server.room.Entry;
import greenroom.server.room.Origin;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// An entry as it comes from Redis, whose payload nobody has looked into yet.
///
/// @param sharedSeq as in [Entry]
/// @param origin its JSON, empty if there is none
// The bytes become an entry's; two of these are never compared.
@SuppressWarnings("ArrayRecordComponent")
record StoredEntry(
    LogName log, LogPosition position, long sharedSeq, byte[] payload, byte[] origin) {

  private static final int DIGEST_LENGTH = 16;

  /// Reads an entry of a stream: its id, then names and values in turn.
  ///
  /// @throws IllegalArgumentException if it has not the form that `room.lua` describes
  static StoredEntry ofStream(LogName log, Object entry) {
    List<?> parts = (List<?>) entry;
    String id = ascii(parts.get(0));
    if (!id.endsWith("-0")) {
      throw new IllegalArgumentException("id: " + id + " (expected: <seq>-0)");
    }
    long seq = Long.parseLong(id, 0, id.length() - 2, 10);
    List<?> fields = (List<?>) parts.get(1);
    byte[] payload = required(fields, 'e');
    long sharedSeq = log == LogName.SHARED ? seq : Long.parseLong(ascii(required(fields, 'a')));
    return new StoredEntry(
        log,
        new LogPosition(seq, digest(ascii(required(fields, 'd')))),
        sharedSeq,
        payload,
        required(fields, 'o'));
  }

  static long digest(String hex) {
    if (hex.length() != DIGEST_LENGTH) {
      throw new IllegalArgumentException("digest: " + hex + " (expected: 16 hex digits)");
    }
    return HexFormat.fromHexDigitsToLong(hex);
  }

  private static byte[] required(List<?> fields, char name) {
    byte[] wanted = {(byte) name};
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      if (Arrays.equals(wanted, (byte[]) fields.get(i))) {
        return (byte[]) fields.get(i + 1);
      }
    }
    throw new IllegalArgumentException("field " + name + ": missing");
  }

  private static String ascii(Object bytes) {
    return new String((byte[]) bytes, US_ASCII);
  }

  /// Looks into the payload.
  ///
  /// @throws IllegalArgumentException if it or the origin is not what it has to be
  Entry decode() {
    return Entry.stored(
        log,
        position,
        sharedSeq,
        payload,
        origin.length == 0 ? null : Wire.read(origin, Origin.class));
  }
}
