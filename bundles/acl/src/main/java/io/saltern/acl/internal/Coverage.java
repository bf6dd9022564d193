// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Tells which rules say nothing that another does not say, as far as that can be told. */
final class Coverage {
  private final KnownFunctions known;
  private final Matching matching;

  Coverage(KnownFunctions known, Matching matching) {
    this.known = known;
    this.matching = matching;
  }

  /** A rule that is about all that this one is about. */
  Optional<Origin> covering(PublishRule rule, List<PublishRule> others) {
    return others.stream()
        .filter(other -> covers(other, rule))
        .map(other -> other.function().origin())
        .findFirst();
  }

  /** Another rule of the same list that covers this one; of two that say the same, the first. */
  Optional<Origin> broader(int index, List<PublishRule> all) {
    return broader(index, all, this::covers).map(other -> other.function().origin());
  }

  /** The same for functions on the master. */
  Optional<Origin> broaderOnMaster(int index, List<MasterRule> all) {
    return broader(index, all, this::covers).map(other -> other.function().origin());
  }

  private static <T> Optional<T> broader(int index, List<T> all, BiPredicate<T, T> covers) {
    T rule = all.get(index);
    for (int i = 0; i < all.size(); i++) {
      T broad = all.get(i);
      if (i != index && covers.test(broad, rule) && (i < index || !covers.test(rule, broad))) {
        return Optional.of(broad);
      }
    }
    return Optional.empty();
  }

  private boolean covers(PublishRule other, PublishRule rule) {
    boolean scope =
        other.scope().equals(MinionScope.ALL)
            || other.target().equals(rule.target())
            || (rule.scope() instanceof GlobScope && other.scope().includes(rule.target()));
    return scope && covers(other.function(), rule.function());
  }

  private boolean covers(MasterRule other, MasterRule rule) {
    return other.scope().equals(rule.scope()) && covers(other.function(), rule.function());
  }

  private boolean covers(FunctionRule other, FunctionRule rule) {
    boolean arguments =
        other.arguments() == null || other.shownArguments().equals(rule.shownArguments());
    return arguments && covers(other.function(), rule.function());
  }

  private boolean covers(@Nullable NamePattern other, @Nullable NamePattern pattern) {
    if (other == null || pattern == null) {
      return other == null;
    }
    Set<String> functions = functions(pattern);
    return other.toString().equals(pattern.toString())
        || (!functions.isEmpty() && functions.stream().allMatch(other::matches));
  }

  /** The first pattern of a blacklist that alone forbids all functions of a rule. */
  Optional<Origin> blacklisting(FunctionRule rule, NameList list) {
    return list.modules().stream()
        .filter(item -> covers(item.pattern(), rule.function()))
        .map(NameList.Item::origin)
        .findFirst();
  }

  /** Whether a whitelist names none of a rule's functions. */
  boolean isOutside(FunctionRule rule, NameList list) {
    NamePattern pattern = rule.function();
    return !list.modules().isEmpty()
        && pattern != null
        && functions(pattern).stream().allMatch(name -> list.function(name).isEmpty());
  }

  /** Those of Salt that it matches, and the pattern itself where it may be a name. */
  private Set<String> functions(NamePattern pattern) {
    Set<String> functions = new HashSet<>(known.matching(pattern.toString(), matching));
    if (pattern.toString().matches("\\w+\\.\\w+")) {
      functions.add(pattern.toString());
    }
    return functions;
  }
}
