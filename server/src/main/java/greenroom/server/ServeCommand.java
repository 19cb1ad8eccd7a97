package greenroom.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line, `greenroom [serve] [flags]`, read together with the environment: a flag beats
/// its variable, a variable beats the default. Stateless.
final class ServeCommand {
  private static final String NAME = "serve";
  private static final List<String> FLAGS =
      Stream.concat(
              Stream.of(Setting.values()).map(Setting::flag), Stream.of("--help", "--version"))
          .toList();

  private ServeCommand() {}

  /// What the command line asks for.
  sealed interface Request {}

  /// Start the server.
  record Serve(ServeOptions options) implements Request {}

  /// Print the text, which is the help or the version, and end well.
  record Print(String text) implements Request {}

  /// Print the line as an error: something on the command line or in the environment is wrong.
  record Refuse(String line) implements Request {}

  static Request parse(String[] args, Map<String, String> environment) {
    CommandLine commandLine = new CommandLine(spec()).setExpandAtFiles(false);
    ParseResult parsed;
    try {
      parsed = commandLine.parseArgs(args);
    } catch (ParameterException wrong) {
      return new Refuse(line(wrong));
    }
    if (parsed.isUsageHelpRequested()) {
      return new Print(commandLine.getUsageMessage().stripTrailing());
    }
    if (parsed.isVersionHelpRequested()) {
      return new Print("Greenroom " + version());
    }
    String command = parsed.matchedPositionalValue(0, NAME);
    if (!command.equals(NAME)) {
      return new Refuse(unknown(command, NAME));
    }
    return options(parsed, environment);
  }

  private static Request options(ParseResult parsed, Map<String, String> environment) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    Map<Setting, String> sources = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String flag = parsed.matchedOptionValue(setting.flag(), (String) null);
      String value = flag != null ? flag : environment.get(setting.variable());
      if (value != null) {
        values.put(setting, value);
        sources.put(setting, flag != null ? setting.flag() : setting.variable());
      }
    }
    try {
      return new Serve(ServeOptions.of(values));
    } catch (WrongValueException wrong) {
      Setting setting = wrong.setting();
      return new Refuse(wrong.line(sources.getOrDefault(setting, setting.flag())));
    }
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("greenroom").mixinStandardHelpOptions(true);
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel(NAME)
            .type(String.class)
            .description("Start the server; this is what happens without it, too.")
            .build());
    for (Setting setting : Setting.values()) {
      spec.addOption(
          OptionSpec.builder(setting.flag())
              .paramLabel(setting.label())
              .type(String.class)
              .description(setting.description(), "Variable: " + setting.variable())
              .build());
    }
    spec.usageMessage()
        .width(100)
        .sortOptions(false)
        .description("A real-time room in which people rehearse the system-design interview.")
        .footer(
            "", "A flag beats its environment variable. A wrong value ends the start with code 2.");
    return spec;
  }

  private static String line(ParameterException wrong) {
    return switch (wrong) {
      case MissingParameterException missing -> noValue(name(missing.getMissing().getFirst()));
      case OverwrittenOptionException twice ->
          name(twice.getOverwritten()) + ": given twice (expected: once)";
      case UnmatchedArgumentException unmatched ->
          unknown(unmatched.getUnmatched().getFirst(), String.join(", ", FLAGS));
      // Such as a value for --help, which takes none.
      default -> Setting.onOneLine(Objects.requireNonNullElse(wrong.getMessage(), ""));
    };
  }

  private static String unknown(String argument, String expected) {
    return "%s: unknown (expected: %s)".formatted(Setting.onOneLine(argument), expected);
  }

  private static String noValue(String flag) {
    return Stream.of(Setting.values())
        .filter(setting -> setting.flag().equals(flag))
        .map(setting -> "%s: no value (expected: %s)".formatted(flag, setting.expected()))
        .findFirst()
        .orElse(flag + ": no value");
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String version() {
    Properties build = new Properties();
    try (InputStream in = ServeCommand.class.getResourceAsStream("build.properties")) {
      build.load(Objects.requireNonNull(in, "build.properties: missing from the jar"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return build.getProperty("version");
  }
}
