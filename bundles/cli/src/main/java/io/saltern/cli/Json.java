// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import io.saltern.api.function.PythonText;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Python's {@code json.dumps(value, ensure_ascii=False)} writes it, byte for byte: its
 * numbers, its escapes, its spaces. What JSON has no form for is written as its {@code repr()}.
 */
public final class Json {
  private final int indent;
  private final StringBuilder out = new StringBuilder();

  private Json(int indent) {
    this.indent = indent;
  }

  /**
   * Writes a value.
   *
   * @param indent spaces per level; negative = all on one line
   */
  public static String write(@Nullable Object value, int indent) {
    Json json = new Json(indent);
    json.value(value, 0);
    return json.out.toString();
  }

  private void value(@Nullable Object value, int level) {
    if (value instanceof Map<?, ?> map) {
      map(map, level);
    } else if (value instanceof Collection<?> items) {
      list(items, level);
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof byte[]) {
      string(PythonText.repr(value));
    } else {
      out.append(scalar(value));
    }
  }

  private static String scalar(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return number.isNaN() ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }
    return value instanceof Boolean ? value.toString() : PythonText.repr(value);
  }

  private void map(Map<?, ?> map, int level) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    out.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      next(first, level + 1);
      string(entry.getKey() instanceof String key ? key : scalar(entry.getKey()));
      out.append(": ");
      value(entry.getValue(), level + 1);
      first = false;
    }
    line(level);
    out.append('}');
  }

  private void list(Collection<?> items, int level) {
    if (items.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append('[');
    boolean first = true;
    for (Object item : items) {
      next(first, level + 1);
      value(item, level + 1);
      first = false;
    }
    line(level);
    out.append(']');
  }

  private void next(boolean first, int level) {
    if (!first) {
      out.append(indent < 0 ? ", " : ",");
    }
    line(level);
  }

  private void line(int level) {
    if (indent >= 0) {
      out.append('\n').append(" ".repeat(indent * level));
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ') {
            out.append(c < 0x10 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
