// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.Decision;
import io.saltern.api.Decision.Reason;
import io.saltern.api.master.AccessRequest.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges runners and wheels. */
final class MasterFunctionJudge {
  private static final Pattern NAME = Pattern.compile("([^.]+)\\.([^.]+)");

  private MasterFunctionJudge() {}

  /**
   * Judges one function.
   *
   * @throws io.saltern.targeting.MatchLimitException when there is no verdict
   */
  static Decision judge(RuleSet rules, Kind kind, Call call) {
    String function = call.function();
    Matcher name = NAME.matcher(function);
    if (!name.matches()) {
      return Decision.deny(Reason.SYNTAX, function + " is not of the form module.function");
    }
    String module = name.group(1);
    String within = name.group(2);
    Optional<Origin> denied = find(rules.masterDenied(), kind, module, within, call);
    if (denied.isPresent()) {
      return Verdicts.deniedBy(denied.get(), function);
    }
    return find(rules.master(), kind, module, within, call)
        .map(rule -> Verdicts.allowedBy(rule, function))
        .orElseGet(() -> Verdicts.noRule(function));
  }

  private static Optional<Origin> find(
      List<MasterRule> rules, Kind kind, String module, String within, Call call) {
    for (MasterRule rule : rules) {
      if (rule.names(kind, module, within, call.function()) && rule.function().accepts(call)) {
        return Optional.of(rule.function().origin());
      }
    }
    return Optional.empty();
  }
}
