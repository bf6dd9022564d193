// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.file.internal;

import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginDiagnosis;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The backend {@code file}: users of the file that {@code external_auth} names. */
@Component(property = EauthBackend.PROPERTY + "=" + PasswordFile.BACKEND)
public final class FileBackend implements EauthBackend, LoginDiagnosis {
  private volatile @Nullable Settings settings;

  /** Waits for its settings. */
  @Activate
  public FileBackend() {}

  @Reference(
      target = "(" + Settings.ROLE + "=" + Settings.MASTER + ")",
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSettings(Settings present) {
    settings = present;
  }

  void unbindSettings(Settings gone) {
    if (settings == gone) {
      settings = null;
    }
  }

  @Override
  public CompletionStage<Verdict> authenticate(Login login) {
    try {
      return CompletableFuture.completedStage(check(login, step -> {}));
    } catch (IOException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private Verdict check(Login login, Consumer<LoginStep> steps) throws IOException {
    Settings present = settings;
    if (present == null) {
      throw new IOException("the master's settings are gone");
    }
    List<String> problems = new ArrayList<>();
    Optional<PasswordFile> file = PasswordFile.of(present, problems);
    if (file.isEmpty()) {
      throw new IOException(String.join("; ", problems));
    }
    return new FileUsers(file.get(), steps).check(login);
  }

  @Override
  public CompletionStage<Verdict> diagnose(Login login, Consumer<LoginStep> steps) {
    try {
      Verdict verdict = check(login, steps);
      if (verdict instanceof Verdict.Accepted) {
        steps.accept(new LoginStep("groups", Outcome.SKIPPED, "such a file knows none"));
      }
      return CompletableFuture.completedStage(verdict);
    } catch (IOException e) {
      steps.accept(new LoginStep("file", Outcome.FAILED, e.toString()));
      return CompletableFuture.failedStage(e);
    }
  }
}
