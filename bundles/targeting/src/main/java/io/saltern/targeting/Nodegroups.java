// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Named compound expressions, as the master's option {@code nodegroups} defines them. */
public final class Nodegroups {
  private static final Nodegroups NONE = new Nodegroups(Map.of());

  private final Map<String, List<String>> words;

  private Nodegroups(Map<String, List<String>> words) {
    this.words = words;
  }

  /** No groups. */
  public static Nodegroups none() {
    return NONE;
  }

  /** Groups given as one text each, split at white space. */
  public static Nodegroups of(Map<String, String> definitions) {
    return ofWords(
        definitions.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> split(e.getValue()))));
  }

  /** Groups given as a list of words each, where a word may hold spaces. */
  public static Nodegroups ofWords(Map<String, List<String>> definitions) {
    return new Nodegroups(
        definitions.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> List.copyOf(e.getValue()))));
  }

  /**
   * Groups as the option's value holds them: a text or a list of words each. What is neither is
   * left out, so that a target that names it is an error.
   */
  public static Nodegroups ofOption(Map<String, ?> option) {
    Map<String, List<String>> groups = new HashMap<>();
    option.forEach((name, value) -> wordsOf(value).ifPresent(words -> groups.put(name, words)));
    return ofWords(groups);
  }

  private static Optional<List<String>> wordsOf(@Nullable Object value) {
    if (value instanceof String text) {
      return Optional.of(split(text));
    }
    return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
        ? Optional.of(list.stream().map(String.class::cast).toList())
        : Optional.empty();
  }

  Optional<List<String>> words(String name) {
    return Optional.ofNullable(words.get(name));
  }

  static List<String> split(String text) {
    return Arrays.stream(text.strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }
}
