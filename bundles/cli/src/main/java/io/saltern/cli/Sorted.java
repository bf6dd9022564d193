// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import io.saltern.api.function.PythonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps with their keys in Python's order. */
final class Sorted {
  private static final Comparator<String> BY_CODE_POINT =
      (a, b) -> {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return java.util.Arrays.compare(left, right);
      };

  private Sorted() {}

  /** The entries by key: numbers by size when all keys are whole numbers, else by their text. */
  static List<Map.Entry<?, ?>> entries(Map<?, ?> map) {
    List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
    boolean whole = map.keySet().stream().allMatch(key -> key instanceof Long);
    Comparator<Map.Entry<?, ?>> order =
        whole
            ? Comparator.comparingLong(entry -> (Long) entry.getKey())
            : Comparator.comparing(entry -> PythonText.str(entry.getKey()), BY_CODE_POINT);
    entries.sort(order);
    return entries;
  }

  /** The same value with all maps in it sorted. */
  static @Nullable Object deep(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> sorted = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : entries(map)) {
        sorted.put(entry.getKey(), deep(entry.getValue()));
      }
      return sorted;
    }
    if (value instanceof Collection<?> items) {
      List<@Nullable Object> sorted = new ArrayList<>();
      for (Object item : items) {
        sorted.add(deep(item));
      }
      return sorted;
    }
    return value;
  }
}
