package greenroom.server;

/// A [Setting] was given a value that cannot be right.
final class WrongValueException extends IllegalArgumentException {
  private final Setting setting;
  private final String complaint;

  /// @param value as it was given; the message hides what is secret in it
  WrongValueException(Setting setting, String value) {
    this("%s (expected: %s)".formatted(setting.shown(value), setting.expected()), setting);
  }

  private WrongValueException(String complaint, Setting setting) {
    super(setting.flag() + ": " + complaint);
    this.setting = setting;
    this.complaint = complaint;
  }

  /// For a value of several parts.
  ///
  /// @param complaint says what is wrong with which part, without secrets, and what was expected
  static WrongValueException of(Setting setting, String complaint) {
    return new WrongValueException(complaint, setting);
  }

  Setting setting() {
    return setting;
  }

  /// The one line that refuses the value.
  ///
  /// @param source the flag or the environment variable that gave it
  String line(String source) {
    return source + ": " + complaint;
  }
}
