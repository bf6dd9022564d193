// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginDiagnosis;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.Settings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backend {@code pam}: users whom PAM lets in, with the groups that the system knows. */
@Component(property = EauthBackend.PROPERTY + "=" + PamSettings.BACKEND)
public final class PamBackend implements EauthBackend, LoginDiagnosis {
  private static final Logger LOG = LoggerFactory.getLogger(PamBackend.class);

  private final Gates gates;
  private volatile @Nullable PamSettings settings;

  /** Waits for its settings. */
  @Activate
  public PamBackend(BundleContext context) {
    this(
        new Gates(
            () -> new PamPool(new PamStack()::check, LOG::warn),
            () -> new PamHelper(new HelperJar(context), LOG::warn)));
  }

  PamBackend(Gates gates) {
    this.gates = gates;
  }

  @Reference(
      target = "(" + Settings.ROLE + "=" + Settings.MASTER + ")",
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSettings(Settings present) {
    use(PamSettings.of(present));
  }

  void use(PamSettings next) {
    settings = next;
    if (next.inUse()) {
      next.service().flaw().ifPresent(flaw -> LOG.warn("{}: {}", next.place(), flaw));
      Privileges.lack().ifPresent(LOG::warn);
      try {
        gates.open(next.isolated());
      } catch (LinkageError e) {
        LOG.error("Nobody can log in by PAM: {}", firstLine(e));
      }
    }
  }

  void unbindSettings(Settings gone) {
    // another has been bound, or the component goes
  }

  @Deactivate
  void deactivate() {
    gates.close();
  }

  @Override
  public CompletionStage<Verdict> authenticate(Login login) {
    PamSettings present = settings;
    if (present == null) {
      return CompletableFuture.failedStage(new IOException("the master's settings are gone"));
    }
    Optional<String> flaw = UserNames.flaw(login.user()).or(() -> Passwords.flaw(login.password()));
    if (flaw.isPresent()) {
      return CompletableFuture.completedStage(new Verdict.Rejected(flaw.get()));
    }
    try {
      return ask(present, login).thenApply(PamVerdicts::of);
    } catch (CharacterCodingException e) {
      return CompletableFuture.completedStage(
          new Verdict.Rejected("the password is not of characters"));
    } catch (IOException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private CompletableFuture<PamAnswer> ask(PamSettings present, Login login) throws IOException {
    Optional<String> flaw = present.service().flaw();
    if (flaw.isPresent()) {
      throw new IOException(present.place() + ": " + flaw.get());
    }
    PamQuestion question =
        new PamQuestion(
            present.service().name(),
            login.user(),
            Passwords.bytes(login.password()),
            present.patience());
    try {
      return gates.check(present.isolated(), question);
    } catch (LinkageError e) {
      question.wipe();
      throw new IOException(firstLine(e), e);
    }
  }

  @Override
  public List<LoginStep> diagnose(Login login) {
    PamSettings present = settings;
    if (present == null) {
      return List.of(new LoginStep("settings", Outcome.FAILED, "the master's are gone"));
    }
    PamDiagnosis diagnosis = new PamDiagnosis(present, Privileges.lack());
    if (present.service().flaw().isPresent()) {
      return diagnosis.steps();
    }
    Optional<String> flaw = flaw(login);
    if (flaw.isPresent()) {
      return diagnosis.stopped("name and password", flaw.get()).steps();
    }
    try {
      return diagnosis.answered(ask(present, login).get()).steps();
    } catch (IOException e) {
      return diagnosis.stopped("PAM", String.valueOf(e.getMessage())).steps();
    } catch (ExecutionException e) {
      return diagnosis.stopped("PAM", String.valueOf(e.getCause())).steps();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return diagnosis.stopped("PAM", "no answer in time").steps();
    }
  }

  private static Optional<String> flaw(Login login) {
    return UserNames.flaw(login.user()).or(() -> Passwords.flaw(login.password()));
  }

  /** The other lines are all the places that were searched. */
  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
