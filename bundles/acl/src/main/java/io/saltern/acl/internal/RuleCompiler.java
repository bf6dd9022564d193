// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.function.PythonText;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads what somebody may do: functions for all minions, {@code target: functions}, {@code @scope}
 * and {@code @scope: functions} for functions on the master, and {@code deny:} with any of these.
 * What is malformed is reported and allows nothing.
 */
final class RuleCompiler {
  private static final String ON_MASTER = "@";
  private static final String DENY = "deny";

  private final Patterns patterns;
  private final ScopeCompiler scopes;
  private final ArgumentCompiler arguments;

  RuleCompiler(Patterns patterns, ScopeCompiler scopes) {
    this.patterns = patterns;
    this.scopes = scopes;
    this.arguments = new ArgumentCompiler(patterns);
  }

  /** The rules under a user, group or minion. */
  RuleSet compile(Node node) {
    RuleSet.Builder rules = new RuleSet.Builder();
    read(node, false, rules);
    return rules.build();
  }

  private void read(Node node, boolean denies, RuleSet.Builder into) {
    if (node.isMap()) {
      node.entries().forEach(entry -> scoped(entry, denies, into));
    } else {
      node.items().forEach(item -> rule(item, denies, into));
    }
  }

  private void rule(Node item, boolean denies, RuleSet.Builder into) {
    String text = item.text();
    if (text != null && text.startsWith(ON_MASTER)) {
      onMaster(item, text)
          .map(scope -> new MasterRule(scope, new FunctionRule(null, null, "", item.origin(text))))
          .ifPresent(rule -> into.add(rule, denies));
    } else if (text != null) {
      function(item, rule -> into.add(new PublishRule(MinionScope.ALL, "*", rule), denies));
    } else if (item.isMap() && item.size() == 1) {
      scoped(item.entries().get(0), denies, into);
    } else {
      patterns.report(
          item, "expected a function, or one target and its functions, found " + item.kind());
    }
  }

  private void scoped(Node node, boolean denies, RuleSet.Builder into) {
    String key = node.key();
    if (key.equals(DENY) && !denies) {
      read(node, true, into);
    } else if (key.startsWith(ON_MASTER)) {
      onMaster(node, key)
          .ifPresent(
              scope -> functions(node, rule -> into.add(new MasterRule(scope, rule), denies)));
    } else {
      scopes
          .compile(key, node, patterns)
          .ifPresent(
              scope ->
                  functions(node, rule -> into.add(new PublishRule(scope, key, rule), denies)));
    }
  }

  private Optional<String> onMaster(Node node, String text) {
    if (text.length() == ON_MASTER.length()) {
      patterns.report(node, "expected @runner, @wheel or @ and the name of a module");
      return Optional.empty();
    }
    return Optional.of(text.substring(ON_MASTER.length()));
  }

  private void functions(Node node, Consumer<FunctionRule> into) {
    node.items().forEach(item -> function(item, into));
  }

  private void function(Node item, Consumer<FunctionRule> into) {
    String text = item.text();
    if (text != null) {
      patterns
          .function(item, text)
          .ifPresent(name -> into.accept(new FunctionRule(name, null, "", item.origin(text))));
    } else if (item.isMap() && item.size() == 1) {
      Node entry = item.entries().get(0);
      List<ArgumentRule> accepted = arguments.compile(entry);
      patterns
          .function(entry, entry.key())
          .filter(name -> !accepted.isEmpty())
          .ifPresent(
              name ->
                  into.accept(
                      new FunctionRule(
                          name,
                          accepted,
                          PythonText.repr(entry.value()),
                          entry.origin(entry.key()))));
    } else {
      patterns.report(
          item, "expected a function, or one function and its arguments, found " + item.kind());
    }
  }
}
