// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import io.saltern.api.config.Yaml;
import io.saltern.api.function.PythonText;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Salt's outputters by name. What they print is compared byte for byte with what Salt 3008 prints;
 * {@code quiet}, which prints nothing, is that of 3006.
 */
public final class Outputters {
  private static final int JSON_INDENT = 4;

  private final Map<String, Outputter> byName;

  /**
   * @param yaml writes what {@code yaml} prints
   */
  public Outputters(Yaml yaml) {
    byName =
        Map.of(
            "nested", Nested::format,
            "highstate", Nested::format,
            "json", (value, options, retcode) -> json(value, options),
            "yaml", (value, options, retcode) -> yaml.write(Sorted.deep(value)),
            "txt", (value, options, retcode) -> txt(value),
            "raw", (value, options, retcode) -> PythonText.str(value),
            "pprint", (value, options, retcode) -> pprint(value, options),
            "quiet", (value, options, retcode) -> "",
            "key", (value, options, retcode) -> Keys.format(value, options),
            "no_return", (value, options, retcode) -> noReturn(value, 0, options));
  }

  /** The outputter of a name, {@code text} being {@code txt}; empty when there is none. */
  public Optional<Outputter> named(String name) {
    return Optional.ofNullable(byName.get(name.equals("text") ? "txt" : name));
  }

  /** The usual outputter. */
  Outputter nested() {
    return Nested::format;
  }

  /** A text that cannot steer the terminal. */
  static String withoutEscapes(String text) {
    return text.replace('\u001b', '?');
  }

  private static String json(@Nullable Object value, OutputOptions options) {
    return Json.write(value, options.indent().orElse(JSON_INDENT));
  }

  private static String pprint(@Nullable Object value, OutputOptions options) {
    int indent = options.indent().orElse(1);
    return PrettyPrint.format(value, indent < 0 ? 1 : indent);
  }

  private static String txt(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value instanceof String text ? text : PrettyPrint.format(value, 1);
    }
    StringBuilder out = new StringBuilder();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = PythonText.str(entry.getKey());
      if (entry.getValue() instanceof String text) {
        for (String line : TextLines.lines(text)) {
          out.append(key).append(": ").append(line).append('\n');
        }
      } else {
        out.append(key).append(": ").append(PythonText.repr(entry.getValue())).append('\n');
      }
    }
    return out.toString();
  }

  private static String noReturn(@Nullable Object value, int indent, OutputOptions options) {
    StringBuilder out = new StringBuilder();
    if (value instanceof String text) {
      for (String line : text.split("\n", -1)) {
        out.append(Palette.RED.paint(" ".repeat(indent) + line, options)).append('\n');
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : Sorted.entries(map)) {
        String key = " ".repeat(indent) + PythonText.str(entry.getKey());
        out.append(Palette.CYAN.paint(key, options)).append(":\n");
        out.append(noReturn(entry.getValue(), indent + 4, options));
      }
    }
    return out.toString();
  }
}
