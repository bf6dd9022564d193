// SPDX-License-Identifier: Apache-2.0
package org.example.eauth;

import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginDiagnosis;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The backend {@code template}: users whom its section of {@code external_auth} lists. */
@Component(property = EauthBackend.PROPERTY + "=" + TemplateBackend.NAME)
public final class TemplateBackend implements EauthBackend, LoginDiagnosis {
  static final String NAME = "template";

  private final PresentSettings settings;

  @Activate
  public TemplateBackend(@Reference(target = PresentSettings.OF_MASTER) PresentSettings settings) {
    this.settings = settings;
  }

  /** A reload replaces the settings while logins run, so that each login looks once. */
  private Users users() {
    Object section = settings.now().get(MasterOptions.EXTERNAL_AUTH).get(NAME);
    return section instanceof Map<?, ?> map ? Users.of(map) : Users.NONE;
  }

  @Override
  public CompletionStage<Verdict> authenticate(Login login) {
    return CompletableFuture.completedStage(users().check(login.user(), login.password()));
  }

  @Override
  public CompletionStage<Verdict> diagnose(Login login, Consumer<LoginStep> steps) {
    Users now = users();
    if (!now.knows(login.user())) {
      steps.accept(
          new LoginStep("find user", Outcome.FAILED, "not in external_auth: template: ^users"));
    } else {
      steps.accept(new LoginStep("find user", Outcome.OK, "external_auth: template: ^users"));
    }
    Verdict verdict = now.check(login.user(), login.password());
    if (verdict instanceof Verdict.Accepted accepted) {
      steps.accept(new LoginStep("password", Outcome.OK, "right"));
      steps.accept(new LoginStep("groups", Outcome.OK, String.join(", ", accepted.groups())));
    } else if (now.knows(login.user())) {
      steps.accept(new LoginStep("password", Outcome.FAILED, "wrong"));
    }
    return CompletableFuture.completedStage(verdict);
  }
}
