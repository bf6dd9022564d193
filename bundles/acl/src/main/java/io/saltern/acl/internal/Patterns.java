// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;

/**
 * Compiles patterns and keeps what is wrong with them.
 *
 * @param matching how functions and arguments are matched
 * @param problems takes what is wrong
 */
record Patterns(Matching matching, List<String> problems) {
  /** A user, or a name in a blacklist or whitelist. */
  Optional<NamePattern> user(Node node, String text) {
    return compile(node, text, NamePattern::ofUsers);
  }

  /** A function, or the minion of a peer rule. */
  Optional<NamePattern> function(Node node, String text) {
    return compile(node, text, pattern -> NamePattern.compile(pattern, matching));
  }

  /** An argument; nothing stands for any value. */
  Optional<ArgumentPattern> argument(Node node) {
    if (node.value() == null) {
      return Optional.of(ArgumentPattern.any());
    }
    if (node.value() instanceof String text) {
      return compile(node, text, pattern -> ArgumentPattern.compile(pattern, matching));
    }
    report(node, "expected a regular expression or null, found " + node.kind());
    return Optional.empty();
  }

  private <T> Optional<T> compile(Node node, String text, Function<String, T> compiler) {
    try {
      return Optional.of(compiler.apply(text));
    } catch (PatternSyntaxException e) {
      report(node, "bad pattern '" + text + "', at " + e.getIndex() + ": " + e.getDescription());
      return Optional.empty();
    }
  }

  void report(Node node, String what) {
    problems.add(node.problem(what));
  }
}
