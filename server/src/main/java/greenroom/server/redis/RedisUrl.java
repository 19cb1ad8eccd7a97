package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.server.redis.RedisTarget.Access;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parts of a Redis URL. `java.net.URI` takes neither lists of hosts nor careless passwords.
///
/// Whoever forgets the `@` has written the password where host and port belong, so complaints about
/// those do not repeat them.
final class RedisUrl {

  private static final int REDIS_PORT = 6379;
  private static final int SENTINEL_PORT = 26_379;
  private static final int MAX_DATABASE = 9_999;

  private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]*)://(.*)");
  private static final Pattern NODE =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([A-Za-z0-9._-]+))(?::(\\d{1,9}))?");

  private final String scheme;
  private final @Nullable String login;
  private final List<String> nodes;
  private final String path;

  RedisUrl(String url) {
    Matcher parts = SCHEME.matcher(url.strip());
    if (!parts.matches()) {
      throw wrong("no scheme (expected: redis://host:port)");
    }
    scheme = parts.group(1);
    String rest = parts.group(2);
    int at = rest.lastIndexOf('@');
    login = at < 0 ? null : rest.substring(0, at);
    String place = rest.substring(at + 1);
    if (place.indexOf('?') >= 0 || place.indexOf('#') >= 0) {
      throw wrong("options after ? or # (expected: none; encode these characters in a password)");
    }
    int slash = place.indexOf('/');
    nodes = List.of((slash < 0 ? place : place.substring(0, slash)).split(",", -1));
    path = slash < 0 ? "" : place.substring(slash + 1);
  }

  RedisTarget target() {
    return switch (scheme) {
      case "redis" -> servers(false);
      case "rediss" -> servers(true);
      case "redis-sentinel" -> sentinels();
      default ->
          throw wrong(
              "scheme " + scheme + ":// (expected: redis://, rediss:// or redis-sentinel://)");
    };
  }

  private RedisTarget servers(boolean tls) {
    List<RedisNode> servers = nodes(REDIS_PORT);
    int database = database(path);
    if (servers.size() == 1) {
      return new RedisTarget.Single(servers.getFirst(), database, access(tls));
    }
    if (database != 0) {
      throw wrong("database " + database + " (expected: 0, a Cluster has no other)");
    }
    return new RedisTarget.Cluster(servers, access(tls));
  }

  private RedisTarget sentinels() {
    String[] masterAndDatabase = path.split("/", 2);
    String master = masterAndDatabase[0];
    if (!master.matches("[A-Za-z0-9._-]+")) {
      throw wrong("master name missing (expected: redis-sentinel://host:port,host:port/name)");
    }
    int database = database(masterAndDatabase.length == 2 ? masterAndDatabase[1] : "");
    return new RedisTarget.Sentinel(nodes(SENTINEL_PORT), master, database, access(false));
  }

  private List<RedisNode> nodes(int defaultPort) {
    List<RedisNode> found = new ArrayList<>();
    for (String node : nodes) {
      Matcher parts = NODE.matcher(node);
      if (!parts.matches()) {
        throw wrong("host and port not understood (expected: host:port, [::1]:port)");
      }
      String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
      String port = parts.group(3);
      try {
        found.add(new RedisNode(host, port == null ? defaultPort : Integer.parseInt(port)));
      } catch (IllegalArgumentException e) {
        throw wrong(String.valueOf(e.getMessage()));
      }
    }
    return found;
  }

  private static int database(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("\\d{1,4}")) {
      throw wrong("database not understood (expected: a number, 0.." + MAX_DATABASE + ")");
    }
    return Integer.parseInt(text);
  }

  private Access access(boolean tls) {
    if (login == null) {
      return new Access(null, null, tls);
    }
    int colon = login.indexOf(':');
    if (colon < 0 || colon == login.length() - 1) {
      throw wrong("login not understood (expected: user:password@ or :password@)");
    }
    String user = decoded(login.substring(0, colon));
    return new Access(user.isEmpty() ? null : user, decoded(login.substring(colon + 1)), tls);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong("login has a % that starts no escape (expected: %25 for %)");
    }
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what);
  }
}
