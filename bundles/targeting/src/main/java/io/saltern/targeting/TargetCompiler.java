// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import io.saltern.api.Target;
import io.saltern.api.TargetType;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;

/**
 * Turns target expressions into matchers. Every type of {@link TargetType} is known but {@code
 * range} and {@code data}. The rules are those of Salt's matchers; {@link Glob} and {@link
 * RegularExpression} say which patterns there are. A malformed expression is an error, with one
 * exception that is Salt's: a grain or pillar term of a compound expression whose value is no
 * regular expression matches nothing.
 *
 * <p>Immutable: make one for each set of node groups and keep it.
 */
public final class TargetCompiler {
  private static final int MAX_LENGTH = 4 * 1024 * 1024;

  private final Nodegroups nodegroups;
  private final boolean exactPillar;

  /**
   * @param nodegroups the groups that a target may name
   */
  public TargetCompiler(Nodegroups nodegroups) {
    this(nodegroups, false);
  }

  private TargetCompiler(Nodegroups nodegroups, boolean exactPillar) {
    this.nodegroups = nodegroups;
    this.exactPillar = exactPillar;
  }

  /**
   * The same, but pillar values are compared as plain text and never with a pattern: for targets
   * from minions, which could else find out pillar values of others piece by piece.
   */
  public TargetCompiler withExactPillar() {
    return new TargetCompiler(nodegroups, true);
  }

  /**
   * Compiles an expression.
   *
   * @throws TargetSyntaxException when it is malformed, too large, of a type that is not supported,
   *     or names a node group that does not exist
   */
  public TargetMatcher compile(Target target) {
    return compile(target, false);
  }

  private TargetMatcher compileTerm(Target target) {
    return compile(target, true);
  }

  private TargetMatcher compile(Target target, boolean term) {
    String expression = target.expression();
    TargetType type = target.type();
    if (expression.length() > MAX_LENGTH) {
      throw flaw(target, MAX_LENGTH, "longer than " + MAX_LENGTH + " characters");
    }
    return switch (type) {
      case GLOB -> glob(expression);
      case PCRE -> pcre(target);
      case LIST -> list(target);
      case GRAIN -> data(target, ValuePattern.Kind.GLOB, MinionFacts::grains, term);
      case GRAIN_PCRE -> data(target, ValuePattern.Kind.REGEX, MinionFacts::grains, term);
      case PILLAR -> pillar(target, ValuePattern.Kind.GLOB, term);
      case PILLAR_PCRE -> pillar(target, ValuePattern.Kind.REGEX, term);
      case PILLAR_EXACT -> pillar(target, ValuePattern.Kind.EXACT, term);
      case IPCIDR -> ipcidr(target);
      case NODEGROUP ->
          new CompoundParser(
                  type,
                  expression,
                  CompoundWords.ofGroup(expression, nodegroups),
                  this::compileTerm)
              .parse();
      case COMPOUND ->
          new CompoundParser(
                  type, expression, CompoundWords.of(expression, nodegroups), this::compileTerm)
              .parse();
      case RANGE, DATA ->
          throw flaw(target, 0, "targets of type " + type.wireName() + " are not supported");
    };
  }

  private static TargetMatcher glob(String expression) {
    Glob glob = Glob.compile(expression);
    return minion -> glob.matches(minion.id().value());
  }

  private static TargetMatcher pcre(Target target) {
    RegularExpression expression;
    try {
      expression = RegularExpression.compile(target.expression());
    } catch (PatternSyntaxException e) {
      throw flaw(target, e.getIndex(), e.getDescription());
    }
    return minion -> expression.matchesStart(minion.id().value());
  }

  private static TargetMatcher list(Target target) {
    Set<String> ids = Set.copyOf(target.ids());
    return minion -> ids.contains(minion.id().value());
  }

  private TargetMatcher pillar(Target target, ValuePattern.Kind kind, boolean term) {
    return data(target, exactPillar ? ValuePattern.Kind.EXACT : kind, MinionFacts::pillar, term);
  }

  private static TargetMatcher data(
      Target target,
      ValuePattern.Kind kind,
      Function<MinionFacts, Map<?, ?>> source,
      boolean term) {
    DataExpression expression;
    try {
      expression = DataExpression.compile(target.expression(), target.delimiter(), kind);
    } catch (PatternSyntaxException e) {
      throw flaw(target, e.getIndex(), e.getDescription());
    }
    if (!term && expression.flaw().isPresent()) {
      PatternSyntaxException e = expression.flaw().get();
      int start = target.expression().length() - e.getPattern().length();
      throw flaw(target, start + e.getIndex(), e.getDescription());
    }
    return minion -> expression.matches(source.apply(minion));
  }

  private static TargetMatcher ipcidr(Target target) {
    AddressRange range;
    try {
      range = AddressRange.parse(target.expression());
    } catch (IllegalArgumentException e) {
      throw flaw(target, 0, String.valueOf(e.getMessage()));
    }
    return minion -> range.matches(minion.grains());
  }

  private static TargetSyntaxException flaw(Target target, int position, String what) {
    return new TargetSyntaxException(target.type(), target.expression(), position, what);
  }
}
