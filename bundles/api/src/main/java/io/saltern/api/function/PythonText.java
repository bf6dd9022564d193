// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as Python writes them, which Salt's messages are made of. */
public final class PythonText {
  private static final int LEAST_PLAIN_EXPONENT = -4;
  private static final int FIRST_SCIENTIFIC_EXPONENT = 16;
  private static final int MOST_DIGITS = 17;

  private PythonText() {}

  /** What {@code str()} gives: a text as it is, anything else as {@link #repr}. */
  public static String str(@Nullable Object value) {
    return value instanceof CharSequence text ? text.toString() : repr(value);
  }

  /** What {@code repr()} gives. */
  public static String repr(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    }
    if (value instanceof CharSequence text) {
      return quoted(text.toString());
    }
    if (value instanceof byte[] bytes) {
      return bytes(bytes);
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> repr(e.getKey()) + ": " + repr(e.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(PythonText::repr).collect(Collectors.joining(", ", "[", "]"));
    }
    return value.toString();
  }

  /** What {@code repr()} gives for a tuple of the values. */
  public static String tuple(Collection<? extends @Nullable Object> values) {
    String inner = values.stream().map(PythonText::repr).collect(Collectors.joining(", "));
    return "(" + inner + (values.size() == 1 ? ",)" : ")");
  }

  /** The name of the value's type, as {@code str}. */
  public static String type(@Nullable Object value) {
    if (value == null) {
      return "NoneType";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Double || value instanceof Float) {
      return "float";
    }
    if (value instanceof Number) {
      return "int";
    }
    if (value instanceof CharSequence) {
      return "str";
    }
    if (value instanceof byte[]) {
      return "bytes";
    }
    if (value instanceof Map) {
      return "dict";
    }
    return value instanceof Collection ? "list" : value.getClass().getSimpleName();
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = shortest(value);
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= LEAST_PLAIN_EXPONENT && exponent < FIRST_SCIENTIFIC_EXPONENT) {
      String plain = exact.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String digits = exact.unscaledValue().abs().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String sign = exponent < 0 ? "-" : "+";
    return (exact.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + "e"
        + sign
        + String.format("%02d", Math.abs(exponent));
  }

  /** The fewest digits that read back as the same number; Java's own text may have more. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded = exact;
    for (int digits = 1; digits <= MOST_DIGITS; digits++) {
      rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        break;
      }
    }
    return rounded.stripTrailingZeros();
  }

  private static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder quoted = new StringBuilder().append(quote);
    text.codePoints().forEach(c -> escape(quoted, c, quote));
    return quoted.append(quote).toString();
  }

  private static void escape(StringBuilder into, int c, char quote) {
    if (c == quote || c == '\\') {
      into.append('\\').appendCodePoint(c);
    } else if (c == '\n') {
      into.append("\\n");
    } else if (c == '\r') {
      into.append("\\r");
    } else if (c == '\t') {
      into.append("\\t");
    } else if (printable(c)) {
      into.appendCodePoint(c);
    } else {
      String form = c <= 0xff ? "\\x%02x" : c <= 0xffff ? "\\u%04x" : "\\U%08x";
      into.append(String.format(form, c));
    }
  }

  /** {@code isprintable()}: no control, format, private or unassigned character, no odd space. */
  private static boolean printable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  private static String bytes(byte[] bytes) {
    StringBuilder quoted = new StringBuilder("b'");
    for (byte b : bytes) {
      int c = b & 0xff;
      if (c >= 0x7f) {
        quoted.append(String.format("\\x%02x", c));
      } else {
        escape(quoted, c, '\'');
      }
    }
    return quoted.append('\'').toString();
  }
}
