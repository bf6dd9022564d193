// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code args} and {@code kwargs}, or a list of such maps of which one must fit. */
final class ArgumentCompiler {
  private final Patterns patterns;

  ArgumentCompiler(Patterns patterns) {
    this.patterns = patterns;
  }

  /** The rules that are well-formed. */
  List<ArgumentRule> compile(Node node) {
    List<ArgumentRule> rules = new ArrayList<>();
    if (node.isList() && node.items().isEmpty()) {
      patterns.report(node, "expected args or kwargs, found an empty list");
    }
    for (Node item : node.items()) {
      rule(item).ifPresent(rules::add);
    }
    return rules;
  }

  private Optional<ArgumentRule> rule(Node node) {
    if (!node.isMap()) {
      patterns.report(node, "expected a map of args and kwargs, found " + node.kind());
      return Optional.empty();
    }
    boolean good = true;
    List<ArgumentPattern> args = new ArrayList<>();
    Map<String, ArgumentPattern> kwargs = new LinkedHashMap<>();
    for (Node part : node.entries()) {
      if (part.key().equals("args") && part.isList()) {
        good &= add(part, args);
      } else if (part.key().equals("kwargs") && part.isMap()) {
        good &= add(part, kwargs);
      } else {
        patterns.report(part, "expected a list args or a map kwargs, found " + part.kind());
        good = false;
      }
    }
    return good ? Optional.of(new ArgumentRule(args, kwargs)) : Optional.empty();
  }

  private boolean add(Node part, List<ArgumentPattern> args) {
    List<Node> items = part.items();
    items.forEach(item -> patterns.argument(item).ifPresent(args::add));
    return args.size() == items.size();
  }

  private boolean add(Node part, Map<String, ArgumentPattern> kwargs) {
    List<Node> entries = part.entries();
    entries.forEach(
        entry -> patterns.argument(entry).ifPresent(pattern -> kwargs.put(entry.key(), pattern)));
    return kwargs.size() == entries.size();
  }
}
