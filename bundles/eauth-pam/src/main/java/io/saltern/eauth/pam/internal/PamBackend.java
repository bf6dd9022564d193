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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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
    return check(present, login, answer -> {});
  }

  private CompletionStage<Verdict> check(
      PamSettings present, Login login, Consumer<PamAnswer> answered) {
    Optional<String> flaw = flaw(login);
    if (flaw.isPresent()) {
      return CompletableFuture.completedStage(new Verdict.Rejected(flaw.get()));
    }
    try {
      return ask(present, login)
          .thenApply(
              answer -> {
                answered.accept(answer);
                return PamVerdicts.of(answer);
              });
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
  public CompletionStage<Verdict> diagnose(Login login, Consumer<LoginStep> steps) {
    PamSettings present = settings;
    if (present == null) {
      steps.accept(new LoginStep("settings", Outcome.FAILED, "the master's are gone"));
      return authenticate(login);
    }
    PamDiagnosis diagnosis = new PamDiagnosis(present, Privileges.lack(), steps);
    return check(present, login, diagnosis::answered)
        .whenComplete(
            (verdict, failure) -> {
              if (failure instanceof CompletionException wrapped) {
                diagnosis.stopped("PAM", String.valueOf(wrapped.getCause()));
              } else if (failure != null) {
                diagnosis.stopped("PAM", String.valueOf(failure.getMessage()));
              } else if (verdict instanceof Verdict.Rejected rejected) {
                diagnosis.stopped("name and password", rejected.reason());
              }
            });
  }

  private static Optional<String> flaw(Login login) {
    return UserNames.flaw(login.user()).or(() -> Passwords.flaw(login.password()));
  }

  /** The other lines are all the places that were searched. */
  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
