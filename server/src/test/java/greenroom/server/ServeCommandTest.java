package greenroom.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.server.ServeCommand.Print;
import greenroom.server.ServeCommand.Refuse;
import greenroom.server.ServeCommand.Serve;
import greenroom.server.redis.RedisTarget;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServeCommandTest {
  private static final Map<String, String> NO_VARIABLES = Map.of();

  @Test
  void anEmptyCommandLineServesWithTheDefaults() {
    assertThat(options())
        .isEqualTo(
            new ServeOptions("127.0.0.1", 7070, Path.of("data"), null, null, null, 30, null));
  }

  @Test
  void theCommandServeMayBeWrittenOut() {
    assertThat(options("serve", "--port", "8080")).isEqualTo(options("--port", "8080"));
  }

  @Test
  void everySettingHasAFlag() {
    assertThat(
            options(
                "--host=0.0.0.0",
                "--port=0",
                "--data=rooms",
                "--redis=rediss://user:secret@a:6379,b/0",
                "--public-url=https://rooms.example.org",
                "--create-key=open-sesame",
                "--keep-days=1"))
        .isEqualTo(
            new ServeOptions(
                "0.0.0.0",
                0,
                Path.of("rooms"),
                RedisTarget.parse("rediss://user:secret@a:6379,b/0"),
                URI.create("https://rooms.example.org"),
                "open-sesame",
                1,
                null));
  }

  @Test
  void everySettingHasAVariable() {
    Map<String, String> variables =
        Map.of(
            "GREENROOM_HOST", "::1",
            "GREENROOM_PORT", "65535",
            "GREENROOM_DATA", "rooms",
            "GREENROOM_REDIS", "redis-sentinel://a:26379,b:26379/main",
            "GREENROOM_PUBLIC_URL", "http://localhost:8080",
            "GREENROOM_CREATE_KEY", "open-sesame",
            "GREENROOM_KEEP_DAYS", "3650");
    assertThat(ServeCommand.parse(new String[0], variables))
        .isEqualTo(
            new Serve(
                new ServeOptions(
                    "::1",
                    65535,
                    Path.of("rooms"),
                    RedisTarget.parse("redis-sentinel://a:26379,b:26379/main"),
                    URI.create("http://localhost:8080"),
                    "open-sesame",
                    3650,
                    null)));
  }

  @Test
  void aFlagBeatsItsVariableEvenWhereTheVariableIsWrong() {
    assertThat(
            ServeCommand.parse(
                new String[] {"--port", "8080"}, Map.of("GREENROOM_PORT", "not a port")))
        .isEqualTo(new Serve(options("--port", "8080")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port       | 70000               | 70000               | 0..65535",
        "--port       | -1                  | -1                  | 0..65535",
        "--port       | http                | http                | 0..65535",
        "--port       | ''                  | \"\"                | 0..65535",
        "--host       | a b                 | a b                 | a host name or an IP address",
        "--host       | 1.2.3.400           | 1.2.3.400           | a host name or an IP address",
        "--host       | ::1::               | ::1::               | a host name or an IP address",
        "--public-url | example.org         | example.org         | an http:// or https:// URL"
            + " without a path",
        "--public-url | http://a/rooms      | http://a/rooms      | an http:// or https:// URL"
            + " without a path",
        "--public-url | http://a:0          | http://a:0          | an http:// or https:// URL"
            + " without a path",
        "--public-url | http://me:secret@a  | http://***@a        | an http:// or https:// URL"
            + " without a path",
        "--keep-days  | 0                   | 0                   | 1..3650",
        "--keep-days  | 3651                | 3651                | 1..3650",
        "--keep-days  | a week              | a week              | 1..3650",
        "--keep-days  | ''                  | \"\"                | 1..3650",
        "--create-key | open sesame         | ***                 | 1 to 256 visible ASCII"
            + " characters",
        "--create-key | ''                  | \"\"                | 1 to 256 visible ASCII"
            + " characters",
      })
  void aWrongValueIsOneLineWithItsSourceItAndWhatWasExpected(
      String flag, String value, String shown, String expected) {
    String variable = "GREENROOM_" + flag.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    String rest = ": %s (expected: %s)".formatted(shown, expected);

    assertThat(refusal(flag, value)).isEqualTo(flag + rest);
    assertThat(ServeCommand.parse(new String[0], Map.of(variable, value)))
        .isEqualTo(new Refuse(variable + rest));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                   | no scheme (expected: redis://host:port)",
        "localhost:6379       | no scheme (expected: redis://host:port)",
        "http://localhost     | scheme http:// (expected: redis://, rediss:// or"
            + " redis-sentinel://)",
        "redis://             | host and port not understood (expected: host:port, [::1]:port)",
        "redis://a,,b         | host and port not understood (expected: host:port, [::1]:port)",
        "redis://a b          | host and port not understood (expected: host:port, [::1]:port)",
        "redis://a:0          | port: out of range (expected: 1..65535)",
        "redis://a:70000      | port: out of range (expected: 1..65535)",
        "redis://user@h:1     | login not understood (expected: user:password@ or :password@)",
        "redis-sentinel://h:1 | master name missing (expected:"
            + " redis-sentinel://host:port,host:port/name)",
        "redis://h:1/99999    | database not understood (expected: a number, 0..9999)",
        "redis://a,b/3        | database 3 (expected: 0, a Cluster has no other)",
        "redis://h:1?x=1      | options after ? or # (expected: none; encode these characters in"
            + " a password)",
      })
  void aWrongRedisUrlIsOneLineWithItsSourceAndWhatIsWrong(String url, String wrong) {
    assertThat(refusal("--redis", url)).isEqualTo("--redis: " + wrong);
    assertThat(ServeCommand.parse(new String[0], Map.of("GREENROOM_REDIS", url)))
        .isEqualTo(new Refuse("GREENROOM_REDIS: " + wrong));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://user:s@cret@a", "redis://user:s@cret?a", "redis://s@cret@a"})
  void aRefusedRedisUrlDoesNotShowItsPassword(String url) {
    assertThat(refusal("--redis", url)).startsWith("--redis: ").doesNotContain("cret");
  }

  @Test
  void theDataGoesIntoADirectoryThatMayStillBeMissing(@TempDir Path directory) throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    Path missing = directory.resolve("missing");

    assertThat(options("--data", directory.toString()).data()).isEqualTo(directory);
    assertThat(options("--data", missing.toString()).data()).isEqualTo(missing);
    assertThat(refusal("--data", file.toString())).startsWith("--data: " + file + " (expected: ");
    assertThat(refusal("--data", "")).startsWith("--data: \"\" (expected: ");
  }

  @Test
  void theGuideComesFromADirectoryThatIsThere(@TempDir Path directory) throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(options("--guide", directory.toString()).guide()).isEqualTo(directory);
    for (String wrong : List.of(file.toString(), directory.resolve("missing").toString(), "")) {
      assertThat(refusal("--guide", wrong))
          .isEqualTo(
              "--guide: %s (expected: a directory that is there)"
                  .formatted(wrong.isEmpty() ? "\"\"" : wrong));
    }
    assertThat(ServeCommand.parse(new String[0], Map.of("GREENROOM_GUIDE", directory.toString())))
        .isEqualTo(new Serve(options("--guide", directory.toString())));
  }

  @Test
  void aPublicUrlIsWrittenAsBrowsersWriteAnOrigin() {
    assertThat(options("--public-url", "HTTPS://Rooms.Example.org:443/").publicUrl())
        .isEqualTo(URI.create("https://rooms.example.org"));
    assertThat(options("--public-url", "http://[::1]:8080").publicUrl())
        .isEqualTo(URI.create("http://[::1]:8080"));
  }

  @Test
  void anAddressMayStandInBrackets() {
    assertThat(options("--host", "[::1]").host()).isEqualTo("::1");
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void aFlagWithoutItsValueSaysWhatWasExpected(Setting setting) {
    assertThat(refusal(setting.flag()))
        .isEqualTo("%s: no value (expected: %s)".formatted(setting.flag(), setting.expected()));
    assertThat(refusal(setting.flag(), "--help"))
        .isEqualTo("%s: no value (expected: %s)".formatted(setting.flag(), setting.expected()));
  }

  @Test
  void whatNobodyKnowsIsRefusedInOneLine() {
    assertThat(refusal("--prot", "8080"))
        .isEqualTo(
            "--prot: unknown (expected: --host, --port, --data, --redis, --public-url,"
                + " --create-key, --keep-days, --guide, --help, --version)");
    assertThat(refusal("start")).isEqualTo("start: unknown (expected: serve)");
    assertThat(refusal("a\nb")).isEqualTo("a?b: unknown (expected: serve)");
    assertThat(refusal("--help=yes")).doesNotContain("\n");
  }

  @Test
  void aFlagGivenTwiceIsRefused() {
    assertThat(refusal("--port", "1", "--port", "2"))
        .isEqualTo("--port: given twice (expected: once)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void theHelpNamesEveryFlagAndVariable(String flag) {
    List<String> names =
        List.of(Setting.values()).stream()
            .flatMap(setting -> List.of(setting.flag(), setting.variable()).stream())
            .toList();
    assertThat(ServeCommand.parse(new String[] {flag}, Map.of("GREENROOM_PORT", "wrong")))
        .isInstanceOfSatisfying(Print.class, help -> assertThat(help.text()).contains(names));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void theVersionIsThatOfTheBuild(String flag) {
    assertThat(ServeCommand.parse(new String[] {flag}, NO_VARIABLES))
        .isInstanceOfSatisfying(
            Print.class, version -> assertThat(version.text()).matches("Greenroom [0-9]+\\..*"));
  }

  @Test
  void theTextOfTheOptionsHidesTheirSecrets() {
    assertThat(
            options("--redis", "redis://user:secret@a", "--create-key", "open-sesame").toString())
        .contains("redis=Single[node=a:6379")
        .doesNotContain("secret", "open-sesame");
  }

  @Test
  void optionsCheckThemselves() {
    assertThatThrownBy(() ->
            new ServeOptions("127.0.0.1", 70_000, Path.of("data"), null, null, null, 30, null))
        .isInstanceOf(WrongValueException.class)
        .hasMessage("--port: 70000 (expected: 0..65535)");
  }

  private static ServeOptions options(String... args) {
    return switch (ServeCommand.parse(args, NO_VARIABLES)) {
      case Serve(ServeOptions options) -> options;
      case Print(String text) -> throw new AssertionError(text);
      case Refuse(String line) -> throw new AssertionError(line);
    };
  }

  private static String refusal(String... args) {
    return switch (ServeCommand.parse(args, NO_VARIABLES)) {
      case Serve(ServeOptions options) -> throw new AssertionError(options.toString());
      case Print(String text) -> throw new AssertionError(text);
      case Refuse(String line) -> line;
    };
  }
}
