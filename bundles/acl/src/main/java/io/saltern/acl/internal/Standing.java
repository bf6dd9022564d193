// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.acl.internal.NameList.Item;
import io.saltern.api.Decision;
import io.saltern.api.Decision.Reason;
import io.saltern.api.FunctionCall;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.AccessRequest.Kind;
import java.util.Optional;

/** Judges by blacklist and whitelist, whatever else is allowed. */
final class Standing {
  private Standing() {}

  /**
   * The blacklist's refusal. Binds everybody.
   *
   * @throws io.saltern.targeting.MatchLimitException when there is no verdict
   */
  static Optional<Decision> blacklisted(Rules rules, String user, AccessRequest request) {
    Optional<Item> byUser = rules.blacklist().user(user);
    if (byUser.isPresent()) {
      return byUser.map(item -> Verdicts.deniedBy(item.origin(), "user " + user));
    }
    if (request.kind() != Kind.PUBLISH) {
      return Optional.empty();
    }
    for (FunctionCall call : request.calls()) {
      Optional<Item> byFunction = rules.blacklist().function(call.function());
      if (byFunction.isPresent()) {
        return byFunction.map(item -> Verdicts.deniedBy(item.origin(), call.function()));
      }
    }
    return Optional.empty();
  }

  /**
   * The whitelist's refusal.
   *
   * @throws io.saltern.targeting.MatchLimitException when there is no verdict
   */
  static Optional<Decision> notWhitelisted(Rules rules, String user, AccessRequest request) {
    NameList list = rules.whitelist();
    if (!list.users().isEmpty() && list.user(user).isEmpty()) {
      return refusal("users", "user " + user);
    }
    if (list.modules().isEmpty() || request.kind() != Kind.PUBLISH) {
      return Optional.empty();
    }
    for (FunctionCall call : request.calls()) {
      String function = call.function();
      if (!function.equals(PublishJudge.FIND_JOB) && list.function(function).isEmpty()) {
        return refusal("modules", function);
      }
    }
    return Optional.empty();
  }

  private static Optional<Decision> refusal(String part, String what) {
    return Optional.of(
        Decision.deny(
            Reason.FORBIDDEN, "publisher_acl_whitelist: " + part + " does not name " + what));
  }
}
