// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.config.Settings;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.RuleBook;
import io.saltern.targeting.MatchLimitException;
import java.util.List;

/** The rules of settings that nobody needs to use. */
record ReadRules(Settings settings, List<String> problems, Rules rules, Judge judge)
    implements RuleBook {
  ReadRules {
    problems = List.copyOf(problems);
  }

  @Override
  public List<Grant> grants() {
    return Grants.of(rules);
  }

  @Override
  public List<Grant> grants(Caller caller) {
    try {
      return Grants.of(rules, caller);
    } catch (MatchLimitException e) {
      return List.of();
    }
  }

  @Override
  public List<Finding> lint() {
    return Linter.findings(settings, rules);
  }

  @Override
  public Decision decide(Caller caller, AccessRequest request) {
    return judge.decide(caller, request);
  }

  @Override
  public List<Decision> explain(Caller caller, AccessRequest request) {
    return judge.explain(caller, request);
  }

  @Override
  public List<Object> rules(Caller caller) {
    return judge.rules(caller);
  }
}
