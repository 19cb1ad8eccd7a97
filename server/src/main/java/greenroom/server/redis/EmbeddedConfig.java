package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.server.redis.RedisTarget.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/// How the embedded Redis is set up. The password goes into a file that only this user may read,
/// never onto a command line.
record EmbeddedConfig(DataDirectory data, Path program, DataDirectory.Saved saved) {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int READ_MILLIS = 1_000;

  /// What makes an acknowledged write safe, and an old Redis fit to be adopted.
  private static final Map<String, String> DURABILITY =
      Map.of(
          "appendonly", "yes",
          "appendfsync", "always",
          "no-appendfsync-on-rewrite", "no",
          "maxmemory-policy", "noeviction");

  Path directory() {
    return data.path();
  }

  Path log() {
    return data.redisLog();
  }

  RedisNode node() {
    return new RedisNode(LOOPBACK, saved.port());
  }

  Access access() {
    return new Access(null, saved.password(), false);
  }

  Connector connector() {
    return new Connector(access(), 0, READ_MILLIS);
  }

  Path write() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>(DURABILITY);
    settings.put("bind", LOOPBACK);
    settings.put("port", Integer.toString(saved.port()));
    settings.put("requirepass", saved.password());
    settings.put("dir", quoted(directory()));
    settings.put("daemonize", "yes");
    settings.put("pidfile", quoted(data.redisPid()));
    settings.put("logfile", quoted(log()));
    // The AOF is the only record; a crash may cut its last command short, which loses nothing
    // acked.
    settings.put("save", "\"\"");
    settings.put("aof-load-truncated", "yes");
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    settings.forEach((name, value) -> lines.add(name + " " + value));
    return data.writePrivate("redis.conf", lines.toString());
  }

  boolean matches(RedisConnection connection) {
    return DURABILITY.entrySet().stream()
        .allMatch(wanted -> connection.setting(wanted.getKey()).equals(wanted.getValue()));
  }

  /// Redis reads `\xHH` in double quotes, which suits every byte that a path may have.
  private static String quoted(Path path) {
    StringBuilder out = new StringBuilder("\"");
    for (byte b : path.toString().getBytes(UTF_8)) {
      boolean plain = b > ' ' && b < 0x7f && b != '"' && b != '\\';
      out.append(plain ? String.valueOf((char) b) : "\\x%02x".formatted(b & 0xff));
    }
    return out.append('"').toString();
  }
}
