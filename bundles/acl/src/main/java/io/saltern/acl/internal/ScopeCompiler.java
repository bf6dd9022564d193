// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.targeting.TargetCompiler;
import io.saltern.targeting.TargetMatcher;
import io.saltern.targeting.TargetSyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the minions that a rule is about: compound targets, and those that services know. */
final class ScopeCompiler {
  /** With quotes, as the documents have it; or a DN without, as in settings of Salt. */
  private static final Pattern FOREIGN =
      Pattern.compile("([a-z][a-z0-9_]*)\\((?:(['\"])(.*)\\2|([^'\"()]*=[^'\"()]*))\\)");

  private static final Pattern NO_GLOB = Pattern.compile("[\\s@()]");
  private static final Set<String> OPERATORS = Set.of("and", "or", "not");

  private final TargetCompiler targets;
  private final ForeignMinions matchers;

  /**
   * @param targets with the node groups that rules may name
   * @param matchers the services that are there when a decision is made
   */
  ScopeCompiler(TargetCompiler targets, ForeignMinions matchers) {
    this.targets = targets;
    this.matchers = matchers;
  }

  /** Compiles, or reports what is wrong. */
  Optional<MinionScope> compile(String text, Node node, Patterns patterns) {
    // a star may be written as in a shell command; no id holds a backslash
    String expression = text.indexOf('@') < 0 ? text.replace("\\*", "*") : text;
    if (expression.equals("*")) {
      return Optional.of(MinionScope.ALL);
    }
    Matcher foreign = FOREIGN.matcher(expression);
    if (foreign.matches()) {
      String argument = foreign.group(3) == null ? foreign.group(4) : foreign.group(3);
      return Optional.of(new ForeignScope(foreign.group(1), argument, matchers));
    }
    TargetMatcher matcher;
    try {
      matcher = targets.compile(new Target(TargetType.COMPOUND, expression, Target.COLON));
    } catch (TargetSyntaxException e) {
      patterns.report(node, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
    boolean glob = !NO_GLOB.matcher(expression).find() && !OPERATORS.contains(expression);
    return Optional.of(glob ? new GlobScope(expression) : new TargetScope(matcher));
  }
}
