package greenroom.server;

/// A [Setting] was given a value that cannot be right.
final class WrongValueException extends IllegalArgumentException {
  private final Setting setting;
  private final String value;

  /// @param value as it was given; the message hides what is secret in it
  WrongValueException(Setting setting, String value) {
    super(line(setting.flag(), setting, value));
    this.setting = setting;
    this.value = value;
  }

  Setting setting() {
    return setting;
  }

  /// The one line that refuses the value.
  ///
  /// @param source the flag or the environment variable that gave it
  String line(String source) {
    return line(source, setting, value);
  }

  private static String line(String source, Setting setting, String value) {
    return "%s: %s (expected: %s)".formatted(source, setting.shown(value), setting.expected());
  }
}
