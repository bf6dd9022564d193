// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.Caller;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.LoginTrial;
import io.saltern.api.master.AccessRulesReader;
import io.saltern.api.master.RuleBook.Grant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes logins to show how they go. The login itself comes first, so that nobody learns more by
 * trying than by logging in as often.
 */
final class LoginTrialDesk {
  private static final String RULES = "external_auth";

  private final LoginDesk logins;
  private final Backends backends;
  private final AccessRulesReader rules;

  LoginTrialDesk(LoginDesk logins, Backends backends, AccessRulesReader rules) {
    this.logins = logins;
    this.backends = backends;
    this.rules = rules;
  }

  CompletableFuture<LoginTrial> tryOut(AuthSettings settings, Login login) {
    Login again = new Login(login.eauth(), login.user(), login.password().clone(), login.origin());
    Optional<String> before = logins.obstacle(settings, login);
    return logins
        .login(settings, login, null)
        .handle((caller, failure) -> caller)
        .thenCompose(caller -> steps(settings, again, before, caller))
        .whenComplete((trial, failure) -> again.wipe());
  }

  private CompletableFuture<LoginTrial> steps(
      AuthSettings settings, Login again, Optional<String> before, @Nullable Caller caller) {
    Optional<String> obstacle = before.or(() -> logins.obstacle(settings, again));
    if (obstacle.isPresent()) {
      return done(new LoginStep("admission", Outcome.FAILED, obstacle.get()));
    }
    Optional<BackendLane> lane = backends.find(again.eauth());
    if (lane.isEmpty()) {
      return done(
          new LoginStep(
              "backend",
              Outcome.FAILED,
              "there is no such backend; there are " + String.join(", ", backends.names())));
    }
    return lane.get()
        .diagnose(again, settings.patience(null))
        .thenApply(steps -> new LoginTrial(steps, caller, grants(settings, caller)));
  }

  private static CompletableFuture<LoginTrial> done(LoginStep step) {
    return CompletableFuture.completedFuture(new LoginTrial(List.of(step), null, List.of()));
  }

  private List<Grant> grants(AuthSettings settings, @Nullable Caller caller) {
    return caller == null
        ? List.of()
        : rules.read(settings.settings(), id -> Optional.empty()).grants(caller).stream()
            .filter(grant -> grant.section().startsWith(RULES))
            .toList();
  }
}
