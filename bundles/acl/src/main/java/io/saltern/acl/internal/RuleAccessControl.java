// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.config.Settings;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.SaltArguments;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.AccessRules;
import io.saltern.api.store.MinionDataStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of the master's present settings. Settings with malformed rules change nothing. */
@Component(service = AccessRules.class)
public final class RuleAccessControl implements AccessRules {
  private static final Logger LOG = LoggerFactory.getLogger(RuleAccessControl.class);

  private static final int MOST_TOLD = 200;

  private final MinionDataStore minions;
  private final SaltArguments arguments;
  private final Matchers matchers;
  private volatile Judge judge;

  /** What the rules were read from; null = nothing yet. */
  private volatile @Nullable Settings present;

  /** Allows nobody but administrators anything until the first settings are there. */
  @Activate
  public RuleAccessControl(
      @Reference MinionDataStore minions, @Reference Yaml yaml, @Reference Matchers matchers) {
    this.minions = minions;
    this.arguments = new SaltArguments(yaml);
    this.matchers = matchers;
    this.judge = judge(Rules.NONE);
  }

  private Judge judge(Rules rules) {
    return new Judge(
        rules,
        id -> new StoredFacts(id, minions::data),
        call -> arguments.fromWire(call.function(), call.toWire()));
  }

  @Reference(
      target = "(" + Settings.ROLE + "=" + Settings.MASTER + ")",
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSettings(Settings settings) {
    List<String> problems = new ArrayList<>();
    Rules rules = RulesReader.read(settings, problems, matchers);
    if (problems.isEmpty()) {
      tellDifference(settings, rules);
      judge = judge(rules);
    } else {
      problems.forEach(problem -> LOG.error("{}", problem));
      LOG.error("The access rules stay as they were, for {} of the new are wrong", problems.size());
    }
  }

  private void tellDifference(Settings fresh, Rules rules) {
    Settings before = present;
    present = fresh;
    if (before != null) {
      List<String> lines = RightsDifference.of(before, judge.rules(), fresh, rules);
      lines.stream().limit(MOST_TOLD).forEach(line -> LOG.warn("Access rules: {}", line));
      if (lines.size() > MOST_TOLD) {
        LOG.warn("Access rules: {} more differ", lines.size() - MOST_TOLD);
      }
    }
  }

  /** The rules stay until others come. */
  void unbindSettings(Settings gone) {
    LOG.debug("{} are gone", gone);
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
