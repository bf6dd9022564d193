// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import static io.saltern.auth.internal.Desk.done;
import static io.saltern.auth.internal.Desk.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.audit.AuditEntry.LoggedIn;
import io.saltern.api.auth.BackendReport;
import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginDiagnosis;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.LoginTrial;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.MasterOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginTrialTest {
  private final Desk desk = new Desk();
  private final AtomicInteger diagnoses = new AtomicInteger();

  @AfterEach
  void close() {
    desk.close();
  }

  private void diagnosis(LoginDiagnosis diagnosis) {
    desk.backends.bindDiagnosis(diagnosis, Map.of(EauthBackend.PROPERTY, "file"));
  }

  private CompletionStage<Verdict> compare(Login login, Consumer<LoginStep> steps) {
    diagnoses.incrementAndGet();
    boolean right = new String(login.password()).equals(login.user() + login.user());
    steps.accept(new LoginStep("compare", right ? Outcome.OK : Outcome.FAILED, "by letters"));
    return Desk.nameTwice(login);
  }

  private LoginTrial tryOut(String user, String password) throws Exception {
    return done(desk.service.tryOut(login("file", user, password)));
  }

  @Test
  void tellsStepsGroupsAndRulesOfWhoeverIsLetIn() throws Exception {
    diagnosis(this::compare);
    LoginTrial trial = tryOut("fred", "fredfred");
    assertThat(trial.steps()).containsExactly(new LoginStep("compare", Outcome.OK, "by letters"));
    assertThat(Objects.requireNonNull(trial.caller()).groups()).containsExactly("ops");
    assertThat(trial.grants()).containsExactly(OneRule.TEST);
  }

  @Test
  void countsLikeAnyOtherLoginAndAsksTheBackendOnce() throws Exception {
    AtomicInteger logins = new AtomicInteger();
    desk.backend(
        "file",
        login -> {
          logins.incrementAndGet();
          return Desk.nameTwice(login);
        });
    diagnosis(this::compare);
    desk.set(MasterOptions.AUTH_LOCKOUT, 2L);
    desk.set(MasterOptions.AUTH_LOCKOUT_TIME, 60L);
    long start = System.nanoTime();
    LoginTrial first = tryOut("fred", "x");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Desk.SHORT.least());
    assertThat(first.caller()).isNull();
    assertThat(first.steps())
        .containsExactly(new LoginStep("compare", Outcome.FAILED, "by letters"));
    assertThat(desk.audit.entries()).hasSize(1).first().isInstanceOf(LoggedIn.class);
    for (String password : List.of("x", "fredfred")) {
      LoginTrial locked = tryOut("fred", password);
      assertThat(locked.caller()).isNull();
      assertThat(locked.steps())
          .containsExactly(new LoginStep("admission", Outcome.FAILED, "the user is locked out"));
    }
    assertThat(diagnoses).as("the third did not come to the backend").hasValue(2);
    assertThat(logins).as("it was asked once by each of them").hasValue(0);
    assertThat(desk.service.reports()).extracting(BackendReport::locked).containsExactly(1);
  }

  @Test
  void saysWhyABackendIsNotEvenAsked() throws Exception {
    desk.set(MasterOptions.EXTERNAL_AUTH, Map.of("missing", Map.of()));
    assertThat(tryOut("fred", "fredfred").steps())
        .containsExactly(
            new LoginStep(
                "admission", Outcome.FAILED, "external_auth does not enable this backend"));
    assertThat(done(desk.service.tryOut(login("missing", "fred", "x"))).steps())
        .containsExactly(
            new LoginStep("backend", Outcome.FAILED, "there is no such backend; there are file"));
  }

  @Test
  void aDiagnosisThatHangsOrBreaksIsAStepThatFails() throws Exception {
    assertThat(tryOut("fred", "fredfred").steps())
        .containsExactly(
            new LoginStep("diagnosis", Outcome.SKIPPED, "this backend does not tell its steps"));
    LoginDiagnosis broken =
        (login, steps) -> {
          throw new IllegalStateException("a bug");
        };
    diagnosis(broken);
    assertThat(tryOut("fred", "fredfred").steps())
        .containsExactly(
            new LoginStep("diagnosis", Outcome.FAILED, "java.lang.IllegalStateException: a bug"));
    desk.backends.unbindDiagnosis(broken, Map.of(EauthBackend.PROPERTY, "file"));
    LoginDiagnosis failing =
        (login, steps) -> {
          steps.accept(new LoginStep("connect", Outcome.FAILED, "nobody is there"));
          return CompletableFuture.failedStage(new IOException("nobody is there"));
        };
    diagnosis(failing);
    LoginTrial failed = tryOut("fred", "fredfred");
    assertThat(failed.caller()).isNull();
    assertThat(failed.steps())
        .containsExactly(new LoginStep("connect", Outcome.FAILED, "nobody is there"));
    desk.backends.unbindDiagnosis(failing, Map.of(EauthBackend.PROPERTY, "file"));
    LoginStep connected = new LoginStep("connect", Outcome.OK, "to somebody");
    diagnosis(
        (login, steps) -> {
          steps.accept(connected);
          return new CompletableFuture<>();
        });
    List<LoginStep> steps = List.of();
    // a busy machine may give up a diagnosis before it has begun
    for (double patience = 0.5; steps.size() < 2 && patience < 100; patience *= 2) {
      desk.set(MasterOptions.EAUTH_TIMEOUT, patience);
      steps = tryOut("fred", "fredfred").steps();
    }
    assertThat(steps).hasSize(2).first().isEqualTo(connected);
    assertThat(steps.get(1).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(steps.get(1).detail()).startsWith("no answer within ");
  }

  @Test
  void reportsWhatBackendsDid() throws Exception {
    desk.set(
        MasterOptions.EXTERNAL_AUTH,
        Map.of("file", Map.of(), "missing", Map.of(), "stuck", Map.of()));
    desk.backend("stuck", login -> new CompletableFuture<>());
    done(desk.login("fred", "fredfred"));
    Desk.assertRefused(desk.login("fred", "x"));
    assertThat(Desk.timesOut(desk.service.login(login("stuck", "a", "b"), Duration.ofMillis(9))))
        .isTrue();
    List<BackendReport> reports = desk.service.reports();
    assertThat(reports).extracting(BackendReport::name).containsExactly("file", "missing", "stuck");
    assertThat(reports)
        .extracting(BackendReport::state)
        .containsExactly(BackendReport.ACTIVE, BackendReport.MISSING, BackendReport.ACTIVE);
    assertThat(reports.get(0).accepted()).isEqualTo(1);
    assertThat(reports.get(0).rejected()).isEqualTo(1);
    assertThat(reports.get(0).median()).isPositive();
    assertThat(reports.get(0).last()).isPositive();
    assertThat(reports.get(2).failed()).isEqualTo(1);
    assertThat(reports.get(2).median()).isNull();
  }
}
