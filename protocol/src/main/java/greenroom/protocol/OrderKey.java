package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A fractional key: between any two there is room for another, so moving one item rewrites no
/// other. Keys sort by their characters' codes.
///
/// A key is a number in base 62 with the digits `0-9A-Za-z`. Its head letter says how long the
/// integer part is (`a` to `z`: 1 to 26 digits after it, counting up; `Z` to `A`: 1 to 26 digits,
/// counting down); what follows is the fraction, which does not end in `0`.
///
/// Algorithm: David Greenspan, *Implementing Fractional Indexing* (Observable, 2020), in the form
/// of the `fractional-indexing` package, with which the results agree.
public record OrderKey(@JsonValue String value) implements Comparable<OrderKey> {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String SMALLEST_INTEGER = "A" + "0".repeat(26);
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z][0-9A-Za-z]{1," + (Limits.ORDER_LENGTH - 1) + "}");
  private static final String EXPECTED =
      "a fractional key of at most " + Limits.ORDER_LENGTH + " characters, such as a0";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OrderKey {
    Require.matches("order", value, FORM, EXPECTED);
    int integer = integerLength(value);
    if (value.length() < integer
        || value.equals(SMALLEST_INTEGER)
        || (value.length() > integer && value.endsWith("0"))) {
      throw new IllegalArgumentException("order: \"" + value + "\" (expected: " + EXPECTED + ")");
    }
  }

  /// A key between two others; an absent bound is open.
  ///
  /// @throws IllegalArgumentException if `after` does not sort before `before`, or no key short
  ///   enough is left
  public static OrderKey between(@Nullable OrderKey after, @Nullable OrderKey before) {
    if (after != null && before != null && after.compareTo(before) >= 0) {
      throw new IllegalArgumentException("order: " + after + " does not sort before " + before);
    }
    return new OrderKey(
        key(after == null ? null : after.value, before == null ? null : before.value));
  }

  @Override
  public int compareTo(OrderKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static String key(@Nullable String after, @Nullable String before) {
    if (after == null) {
      return before == null ? "a0" : keyBefore(before);
    }
    String integer = integer(after);
    String fraction = after.substring(integer.length());
    if (before == null) {
      String next = incremented(integer);
      return next == null ? integer + midpoint(fraction, null) : next;
    }
    String other = integer(before);
    if (integer.equals(other)) {
      return integer + midpoint(fraction, before.substring(other.length()));
    }
    String next = incremented(integer);
    return next != null && next.compareTo(before) < 0 ? next : integer + midpoint(fraction, null);
  }

  private static String keyBefore(String before) {
    String integer = integer(before);
    if (integer.equals(SMALLEST_INTEGER)) {
      return integer + midpoint("", before.substring(integer.length()));
    }
    return integer.compareTo(before) < 0 ? integer : decremented(integer);
  }

  /// A fraction strictly between two others, where an absent `upper` stands for one.
  private static String midpoint(String lower, @Nullable String upper) {
    if (upper != null) {
      int same = 0;
      while (same < upper.length()
          && (same < lower.length() ? lower.charAt(same) : '0') == upper.charAt(same)) {
        same++;
      }
      if (same > 0) {
        return upper.substring(0, same)
            + midpoint(lower.substring(Math.min(same, lower.length())), upper.substring(same));
      }
    }
    int low = lower.isEmpty() ? 0 : DIGITS.indexOf(lower.charAt(0));
    int high = upper == null ? DIGITS.length() : DIGITS.indexOf(upper.charAt(0));
    if (high - low > 1) {
      return digit((low + high + 1) / 2);
    }
    if (upper != null && upper.length() > 1) {
      return upper.substring(0, 1);
    }
    return digit(low) + midpoint(lower.isEmpty() ? "" : lower.substring(1), null);
  }

  private static int integerLength(String key) {
    char head = key.charAt(0);
    return head >= 'a' ? head - 'a' + 2 : 'Z' - head + 2;
  }

  private static String integer(String key) {
    return key.substring(0, integerLength(key));
  }

  private static @Nullable String incremented(String integer) {
    char[] digits = integer.toCharArray();
    for (int i = digits.length - 1; i > 0; i--) {
      if (digits[i] != 'z') {
        digits[i] = DIGITS.charAt(DIGITS.indexOf(digits[i]) + 1);
        return new String(digits);
      }
      digits[i] = '0';
    }
    char head = digits[0];
    if (head == 'Z') {
      return "a0";
    }
    if (head == 'z') {
      return null;
    }
    String zeros = new String(digits, 1, digits.length - 1);
    char next = (char) (head + 1);
    return next + (next > 'a' ? zeros + "0" : zeros.substring(1));
  }

  private static String decremented(String integer) {
    char[] digits = integer.toCharArray();
    for (int i = digits.length - 1; i > 0; i--) {
      if (digits[i] != '0') {
        digits[i] = DIGITS.charAt(DIGITS.indexOf(digits[i]) - 1);
        return new String(digits);
      }
      digits[i] = 'z';
    }
    char head = digits[0];
    if (head == 'a') {
      return "Zz";
    }
    String nines = new String(digits, 1, digits.length - 1);
    char next = (char) (head - 1);
    return next + (next < 'Z' ? nines + "z" : nines.substring(1));
  }

  private static String digit(int value) {
    return String.valueOf(DIGITS.charAt(value));
  }
}
