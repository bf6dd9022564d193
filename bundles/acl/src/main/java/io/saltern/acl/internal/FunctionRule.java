// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions that a rule is about.
 *
 * @param function null = every function
 * @param arguments one of these must accept the arguments; null = any arguments
 * @param shownArguments these, as they are written
 */
record FunctionRule(
    @Nullable NamePattern function,
    @Nullable List<ArgumentRule> arguments,
    String shownArguments,
    Origin origin) {
  boolean names(String name) {
    return function == null || function.matches(name);
  }

  boolean accepts(Call call) {
    if (arguments == null) {
      return true;
    }
    for (ArgumentRule rule : arguments) {
      if (rule.accepts(call.passed())) {
        return true;
      }
    }
    return false;
  }
}
