// SPDX-License-Identifier: Apache-2.0
package io.saltern.audit.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts the values of one record short. In place of what was cut there is {@link #CUT}. */
final class Cut {
  /** Stands for what was left out. */
  static final String CUT = "... (cut)";

  private static final int LONGEST_TEXT = 4_000;
  private static final int LONGEST_RECORD = 40_000;
  private static final int OF_EACH_VALUE = 8;

  private int left = LONGEST_RECORD;

  String text(String text) {
    int most = Math.min(LONGEST_TEXT, Math.max(0, left));
    left -= Math.min(most, text.length());
    return text.length() <= most ? text : text.substring(0, most) + CUT;
  }

  @Nullable Object value(@Nullable Object value) {
    left -= OF_EACH_VALUE;
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof byte[] bytes) {
      return bytes.length + " bytes";
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    return value instanceof List<?> list ? items(list, this::value) : value;
  }

  private Map<String, @Nullable Object> map(Map<?, ?> map) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (left <= 0) {
        shown.put("...", CUT);
        break;
      }
      shown.put(text(String.valueOf(entry.getKey())), value(entry.getValue()));
    }
    return shown;
  }

  /** As many as there is room for, each by a function. */
  <T> List<@Nullable Object> items(List<? extends T> items, Function<T, @Nullable Object> each) {
    List<@Nullable Object> shown = new ArrayList<>();
    for (T item : items) {
      if (left <= 0) {
        shown.add(CUT);
        break;
      }
      shown.add(each.apply(item));
    }
    return shown;
  }
}
