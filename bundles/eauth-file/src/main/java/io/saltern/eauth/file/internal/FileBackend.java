// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.file.internal;

import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginDiagnosis;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.PresentSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The backend {@code file}: users of the file that {@code external_auth} names. */
@Component(property = EauthBackend.PROPERTY + "=" + PasswordFile.BACKEND)
public final class FileBackend implements EauthBackend, LoginDiagnosis {
  private final PresentSettings settings;

  @Activate
  public FileBackend(@Reference(target = PresentSettings.OF_MASTER) PresentSettings settings) {
    this.settings = settings;
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
    List<String> problems = new ArrayList<>();
    Optional<PasswordFile> file = PasswordFile.of(settings.now(), problems);
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
