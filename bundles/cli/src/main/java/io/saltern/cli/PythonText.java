// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as Python writes them: {@code repr()}, {@code str()}, {@code splitlines()}. */
public final class PythonText {
  private static final int SIGNIFICANT_DIGITS = 17;

  private PythonText() {}

  /** {@code str(value)}: a text as it is, everything else as {@link #repr}. */
  public static String str(@Nullable Object value) {
    return value instanceof String text ? text : repr(value);
  }

  /** {@code repr(value)} of what a message can hold; maps in their order. */
  public static String repr(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    repr(value, out);
    return out.toString();
  }

  private static void repr(@Nullable Object value, StringBuilder out) {
    if (value == null) {
      out.append("None");
    } else if (value instanceof Boolean flag) {
      out.append(flag ? "True" : "False");
    } else if (value instanceof Double || value instanceof Float) {
      out.append(number(((Number) value).doubleValue()));
    } else if (value instanceof byte[] bytes) {
      quoteBytes(bytes, out);
    } else if (value instanceof Map<?, ?> map) {
      out.append('{');
      String separator = "";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        repr(entry.getKey(), out);
        out.append(": ");
        repr(entry.getValue(), out);
        separator = ", ";
      }
      out.append('}');
    } else if (value instanceof Collection<?> items) {
      out.append('[');
      String separator = "";
      for (Object item : items) {
        out.append(separator);
        repr(item, out);
        separator = ", ";
      }
      out.append(']');
    } else if (value instanceof Number) {
      out.append(value);
    } else {
      quote(value.toString(), out);
    }
  }

  /** {@code repr()} of a float: the shortest digits that read back as the same number. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(value);
    String digits = shortest.unscaledValue().abs().toString();
    int point = digits.length() - shortest.scale();
    String sign = value < 0 ? "-" : "";
    if (point > 16 || point < -3) {
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      int exponent = point - 1;
      return sign
          + digits.charAt(0)
          + fraction
          + (exponent < 0 ? "e-" : "e+")
          + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
    }
    if (point <= 0) {
      return sign + "0." + "0".repeat(-point) + digits;
    }
    return digits.length() <= point
        ? sign + digits + "0".repeat(point - digits.length()) + ".0"
        : sign + digits.substring(0, point) + "." + digits.substring(point);
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded = exact;
    for (int digits = 1; digits <= SIGNIFICANT_DIGITS; digits++) {
      rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        break;
      }
    }
    return rounded.stripTrailingZeros();
  }

  private static void quote(String text, StringBuilder out) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    text.codePoints().forEach(c -> escape(c, quote, out));
    out.append(quote);
  }

  private static void quoteBytes(byte[] bytes, StringBuilder out) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append((char) (b & 0xff));
    }
    char quote = text.indexOf("'") >= 0 && text.indexOf("\"") < 0 ? '"' : '\'';
    out.append('b').append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7e) {
        hex("\\x", 2, c, out);
      } else {
        escape(c, quote, out);
      }
    }
    out.append(quote);
  }

  private static void escape(int c, char quote, StringBuilder out) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (printable(c)) {
          out.appendCodePoint(c);
        } else if (c <= 0xff) {
          hex("\\x", 2, c, out);
        } else if (c <= 0xffff) {
          hex("\\u", 4, c, out);
        } else {
          hex("\\U", 8, c, out);
        }
      }
    }
  }

  private static void hex(String prefix, int width, int c, StringBuilder out) {
    String digits = Integer.toHexString(c);
    out.append(prefix).append("0".repeat(width - digits.length())).append(digits);
  }

  private static boolean printable(int c) {
    if (c == ' ') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** {@code text.splitlines()}: without the line ends, and no last empty line. */
  public static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (endsLine(text.charAt(i))) {
        lines.add(text.substring(start, i));
        if (text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  private static boolean endsLine(char c) {
    return (c >= '\n' && c <= '\r')
        || (c >= 0x1c && c <= 0x1e)
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  /** {@code text.rstrip()}. */
  public static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean isSpace(char c) {
    return endsLine(c) || c == '\t' || c == 0x1f || Character.isSpaceChar(c);
  }
}
