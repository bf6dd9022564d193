// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way to a value in nested maps and lists, as Salt walks it: a key of a map (a number or a
 * truth value where no such text is a key), the index of a list, or a key of the first map in a
 * list that has it.
 */
final class DataPath {
  private final List<String> keys;

  DataPath(List<String> keys) {
    this.keys = List.copyOf(keys);
  }

  /** A value that was found, which may be null. */
  record Found(@Nullable Object value) {}

  Optional<Found> find(@Nullable Object data) {
    Optional<Found> here = Optional.of(new Found(data));
    for (String key : keys) {
      Object value = here.get().value();
      if (value instanceof List<?> list) {
        here = inList(list, key);
      } else if (value instanceof Map<?, ?> map) {
        here = inMap(map, key).or(() -> inMapByValue(map, key));
      } else {
        here = Optional.empty();
      }
      if (here.isEmpty()) {
        return here;
      }
    }
    return here;
  }

  private static Optional<Found> inMap(Map<?, ?> map, String key) {
    return map.containsKey(key) ? Optional.of(new Found(map.get(key))) : Optional.empty();
  }

  private static Optional<Found> inMapByValue(Map<?, ?> map, String key) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String) && names(key, entry.getKey())) {
        return Optional.of(new Found(entry.getValue()));
      }
    }
    return Optional.empty();
  }

  private static boolean names(String text, @Nullable Object key) {
    return key instanceof Boolean
        ? PythonText.of(key).equalsIgnoreCase(text)
        : PythonText.of(key).equals(text);
  }

  private static Optional<Found> inList(List<?> list, String key) {
    boolean number = key.matches("[+-]?\\d{1,9}");
    for (Object member : list) {
      if (member instanceof Map<?, ?> map) {
        Optional<Found> found = number ? inMapByValue(map, key) : inMap(map, key);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    if (!number) {
      return Optional.empty();
    }
    int index = Integer.parseInt(key);
    int forward = index < 0 ? list.size() + index : index;
    return forward >= 0 && forward < list.size()
        ? Optional.of(new Found(list.get(forward)))
        : Optional.empty();
  }
}
