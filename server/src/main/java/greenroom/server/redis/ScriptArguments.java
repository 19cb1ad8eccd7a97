package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Role;
import greenroom.protocol.SessionId;
import greenroom.protocol.Wire;
import greenroom.server.live.EventLog.Link;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The arguments of a script, one after the other.
final class ScriptArguments {

  private static final byte[] NOTHING = {};

  /// What may stand between the bars of a session's record, and in the name of a field.
  private static final Pattern WORD = Pattern.compile("[\\w.:@-]{1,200}");

  private final List<byte[]> values = new ArrayList<>();

  ScriptArguments add(byte[] value) {
    values.add(value);
    return this;
  }

  ScriptArguments add(String value) {
    return add(value.getBytes(UTF_8));
  }

  /// A person or a node.
  ScriptArguments addWord(String name, String value) {
    if (!WORD.matcher(value).matches()) {
      throw new IllegalArgumentException(
          name + ": not of the expected form (expected: " + WORD + ")");
    }
    return add(value);
  }

  ScriptArguments add(long value) {
    return add(Long.toString(value));
  }

  /// Seq and digest of both positions.
  ScriptArguments add(Heads heads) {
    return add(heads.shared()).add(heads.privately());
  }

  private ScriptArguments add(LogPosition position) {
    return add(position.seq()).add(digest(position));
  }

  /// Each session and its epoch.
  ScriptArguments add(Map<SessionId, Long> epochs) {
    epochs.forEach((session, epoch) -> add(session.value()).add(epoch));
    return this;
  }

  /// Role, rev and hash of a link, no hash if it is revoked.
  ScriptArguments add(Role role, Link link) {
    add(role.wire()).add(link.rev());
    return link.tokenHash() == null ? add(NOTHING) : add(link.tokenHash());
  }

  /// Log, digest, payload and origin of each entry.
  ScriptArguments add(List<Entry> entries) {
    for (Entry entry : entries) {
      add(entry.log() == LogName.SHARED ? "s" : "p");
      add(digest(entry.position()));
      add(entry.payload());
      add(entry.origin() == null ? NOTHING : Wire.bytes(entry.origin()));
    }
    return this;
  }

  private static String digest(LogPosition position) {
    return HexFormat.of().toHexDigits(position.digest());
  }

  byte[][] all() {
    return values.toArray(byte[][]::new);
  }
}
