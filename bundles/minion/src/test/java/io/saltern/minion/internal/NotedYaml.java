// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.config.Yaml;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what it wrote: a number stands for the value. */
final class NotedYaml implements Yaml {
  private final Map<String, @Nullable Object> values = new HashMap<>();

  @Override
  public @Nullable Object read(String text) {
    if (!values.containsKey(text)) {
      throw new IllegalArgumentException("line 1: " + text);
    }
    return values.get(text);
  }

  @Override
  public String write(@Nullable Object value) {
    String text = Integer.toString(values.size());
    values.put(text, value);
    return text;
  }
}
