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
 * Makes logins to show how they go. They are logins like any other, so that nobody learns more by
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
    Steps steps = new Steps();
    Optional<String> before = logins.obstacle(settings, login);
    boolean there = backends.has(login.eauth());
    return logins
        .login(
            settings, login, null, (lane, asked, patience) -> lane.diagnose(asked, patience, steps))
        .handle(
            (caller, failure) -> {
              Optional<String> obstacle = before.or(() -> logins.obstacle(settings, login));
              if (obstacle.isPresent()) {
                return failed("admission", obstacle.get());
              }
              return there
                  ? new LoginTrial(steps.told(), caller, grants(settings, caller))
                  : failed(
                      "backend",
                      "there is no such backend; there are " + String.join(", ", backends.names()));
            });
  }

  private static LoginTrial failed(String step, String why) {
    return new LoginTrial(List.of(new LoginStep(step, Outcome.FAILED, why)), null, List.of());
  }

  private List<Grant> grants(AuthSettings settings, @Nullable Caller caller) {
    return caller == null
        ? List.of()
        : rules.read(settings.settings(), id -> Optional.empty()).grants(caller).stream()
            .filter(grant -> grant.section().startsWith(RULES))
            .toList();
  }
}
