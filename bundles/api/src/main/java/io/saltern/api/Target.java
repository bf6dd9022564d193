// SPDX-License-Identifier: Apache-2.0
package io.saltern.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which minions are meant.
 *
 * @param type how the expression is read
 * @param expression Salt's {@code tgt}; the ids of a {@link TargetType#LIST} joined by commas
 * @param delimiter what separates the keys of a nested grain or pillar, usually {@code :}
 */
public record Target(TargetType type, String expression, String delimiter) {
  /** Salt's usual delimiter. */
  public static final String COLON = ":";

  /** A shell-style pattern over minion ids. */
  public static Target glob(String pattern) {
    return new Target(TargetType.GLOB, pattern, COLON);
  }

  /** Exactly these ids, whether or not such minions exist. */
  public static Target list(Collection<String> ids) {
    return new Target(TargetType.LIST, String.join(",", ids), COLON);
  }

  /** The ids of a list target, trimmed and without empty ones; for other types the expression. */
  public List<String> ids() {
    if (type != TargetType.LIST) {
      return List.of(expression);
    }
    return Arrays.stream(expression.split(",", -1))
        .map(String::strip)
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }
}
