// SPDX-License-Identifier: Apache-2.0
package io.saltern.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function and what it is called with.
 *
 * @param function as {@code test.ping}
 * @param arguments the positional ones, which may be null; unmodifiable
 * @param keywords the keyword ones in their order, whose values may be null; unmodifiable
 */
public record FunctionCall(
    String function, List<@Nullable Object> arguments, Map<String, @Nullable Object> keywords) {
  /** The entry that marks the map of keyword arguments among positional ones on the wire. */
  public static final String KEYWORD_MARK = "__kwarg__";

  public FunctionCall {
    arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
    keywords = Collections.unmodifiableMap(new LinkedHashMap<>(keywords));
  }

  /** A call with positional arguments only. */
  public static FunctionCall of(String function, Object... arguments) {
    return new FunctionCall(function, List.of(arguments), Map.of());
  }

  /** A call from Salt's {@code arg}: every map marked {@link #KEYWORD_MARK} holds keywords. */
  public static FunctionCall fromWire(String function, List<? extends @Nullable Object> arg) {
    List<@Nullable Object> positional = new ArrayList<>();
    Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
    for (Object one : arg) {
      if (one instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get(KEYWORD_MARK))) {
        map.forEach((key, value) -> keywords.put(String.valueOf(key), value));
        keywords.remove(KEYWORD_MARK);
      } else {
        positional.add(one);
      }
    }
    return new FunctionCall(function, positional, keywords);
  }

  /** Salt's {@code arg}: the positional arguments, then the marked map of keywords if any. */
  public List<@Nullable Object> toWire() {
    List<@Nullable Object> arg = new ArrayList<>(arguments);
    if (!keywords.isEmpty()) {
      Map<String, @Nullable Object> marked = new LinkedHashMap<>();
      marked.put(KEYWORD_MARK, true);
      marked.putAll(keywords);
      arg.add(marked);
    }
    return arg;
  }
}
