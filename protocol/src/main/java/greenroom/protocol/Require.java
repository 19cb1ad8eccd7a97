package greenroom.protocol;

import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The checks that compact constructors share. Every failure is an `IllegalArgumentException` in
/// the form `name: what was wrong (expected: what would be right)`, which the codec hands to the
/// client as it is.
final class Require {
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

  static void size(String name, @Nullable Collection<?> values, int min, int max) {
    int size = present(name, values).size();
    if (size < min || size > max) {
      throw new IllegalArgumentException(
          name + ": " + size + " entries (expected: " + min + ".." + max + ")");
    }
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
      if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException(
            name + ": lone surrogate at " + i + " (expected: well-formed UTF-16)");
      }
    }
    return value;
  }

  private static String excerpt(String value) {
    return value.length() <= 40 ? '"' + value + '"' : '"' + value.substring(0, 40) + "…\"";
  }
}
