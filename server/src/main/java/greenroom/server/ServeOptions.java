package greenroom.server;

import greenroom.server.redis.RedisTarget;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the server was told at its start, checked. An immutable value, whose text hides the secrets
/// in it.
///
/// @param host a host name or an IP address, without brackets
/// @param port 0..65535, where 0 asks for any free port
/// @param data where the embedded Redis keeps its files: a directory, or nothing yet
/// @param redis the Redis to use; null asks for the embedded one
/// @param publicUrl how people reach this server, written as browsers write an `Origin`: lower
///   case, no path, no default port; null when it is simply what the server listens on
/// @param createKey what creating a room needs; null lets anybody create one
/// @param keepDays how long a room is kept after its last event, 1..3650
/// @param guide a directory with problems and probes of the operator's own; null if there are none
record ServeOptions(
    String host,
    int port,
    Path data,
    @Nullable RedisTarget redis,
    @Nullable URI publicUrl,
    @Nullable String createKey,
    int keepDays,
    @Nullable Path guide) {

  private static final int MAX_PORT = 65_535;
  private static final int MAX_KEEP_DAYS = 3_650;

  private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
  private static final Pattern HOST_NAME =
      Pattern.compile("(?=.{1,253}$)\\w([\\w-]{0,61}\\w)?(\\.\\w([\\w-]{0,61}\\w)?)*");

  private static final Pattern CREATE_KEY = Pattern.compile("[!-~]{1,256}");

  /// @throws WrongValueException when a value is not what its [Setting] expects
  ServeOptions {
    host = withoutBrackets(host);
    check(Setting.HOST, isHost(host), host);
    check(Setting.PORT, port >= 0 && port <= MAX_PORT, Integer.toString(port));
    check(Setting.DATA, mayBeDirectory(data), data.toString());
    if (publicUrl != null) {
      check(Setting.PUBLIC_URL, isWebAddress(publicUrl), publicUrl.toString());
      publicUrl = asOrigin(publicUrl);
    }
    if (createKey != null) {
      check(Setting.CREATE_KEY, CREATE_KEY.matcher(createKey).matches(), createKey);
    }
    check(
        Setting.KEEP_DAYS, keepDays >= 1 && keepDays <= MAX_KEEP_DAYS, Integer.toString(keepDays));
    if (guide != null) {
      check(Setting.GUIDE, isDirectory(guide), guide.toString());
    }
  }

  /// Reads what was given, and takes the defaults for the rest.
  ///
  /// @throws WrongValueException when a value is not what its setting expects
  static ServeOptions of(Map<Setting, String> given) {
    String port = given.getOrDefault(Setting.PORT, "7070");
    String data = given.getOrDefault(Setting.DATA, "data");
    String keepDays = given.getOrDefault(Setting.KEEP_DAYS, "30");
    String redis = given.get(Setting.REDIS);
    String publicUrl = given.get(Setting.PUBLIC_URL);
    String guide = given.get(Setting.GUIDE);
    return new ServeOptions(
        given.getOrDefault(Setting.HOST, "127.0.0.1"),
        convert(Setting.PORT, port, Integer::parseInt),
        convert(Setting.DATA, data, Path::of),
        redis == null ? null : redisTarget(redis),
        publicUrl == null ? null : convert(Setting.PUBLIC_URL, publicUrl, URI::create),
        given.get(Setting.CREATE_KEY),
        convert(Setting.KEEP_DAYS, keepDays, Integer::parseInt),
        guide == null ? null : convert(Setting.GUIDE, guide, Path::of));
  }

  private interface Conversion<T> {
    /// @throws IllegalArgumentException when the text has another form
    T of(String value);
  }

  private static <T> T convert(Setting setting, String value, Conversion<T> conversion) {
    try {
      return conversion.of(value);
    } catch (IllegalArgumentException wrongForm) {
      throw new WrongValueException(setting, value);
    }
  }

  private static RedisTarget redisTarget(String url) {
    try {
      return RedisTarget.parse(url);
    } catch (IllegalArgumentException wrong) {
      // It says what is wrong with which part, and repeats none that could be a password.
      throw WrongValueException.of(Setting.REDIS, String.valueOf(wrong.getMessage()));
    }
  }

  private static void check(Setting setting, boolean right, String value) {
    if (!right) {
      throw new WrongValueException(setting, value);
    }
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean isHost(String host) {
    if (!IP_ADDRESS.matcher(host).matches()) {
      return HOST_NAME.matcher(host).matches();
    }
    try {
      // Unlike getByName, this never asks a name server.
      return InetAddress.ofLiteral(host) != null;
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  private static boolean mayBeDirectory(Path data) {
    return !data.toString().isBlank() && (Files.isDirectory(data) || !Files.exists(data));
  }

  private static boolean isDirectory(Path guide) {
    return !guide.toString().isBlank() && Files.isDirectory(guide);
  }

  private static boolean isWebAddress(URI url) {
    return ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
        && url.getHost() != null
        && (url.getPort() == -1 || isPortOfServer(url.getPort()))
        && url.getRawUserInfo() == null
        && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  private static boolean isPortOfServer(int port) {
    return port >= 1 && port <= MAX_PORT;
  }

  private static URI asOrigin(URI url) {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    String host = url.getHost().toLowerCase(Locale.ROOT);
    boolean usualPort = url.getPort() == -1 || url.getPort() == (scheme.equals("http") ? 80 : 443);
    return URI.create(scheme + "://" + host + (usualPort ? "" : ":" + url.getPort()));
  }

  @Override
  public String toString() {
    return ("ServeOptions[host=%s, port=%d, data=%s, redis=%s, publicUrl=%s, createKey=%s,"
            + " keepDays=%d, guide=%s]")
        .formatted(
            host,
            port,
            data,
            redis == null ? "embedded" : redis,
            publicUrl,
            createKey == null ? "none" : Setting.CREATE_KEY.shown(createKey),
            keepDays,
            guide);
  }
}
