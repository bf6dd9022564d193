// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import io.saltern.api.function.PythonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Salt's outputter {@code nested}, the usual one: indented, in colours. */
final class Nested {
  private final OutputOptions options;
  private final Palette frame;
  private final Palette bullet;
  private final List<String> lines = new ArrayList<>();

  private Nested(OutputOptions options, int retcode) {
    this.options = options;
    this.frame = retcode == 0 ? Palette.CYAN : Palette.RED;
    this.bullet = retcode == 0 ? Palette.GREEN : Palette.RED;
  }

  static String format(@Nullable Object value, OutputOptions options, int retcode) {
    Nested nested = new Nested(options, retcode);
    nested.show(value, 0, "");
    return String.join("\n", nested.lines);
  }

  private void show(@Nullable Object value, int indent, String prefix) {
    if (value instanceof Map<?, ?> map) {
      showMap(map, indent, prefix);
    } else if (value instanceof Collection<?> items) {
      for (Object item : items) {
        showItem(item, indent);
      }
    } else if (value instanceof String text) {
      showText(text, indent, prefix);
    } else if (value instanceof byte[]) {
      line(indent, Palette.GREEN, prefix, PythonText.repr(value), "");
    } else {
      line(indent, Palette.LIGHT_YELLOW, prefix, PythonText.repr(value), "");
    }
  }

  private void showMap(Map<?, ?> map, int indent, String prefix) {
    if (indent > 0) {
      line(indent, frame, "", "----------", "");
    }
    for (Map.Entry<?, ?> entry : Sorted.entries(map)) {
      line(indent, frame, prefix, PythonText.str(entry.getKey()), ":");
      show(entry.getValue(), indent + 4, "");
    }
  }

  private void showItem(@Nullable Object item, int indent) {
    if (item instanceof Map || item instanceof Collection) {
      line(indent, bullet, "", "|_", "");
      show(item, indent + 2, "");
    } else {
      show(item, indent, "- ");
    }
  }

  private void showText(String text, int indent, String prefix) {
    String before = prefix;
    for (String line : TextLines.lines(text)) {
      line(indent, Palette.GREEN, before, Outputters.withoutEscapes(line), "");
      before = " ".repeat(prefix.length());
    }
  }

  private void line(int indent, Palette color, String prefix, String text, String suffix) {
    lines.add(" ".repeat(indent) + color.paint(prefix + text, options) + suffix);
  }
}
