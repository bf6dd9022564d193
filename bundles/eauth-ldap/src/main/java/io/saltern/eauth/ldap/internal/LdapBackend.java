// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginDiagnosis;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.Settings;
import io.saltern.ldap.DirectoryLogin;
import io.saltern.ldap.LdapFailure;
import io.saltern.ldap.Trail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The backend {@code ldap}: users of a directory, and their groups. */
@Component(property = EauthBackend.PROPERTY + "=" + LdapPlan.BACKEND)
public final class LdapBackend implements EauthBackend, LoginDiagnosis {
  private @Nullable Settings settings;
  private @Nullable DirectoryLogin logins;

  /** Waits for its settings. */
  @Activate
  public LdapBackend() {}

  @Reference(
      target = "(" + Settings.ROLE + "=" + Settings.MASTER + ")",
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  synchronized void bindSettings(Settings present) {
    settings = present;
    close();
  }

  synchronized void unbindSettings(Settings gone) {
    if (settings == gone) {
      settings = null;
      close();
    }
  }

  /** What is remembered ends with the settings; logins that are under way go on. */
  @Deactivate
  synchronized void close() {
    if (logins != null) {
      logins.close();
      logins = null;
    }
  }

  private synchronized DirectoryLogin logins() throws IOException {
    if (logins == null) {
      logins = plan().open();
    }
    return logins;
  }

  private synchronized LdapPlan plan() throws IOException {
    if (settings == null) {
      throw new IOException("the master's settings are gone");
    }
    List<String> problems = new ArrayList<>();
    Optional<LdapPlan> plan = LdapPlan.of(settings, problems);
    if (plan.isEmpty()) {
      throw new IOException(String.join("; ", problems.stream().distinct().toList()));
    }
    return plan.get();
  }

  @Override
  public CompletionStage<Verdict> authenticate(Login login) {
    try {
      return CompletableFuture.completedStage(
          logins().login(login.user(), login.password(), Trail.NONE));
    } catch (IOException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** By connections of its own, and from no memory. */
  @Override
  public List<LoginStep> diagnose(Login login) {
    List<LoginStep> steps = new ArrayList<>();
    try (DirectoryLogin fresh = plan().open()) {
      fresh.login(login.user(), login.password(), new Trail(steps::add));
    } catch (LdapFailure e) {
      // it has told the step itself
      return steps;
    } catch (IOException e) {
      steps.add(new LoginStep("settings", Outcome.FAILED, String.valueOf(e.getMessage())));
    }
    return steps;
  }
}
