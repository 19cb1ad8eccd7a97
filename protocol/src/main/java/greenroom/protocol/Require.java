package greenroom.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The checks that compact constructors share. Every failure is an `IllegalArgumentException` in
/// the form `name: what was wrong (expected: what would be right)`, which the codec hands to the
/// client as it is.
final class Require {
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

  private Require() {}

  static <T> T present(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + ": missing (expected: a value)");
    }
    return value;
  }

  static long range(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + min + ".." + max + ")");
    }
    return value;
  }

  static String matches(String name, @Nullable String value, Pattern pattern, String expected) {
    String text = present(name, value);
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(
          name + ": " + excerpt(text) + " (expected: " + expected + ")");
    }
    return text;
  }

  /// One line of text: no control characters at all.
  static String line(String name, @Nullable String value, int min, int max) {
    return text(name, value, min, max, false);
  }

  /// Text of several lines: of the control characters, only tab and line feed.
  static String lines(String name, @Nullable String value, int min, int max) {
    return text(name, value, min, max, true);
  }

  /// A list with so many entries, none of them null; a copy.
  static <T> List<T> list(String name, @Nullable List<T> values, int min, int max) {
    List<T> given = present(name, values);
    if (given.size() < min || given.size() > max) {
      throw new IllegalArgumentException(
          name
              + ": "
              + given.size()
              + " entries (expected: "
              + (max == Integer.MAX_VALUE ? min + " or more" : min + ".." + max)
              + ")");
    }
    for (int i = 0; i < given.size(); i++) {
      present(name + "[" + i + "]", given.get(i));
    }
    return List.copyOf(given);
  }

  /// A list as [#list] has it, in which nothing stands twice.
  static <T> List<T> distinct(String name, @Nullable List<T> values, int min, int max) {
    List<T> given = list(name, values, min, max);
    Set<T> seen = new HashSet<>();
    for (T value : given) {
      if (!seen.add(value)) {
        throw new IllegalArgumentException(name + ": " + value + " twice (expected: once)");
      }
    }
    return given;
  }

  /// What every item of a list has.
  static void listed(
      @Nullable ItemId id,
      long rev,
      @Nullable OrderKey order,
      @Nullable ParticipantId by,
      @Nullable Object content) {
    present("id", id);
    range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
    present("order", order);
    present("by", by);
    present("content", content);
  }

  /// A time in milliseconds since 1970.
  static long time(String name, long value) {
    return range(name, value, 0, Limits.MAX_SAFE_INTEGER);
  }

  private static String text(String name, @Nullable String given, int min, int max, boolean lines) {
    String value = present(name, given);
    int length = value.length();
    if (length < min || length > max) {
      throw new IllegalArgumentException(
          name + ": " + length + " UTF-16 units (expected: " + min + ".." + max + ")");
    }
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c) && !(lines && (c == '\n' || c == '\t'))) {
        throw new IllegalArgumentException(
            "%s: control character U+%04X at %d (expected: none)".formatted(name, (int) c, i));
      }
    }
    return wellFormed(name, value);
  }

  /// Text that has no surrogate by itself.
  static String wellFormed(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          ? i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1))
          : Character.isLowSurrogate(c)
              && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)))) {
        throw new IllegalArgumentException(
            name + ": lone surrogate at " + i + " (expected: well-formed UTF-16)");
      }
    }
    return value;
  }

  /// The start of what was sent, fit for a message of one line.
  private static String excerpt(String value) {
    String start = value.length() <= 40 ? value : value.substring(0, 40) + "...";
    return '"' + UNPRINTABLE.matcher(start).replaceAll("?") + '"';
  }
}
