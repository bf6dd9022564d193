// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.Decision;
import io.saltern.api.Decision.Reason;

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
    for (PublishRule rule : rules.publishDenied()) {
      if (applies(rule, call) && rule.scope().touches(named)) {
        return Verdicts.deniedBy(rule.function().origin(), function);
      }
    }
    if (findJob && function.equals(FIND_JOB)) {
      return Decision.allow(Reason.ALWAYS, "everybody who is known may run " + FIND_JOB);
    }
    for (PublishRule rule : rules.publish()) {
      if (applies(rule, call) && rule.scope().covers(named)) {
        return Verdicts.allowedBy(rule.function().origin(), function);
      }
    }
    return Verdicts.noRule(function);
  }

  static boolean applies(PublishRule rule, Call call) {
    return rule.function().names(call.function()) && rule.function().accepts(call);
  }
}
