// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something within nested maps and lists, named by its keys: Salt's way through grains. */
final class DataPath {
  private DataPath() {}

  /**
   * What was found.
   *
   * @param isPresent whether anything was
   */
  record Found(boolean isPresent, @Nullable Object value) {
    static final Found NOTHING = new Found(false, null);

    @Nullable Object orElse(@Nullable Object otherwise) {
      return isPresent ? value : otherwise;
    }
  }

  static Found find(Map<String, @Nullable Object> data, String path, String delimiter) {
    String separator = delimiter.isEmpty() ? ":" : delimiter;
    Found here = new Found(true, data);
    int begin = 0;
    while (here.isPresent() && begin <= path.length()) {
      int end = path.indexOf(separator, begin);
      String key = path.substring(begin, end < 0 ? path.length() : end);
      here = step(here.value(), key);
      begin = end < 0 ? path.length() + 1 : end + separator.length();
    }
    return here;
  }

  private static Found step(@Nullable Object from, String key) {
    if (from instanceof Map<?, ?> map) {
      return inMap(map, key);
    }
    return from instanceof List<?> list ? inList(list, key) : Found.NOTHING;
  }

  private static Found inMap(Map<?, ?> map, String key) {
    if (map.containsKey(key)) {
      return new Found(true, map.get(key));
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getKey() instanceof Number number && number.toString().equals(key)) {
        return new Found(true, entry.getValue());
      }
    }
    return Found.NOTHING;
  }

  private static Found inList(List<?> list, String key) {
    for (Object embedded : list) {
      if (embedded instanceof Map<?, ?> map) {
        Found found = inMap(map, key);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    if (key.matches("-?\\d{1,9}")) {
      int index = Integer.parseInt(key);
      int place = index < 0 ? list.size() + index : index;
      if (place >= 0 && place < list.size()) {
        return new Found(true, list.get(place));
      }
    }
    return Found.NOTHING;
  }
}
