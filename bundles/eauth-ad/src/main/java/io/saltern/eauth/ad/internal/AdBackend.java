// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ad.internal;

import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginDiagnosis;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.Settings;
import io.saltern.ldap.SettledLogin;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The backend {@code ad}: users of Active Directory, and their groups. */
@Component(property = EauthBackend.PROPERTY + "=" + AdPlan.BACKEND)
public final class AdBackend implements EauthBackend, LoginDiagnosis {
  private final SettledLogin logins = new SettledLogin(AdPlan::open);

  /** Waits for its settings. */
  @Activate
  public AdBackend() {}

  @Reference(
      target = "(" + Settings.ROLE + "=" + Settings.MASTER + ")",
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSettings(Settings present) {
    logins.use(present);
  }

  void unbindSettings(Settings gone) {
    logins.forget(gone);
  }

  @Deactivate
  void close() {
    logins.close();
  }

  @Override
  public CompletionStage<Verdict> authenticate(Login login) {
    return logins.authenticate(login);
  }

  @Override
  public CompletionStage<Verdict> diagnose(Login login, Consumer<LoginStep> steps) {
    return logins.diagnose(login, steps);
  }
}
