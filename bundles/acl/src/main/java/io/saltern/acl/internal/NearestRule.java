// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.Decision;
import io.saltern.api.Decision.Reason;
import io.saltern.api.MinionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explains a refusal by the rule that came nearest to allowing it. */
final class NearestRule {
  private NearestRule() {}

  /** The same refusal, with that rule if there is one. */
  static Decision explain(Decision refusal, RuleSet rules, Call call, Named named) {
    if (refusal.reason() != Reason.NO_RULE) {
      return refusal;
    }
    Decision nearest = byMinions(rules, call, named);
    if (nearest == null) {
      nearest = byArguments(rules, call);
    }
    return nearest == null ? refusal : nearest;
  }

  private static @Nullable Decision byMinions(RuleSet rules, Call call, Named named) {
    Origin best = null;
    List<MinionId> fewest = List.of();
    for (PublishRule rule : rules.publish().naming(call.function())) {
      if (rule.function().accepts(call)) {
        List<MinionId> outside = rule.scope().outside(named);
        if (best == null || outside.size() < fewest.size()) {
          best = rule.function().origin();
          fewest = outside;
        }
      }
    }
    if (best == null) {
      return null;
    }
    String why =
        named.minions().isEmpty()
            ? "the target names no minion"
            : fewest.size() + " of " + named.minions().size() + " minions are not among its own";
    return refusal(best, call, why, fewest);
  }

  private static @Nullable Decision byArguments(RuleSet rules, Call call) {
    return rules.publish().naming(call.function()).stream()
        .findFirst()
        .map(rule -> refusal(rule.function().origin(), call, "not with these arguments", List.of()))
        .orElse(null);
  }

  private static Decision refusal(Origin rule, Call call, String why, List<MinionId> refused) {
    String explanation =
        "no rule allows " + call.function() + "; nearest is " + rule + ", but " + why;
    return Decision.deny(Reason.NO_RULE, explanation).by(rule.grounds(refused));
  }
}
