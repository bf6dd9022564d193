// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.Decision;
import io.saltern.api.Decision.Reason;
import java.util.Optional;

/** Judges functions on minions. */
final class PublishJudge {
  /** What everybody who is known may ask, to find out which jobs still run. */
  static final String FIND_JOB = "saltutil.find_job";

  private PublishJudge() {}

  /**
   * Judges one function.
   *
   * @param findJob whether {@link #FIND_JOB} needs no rule
   * @throws io.saltern.targeting.MatchLimitException when there is no verdict
   */
  static Decision judge(RuleSet rules, Call call, Named named, boolean findJob) {
    String function = call.function();
    for (PublishRule rule : rules.publishDenied().naming(function)) {
      if (rule.function().accepts(call) && rule.scope().touches(named)) {
        return Verdicts.deniedBy(rule.function().origin(), function);
      }
    }
    if (findJob && function.equals(FIND_JOB)) {
      return Decision.allow(Reason.ALWAYS, "everybody who is known may run " + FIND_JOB);
    }
    return allowing(rules.publish(), call, named)
        .map(rule -> Verdicts.allowedBy(rule.function().origin(), function))
        .orElseGet(() -> Verdicts.noRule(function));
  }

  private static Optional<PublishRule> allowing(PublishRules rules, Call call, Named named) {
    String glob = named.glob();
    if (glob != null && !named.minions().isEmpty()) {
      Optional<PublishRule> sure = rules.sure(call.function(), glob);
      if (sure.isPresent()) {
        return sure;
      }
    }
    for (PublishRule rule : rules.naming(call.function())) {
      if (rule.function().accepts(call) && rule.scope().covers(named)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
