// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.Decision.Reason;
import io.saltern.api.FunctionCall;
import io.saltern.api.MinionId;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.AccessRequest.Kind;
import io.saltern.targeting.MatchLimitException;
import io.saltern.targeting.MinionFacts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Judges everybody by one set of rules.
 *
 * @param facts what is known of minions
 * @param arguments finds the arguments that a function will get
 */
record Judge(
    Rules rules, Function<MinionId, MinionFacts> facts, UnaryOperator<FunctionCall> arguments) {
  private static final String SUDO = "sudo_";

  /** Judges one function of a request whose caller has been looked at. */
  private interface Bench {
    Decision judge(Call call);
  }

  /** The first refusal, or the allowance of the last function. */
  Decision decide(Caller caller, AccessRequest request) {
    try {
      Bench bench = bench(caller, request, false);
      Decision decision = Verdicts.nothing();
      for (FunctionCall call : request.calls()) {
        decision = bench.judge(new Call(call, arguments));
        if (!decision.allowed()) {
          return decision;
        }
      }
      return decision;
    } catch (MatchLimitException e) {
      return noVerdict(e);
    }
  }

  /** What becomes of each function, with all there is to say. */
  List<Decision> explain(Caller caller, AccessRequest request) {
    try {
      Bench bench = bench(caller, request, true);
      return request.calls().isEmpty()
          ? List.of(Verdicts.nothing())
          : request.calls().stream().map(call -> bench.judge(new Call(call, arguments))).toList();
    } catch (MatchLimitException e) {
      return List.of(noVerdict(e));
    }
  }

  private static Decision noVerdict(MatchLimitException e) {
    return Decision.deny(Reason.NO_VERDICT, "a pattern " + e.getMessage());
  }

  private Bench bench(Caller caller, AccessRequest request, boolean explaining) {
    return switch (caller.proof()) {
      case LOCAL_ADMIN -> administrator(caller, request, explaining);
      case SHELL ->
          forAdministrator(caller, request, caller.user() + " is at the master's own shell");
      case LOCAL_USER -> localUser(caller.user(), caller, request, explaining);
      case EAUTH, TOKEN -> externalUser(caller, request, explaining);
      case MINION -> minion(caller, request, explaining);
    };
  }

  private Bench administrator(Caller caller, AccessRequest request, boolean explaining) {
    boolean judged = rules.sudo() && !rules.local().isEmpty() && caller.user().startsWith(SUDO);
    return judged
        ? localUser(caller.user().substring(SUDO.length()), caller, request, explaining)
        : forAdministrator(
            caller, request, caller.user() + " administers the master on this machine");
  }

  /** Only jobs: else a blacklist could lock everybody out for good. */
  private Bench forAdministrator(Caller caller, AccessRequest request, String why) {
    Optional<Decision> blacklisted =
        request.kind() == Kind.PUBLISH
            ? Standing.blacklisted(rules, caller.user(), request)
            : Optional.empty();
    Decision decision = blacklisted.orElseGet(() -> Decision.allow(Reason.ADMIN, why));
    return call -> decision;
  }

  private Bench localUser(String user, Caller caller, AccessRequest request, boolean explaining) {
    Optional<Decision> refusal = standing(user, caller, request);
    if (refusal.isPresent()) {
      return call -> refusal.get();
    }
    return rules
        .local()
        .of(user, caller.groups())
        .map(found -> bench(found, request, explaining))
        .orElseGet(() -> nobody(Reason.UNKNOWN, "publisher_acl has no entry for " + user));
  }

  private Bench externalUser(Caller caller, AccessRequest request, boolean explaining) {
    Optional<Decision> refusal = standing(caller.user(), caller, request);
    if (refusal.isPresent()) {
      return call -> refusal.get();
    }
    List<Object> kept = caller.kept();
    if (kept != null) {
      return bench(rules.kept().apply(kept), request, explaining);
    }
    return rules
        .backend(caller.eauth())
        .map(users -> users.of(caller.user(), caller.groups()).orElse(RuleSet.NONE))
        .map(found -> bench(found, request, explaining))
        .orElseGet(
            () -> nobody(Reason.NO_RULE, "external_auth has no rules for " + caller.eauth()));
  }

  /** The rules about a user of a backend, as the settings say them. */
  List<Object> rules(Caller caller) {
    try {
      return rules
          .backend(caller.eauth())
          .map(users -> users.sources(caller.user(), caller.groups()))
          .orElse(List.of());
    } catch (MatchLimitException e) {
      return List.of();
    }
  }

  private Optional<Decision> standing(String user, Caller caller, AccessRequest request) {
    return Standing.blacklisted(rules, caller.user(), request)
        .or(() -> Standing.blacklisted(rules, user, request))
        .or(() -> Standing.notWhitelisted(rules, user, request));
  }

  private Bench minion(Caller caller, AccessRequest request, boolean explaining) {
    boolean runner = request.kind() == Kind.RUNNER;
    UserRules peers = runner ? rules.peerRun() : rules.peer();
    Optional<RuleSet> found = peers.of(caller.user(), caller.groups());
    if (found.isEmpty()) {
      return nobody(
          Reason.NO_RULE, (runner ? "peer_run" : "peer") + " has no entry for " + caller.user());
    }
    PeerJudge judge = new PeerJudge(new MinionId(caller.user()), found.get(), rules.peerTargets());
    Named named = named(request);
    return call -> {
      Decision decision = judge.judge(request.kind(), call, named);
      return explaining && request.kind() == Kind.PUBLISH
          ? NearestRule.explain(decision, found.get(), call, named)
          : decision;
    };
  }

  private Bench bench(RuleSet found, AccessRequest request, boolean explaining) {
    if (request.kind() != Kind.PUBLISH) {
      return call -> MasterFunctionJudge.judge(found, request.kind(), call);
    }
    Named named = named(request);
    return call -> {
      Decision decision = PublishJudge.judge(found, call, named, true);
      return explaining ? NearestRule.explain(decision, found, call, named) : decision;
    };
  }

  private Named named(AccessRequest request) {
    return new Named(request.target(), request.minions(), facts);
  }

  private static Bench nobody(Reason reason, String why) {
    Decision decision = Decision.deny(reason, why);
    return call -> decision;
  }
}
