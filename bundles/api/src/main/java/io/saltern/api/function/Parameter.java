// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A parameter of a function's method, and how a value comes to fit it. */
record Parameter(
    String name, Kind kind, Class<?> type, @Nullable String defaultText, boolean secret) {
  enum Kind {
    NAMED,
    POSITIONALS,
    KEYWORDS,
    CONTEXT
  }

  private static final Set<Type> WHOLE =
      Set.of(int.class, Integer.class, long.class, Long.class, BigInteger.class);

  static Parameter of(java.lang.reflect.Parameter parameter) {
    if (!parameter.isNamePresent()) {
      throw new IllegalArgumentException(
          parameter.getDeclaringExecutable() + " is compiled without names of parameters");
    }
    Default otherwise = parameter.getAnnotation(Default.class);
    Named named = parameter.getAnnotation(Named.class);
    return new Parameter(
        named == null ? parameter.getName() : named.value(),
        kind(parameter),
        parameter.getType(),
        otherwise == null ? null : otherwise.value(),
        parameter.isAnnotationPresent(Secret.class));
  }

  private static Kind kind(java.lang.reflect.Parameter parameter) {
    if (parameter.getType() == JobContext.class) {
      return Kind.CONTEXT;
    }
    if (parameter.isAnnotationPresent(Positionals.class)) {
      return Kind.POSITIONALS;
    }
    return parameter.isAnnotationPresent(Keywords.class) ? Kind.KEYWORDS : Kind.NAMED;
  }

  boolean optional() {
    return defaultText != null;
  }

  /** The default as Salt would show it. */
  @Nullable Object defaultValue() {
    String text = String.valueOf(defaultText);
    return switch (text) {
      case "None" -> null;
      case "True" -> true;
      case "False" -> false;
      default -> type == String.class ? text : numberOrText(text);
    };
  }

  private static Object numberOrText(String text) {
    if (text.matches("-?\\d{1,18}")) {
      return Long.valueOf(text);
    }
    return text.matches("-?\\d+\\.\\d+") ? (Object) Double.valueOf(text) : text;
  }

  /** The value as the method takes it. */
  @Nullable Object fit(@Nullable Object value) throws FunctionException {
    if (value == null) {
      if (type.isPrimitive()) {
        throw misfit(value);
      }
      return null;
    }
    if (type == Object.class || type.isInstance(value)) {
      return value;
    }
    if (type == String.class) {
      return PythonText.str(value);
    }
    if (type == boolean.class || type == Boolean.class) {
      return truth(value);
    }
    if (WHOLE.contains(type)) {
      return whole(value);
    }
    if (type == double.class || type == Double.class) {
      return real(value);
    }
    if (type == List.class) {
      return value instanceof Collection<?> several ? new ArrayList<>(several) : List.of(value);
    }
    throw misfit(value);
  }

  private static boolean truth(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value instanceof Collection<?> several) {
      return !several.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    return String.valueOf(value).equalsIgnoreCase("true");
  }

  private Object whole(Object value) throws FunctionException {
    try {
      long number =
          value instanceof Number exact
              ? exact.longValue()
              : Long.parseLong(PythonText.str(value).strip());
      if (type == BigInteger.class) {
        return BigInteger.valueOf(number);
      }
      boolean narrow = type == int.class || type == Integer.class;
      return narrow ? (Object) Math.toIntExact(number) : (Object) number;
    } catch (NumberFormatException | ArithmeticException e) {
      throw misfit(value);
    }
  }

  private Double real(Object value) throws FunctionException {
    try {
      return value instanceof Number number
          ? (Double) number.doubleValue()
          : Double.valueOf(PythonText.str(value).strip());
    } catch (NumberFormatException e) {
      throw misfit(value);
    }
  }

  private FunctionException misfit(@Nullable Object value) {
    String wanted =
        WHOLE.contains(type) ? "int" : type == Map.class ? "dict" : type.getSimpleName();
    return new FunctionException(
        FunctionException.Kind.ARGUMENTS,
        "argument '" + name + "' must be " + wanted + ", not " + PythonText.repr(value));
  }
}
