// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.Decision;
import io.saltern.api.Decision.Reason;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.master.AccessRequest.Kind;
import io.saltern.targeting.MatchLimitException;
import io.saltern.targeting.TargetCompiler;
import io.saltern.targeting.TargetMatcher;
import io.saltern.targeting.TargetSyntaxException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Judges what a minion asks of its master.
 *
 * @param rules what it may do
 * @param targets compiles targets without patterns over pillars
 */
record PeerJudge(MinionId minion, RuleSet rules, TargetCompiler targets) {
  private static final String PUBLISH = "publish.";
  private static final Set<TargetType> MAY_READ_PILLARS =
      EnumSet.of(TargetType.PILLAR, TargetType.PILLAR_PCRE, TargetType.COMPOUND);

  /**
   * Judges one function.
   *
   * @throws MatchLimitException when there is no verdict
   */
  Decision judge(Kind kind, Call call, Named named) {
    return switch (kind) {
      case PUBLISH -> publication(call, named);
      case RUNNER -> runner(call, named);
      case WHEEL -> Decision.deny(Reason.NO_RULE, "minions may run no wheels");
    };
  }

  private Decision publication(Call call, Named named) {
    if (call.function().startsWith(PUBLISH)) {
      return Decision.deny(Reason.FORBIDDEN, "minions may not have " + call.function() + " run");
    }
    if (guessesPillars(named)) {
      return Decision.deny(
          Reason.FORBIDDEN, "minions may not name others by patterns over their pillars");
    }
    return PublishJudge.judge(rules, call, named, false);
  }

  /** Whether the target names minions that it would not if pillar values had to be written out. */
  private boolean guessesPillars(Named named) {
    Target target = named.target();
    if (target == null || !MAY_READ_PILLARS.contains(target.type())) {
      return false;
    }
    try {
      TargetMatcher exact = targets.compile(target);
      return named.minions().stream().anyMatch(id -> !exact.matches(named.facts().apply(id)));
    } catch (TargetSyntaxException e) {
      return true;
    }
  }

  /** A rule for a runner that names a target is for the minions of that target. */
  private Decision runner(Call call, Named named) {
    Decision byModule = MasterFunctionJudge.judge(rules, Kind.RUNNER, call);
    if (byModule.allowed() || byModule.reason() != Reason.NO_RULE) {
      return byModule;
    }
    Named itself = new Named(null, List.of(minion), named.facts());
    return PublishJudge.judge(rules, call, itself, false);
  }
}
