// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.sharedsecret.internal;

import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginDiagnosis;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The backend {@code sharedsecret}: whoever knows the one secret is whom it says it is. */
@Component(property = EauthBackend.PROPERTY + "=sharedsecret")
public final class SharedSecretBackend implements EauthBackend, LoginDiagnosis {
  private final PresentSettings settings;

  @Activate
  public SharedSecretBackend(
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings) {
    this.settings = settings;
  }

  @Override
  public CompletionStage<Verdict> authenticate(Login login) {
    return CompletableFuture.completedStage(verdict(login));
  }

  @Override
  public CompletionStage<Verdict> diagnose(Login login, Consumer<LoginStep> steps) {
    Verdict verdict = verdict(login);
    steps.accept(
        verdict instanceof Verdict.Rejected rejected
            ? new LoginStep("compare", Outcome.FAILED, rejected.reason())
            : new LoginStep("compare", Outcome.OK, "with the option sharedsecret"));
    return CompletableFuture.completedStage(verdict);
  }

  private Verdict verdict(Login login) {
    String secret = settings.now().find(MasterOptions.SHAREDSECRET).orElse("");
    if (secret.isEmpty()) {
      return new Verdict.Rejected("the option sharedsecret is not set");
    }
    boolean right = MessageDigest.isEqual(bytes(secret), bytes(new String(login.password())));
    return right
        ? new Verdict.Accepted(login.user(), Set.of())
        : new Verdict.Rejected("wrong secret");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
