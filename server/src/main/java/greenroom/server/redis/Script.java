package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Lua script, which is sent by its hash and in full only to a Redis that does not know it.
final class Script {

  private static final byte[] BY_HASH = "EVALSHA".getBytes(UTF_8);
  private static final byte[] IN_FULL = "EVAL".getBytes(UTF_8);

  private final byte[] source;
  private final byte[] hash;

  Script(String source) {
    this.source = source.getBytes(UTF_8);
    this.hash = sha1(this.source).getBytes(UTF_8);
  }

  /// Puts `.lua` files that lie beside this class one behind the other; the first ones say what
  /// several scripts have in common.
  static Script of(String... files) {
    return new Script(Stream.of(files).map(Script::text).collect(Collectors.joining("\n")));
  }

  private static String text(String file) {
    try (InputStream in = Script.class.getResourceAsStream(file + ".lua")) {
      if (in == null) {
        throw new IllegalArgumentException("script: " + file + ".lua (expected: a resource)");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }

  /// The command that runs this script by its hash.
  byte[][] command(byte[][] keys, byte[][] arguments) {
    byte[][] command = new byte[3 + keys.length + arguments.length][];
    command[0] = BY_HASH;
    command[1] = hash;
    command[2] = Integer.toString(keys.length).getBytes(UTF_8);
    System.arraycopy(keys, 0, command, 3, keys.length);
    System.arraycopy(arguments, 0, command, 3 + keys.length, arguments.length);
    return command;
  }

  /// The same command with the whole script, after which Redis knows it.
  byte[][] inFull(byte[][] byHash) {
    byte[][] command = byHash.clone();
    command[0] = IN_FULL;
    command[1] = source;
    return command;
  }
}
