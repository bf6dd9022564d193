// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import io.saltern.api.function.PythonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Salt's outputter {@code key}: minion keys by state. */
final class Keys {
  private record Look(String title, Palette light, Palette dark) {}

  private static final Map<String, Look> LOOKS =
      Map.of(
          "minions_pre", new Look("Unaccepted Keys:", Palette.LIGHT_RED, Palette.RED),
          "minions", new Look("Accepted Keys:", Palette.LIGHT_GREEN, Palette.GREEN),
          "minions_denied", new Look("Denied Keys:", Palette.LIGHT_MAGENTA, Palette.MAGENTA),
          "minions_rejected", new Look("Rejected Keys:", Palette.LIGHT_BLUE, Palette.BLUE),
          "local", new Look("Local Keys:", Palette.LIGHT_MAGENTA, Palette.MAGENTA));

  private Keys() {}

  static String format(@Nullable Object value, OutputOptions options) {
    if (!(value instanceof Map<?, ?> states)) {
      throw new IllegalArgumentException("not a map of keys by state");
    }
    List<String> lines = new ArrayList<>();
    for (Map.Entry<?, ?> state : Sorted.entries(states)) {
      Look look = LOOKS.get(PythonText.str(state.getKey()));
      if (look == null) {
        throw new IllegalArgumentException("not a map of keys by state");
      }
      lines.add(look.light.paint(look.title, options));
      if (state.getValue() instanceof Map<?, ?> keys) {
        for (Map.Entry<?, ?> key : Sorted.entries(keys)) {
          lines.add(
              look.dark.paint(
                  plain(key.getKey()) + ":  " + PythonText.str(key.getValue()), options));
        }
      } else if (state.getValue() instanceof Collection<?> ids) {
        TreeSet<String> sorted = new TreeSet<>();
        ids.forEach(id -> sorted.add(plain(id)));
        sorted.forEach(id -> lines.add(look.dark.paint(id, options)));
      }
    }
    return String.join("\n", lines);
  }

  private static String plain(@Nullable Object id) {
    return Outputters.withoutEscapes(PythonText.str(id));
  }
}
