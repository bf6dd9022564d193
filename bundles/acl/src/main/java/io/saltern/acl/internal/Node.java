// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import io.saltern.api.function.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value within an option, and where it is.
 *
 * @param path the keys and indexes that lead to it
 * @param shown the option and the keys, for people
 */
record Node(
    Settings settings, Option<?> option, List<String> path, String shown, @Nullable Object value) {
  Node {
    path = List.copyOf(path);
  }

  /** An option's whole value. */
  static Node of(Settings settings, Option<Map<String, Object>> option) {
    return new Node(settings, option, List.of(), option.name(), settings.get(option));
  }

  /** The items of a list; of anything else itself alone. */
  List<Node> items() {
    if (!(value instanceof List<?> list)) {
      return List.of(this);
    }
    List<Node> items = new ArrayList<>();
    for (Object item : list) {
      items.add(step(String.valueOf(items.size()), shown, item));
    }
    return items;
  }

  /** The values of a map, in its order; of anything else nothing. */
  List<Node> entries() {
    List<Node> entries = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, child) -> {
            String name = PythonText.str(key);
            entries.add(step(name, shown + ": " + name, child));
          });
    }
    return entries;
  }

  private Node step(String step, String shownThere, @Nullable Object child) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return new Node(settings, option, longer, shownThere, child);
  }

  /** The last key or index. */
  String key() {
    return path.get(path.size() - 1);
  }

  boolean isMap() {
    return value instanceof Map;
  }

  boolean isList() {
    return value instanceof List;
  }

  /** The text that it is; null when it is something else, or empty. */
  @Nullable String text() {
    return value instanceof String text && !text.isEmpty() ? text : null;
  }

  /** How many entries it has, as a map. */
  int size() {
    return value instanceof Map<?, ?> map ? map.size() : 0;
  }

  /** File and line; the option's name when no file says it. */
  String place() {
    return settings.place(option, path.toArray(String[]::new)).orElse(option.name());
  }

  /** The rule that a pattern in this place makes. */
  Origin origin(String pattern) {
    return new Origin(value instanceof String ? shown + ": " + pattern : shown, place(), pattern);
  }

  /** A problem here, with file, line and rule. */
  String problem(String what) {
    return place() + ": " + shown + ": " + what;
  }

  /** What it is, for a problem. */
  String kind() {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof Map<?, ?> map) {
      return "a map of " + map.size();
    }
    if (value instanceof List<?> list) {
      return "a list of " + list.size();
    }
    return value instanceof String text
        ? text.isEmpty() ? "an empty text" : "text '" + text + "'"
        : PythonText.str(value) + ", which needs quotes to be a text";
  }
}
