// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Tag;

/** Scalars as Salt's YAML loader makes them, and as Python prints them. */
final class Scalars {
  private static final BigInteger SIXTY = BigInteger.valueOf(60);

  private Scalars() {}

  /**
   * The value of a scalar: dates stay text, and a whole number with leading zeros is decimal.
   *
   * @throws IllegalArgumentException when the text does not fit the tag, or the tag is none of a
   *     plain value
   */
  static @Nullable Object value(Tag tag, String text) {
    if (tag.equals(Tag.STR) || tag.equals(Tag.TIMESTAMP) || tag.equals(SaltResolver.VALUE)) {
      return text;
    }
    if (tag.equals(Tag.MERGE)) {
      return text;
    }
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return bool(text);
    }
    if (tag.equals(Tag.INT)) {
      return whole(text);
    }
    if (tag.equals(Tag.FLOAT)) {
      return number(text);
    }
    throw new IllegalArgumentException("the type " + tag.getValue() + " is not allowed");
  }

  private static Boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "yes", "true", "on" -> true;
      case "no", "false", "off" -> false;
      default -> throw new IllegalArgumentException("not true or false: '" + text + "'");
    };
  }

  private static Object whole(String text) {
    String digits = text.replace("_", "");
    boolean plainZeros = digits.startsWith("0") && !digits.matches("0[bx].*");
    boolean negative = digits.startsWith("-");
    digits = digits.replaceFirst("^[-+]", "");
    BigInteger value;
    try {
      if (digits.startsWith("0b")) {
        value = new BigInteger(digits.substring(2), 2);
      } else if (digits.startsWith("0x")) {
        value = new BigInteger(digits.substring(2), 16);
      } else if (digits.startsWith("0") && !plainZeros) {
        value = new BigInteger(digits, 8);
      } else if (digits.indexOf(':') >= 0) {
        value = BigInteger.ZERO;
        for (String part : digits.split(":", -1)) {
          value = value.multiply(SIXTY).add(new BigInteger(part));
        }
      } else {
        value = new BigInteger(digits);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a whole number: '" + text + "'", e);
    }
    value = negative ? value.negate() : value;
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private static Double number(String text) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    double sign = digits.startsWith("-") ? -1 : 1;
    digits = digits.replaceFirst("^[-+]", "");
    if (digits.equals(".inf")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (digits.equals(".nan")) {
      return Double.NaN;
    }
    try {
      double value = 0;
      for (String part : digits.split(":", -1)) {
        value = value * 60 + Double.parseDouble(part);
      }
      return sign * value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number: '" + text + "'", e);
    }
  }

  /** As Python's {@code str()} prints a plain value. */
  static String python(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    if (value instanceof Double number) {
      return python(number.doubleValue());
    }
    return value.toString();
  }

  /** As Python's {@code repr()} prints a number. */
  static String python(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = shortest.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String digits = shortest.unscaledValue().abs().toString();
    return (number < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
