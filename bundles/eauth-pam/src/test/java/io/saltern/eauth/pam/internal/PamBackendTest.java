// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.Verdict;
import io.saltern.eauth.pam.internal.PamAnswer.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PamBackendTest {
  private static final PamAnswer PASSED =
      new PamAnswer(Phase.PASSED, 0, "", "Alice", Set.of("staff", "admins"));

  @TempDir Path folder;

  private final List<String> asked = new ArrayList<>();
  private final List<String> opened = new ArrayList<>();
  private CompletableFuture<PamAnswer> answer = CompletableFuture.completedFuture(PASSED);
  private final PamBackend backend =
      new PamBackend(new Gates(() -> gate("here"), () -> gate("apart")));

  private PamGate gate(String name) {
    opened.add(name);
    return new PamGate() {
      @Override
      public CompletableFuture<PamAnswer> check(PamQuestion question) {
        asked.add(
            name
                + ' '
                + question.user()
                + ' '
                + new String(question.password(), StandardCharsets.UTF_8));
        return answer;
      }

      @Override
      public void close() {
        opened.remove(name);
      }
    };
  }

  @BeforeEach
  void service() throws IOException {
    Files.writeString(
        folder.resolve("login"), "auth required pam_unix.so\naccount required pam_unix.so\n");
    backend.use(settings("login", false));
  }

  private PamSettings settings(String service, boolean isolated) {
    ServiceFile file = new ServiceFile(List.of(folder), service);
    return new PamSettings(true, file, isolated, Duration.ofSeconds(5), "master:7");
  }

  private static Login login(String user, String password) {
    return new Login("pam", user, password.toCharArray(), "a test");
  }

  private Verdict verdict(String user, String password) {
    return backend.authenticate(login(user, password)).toCompletableFuture().join();
  }

  @Test
  void theSystemsNameAndGroupsCount() {
    assertThat(verdict("alice", "sécret"))
        .isEqualTo(new Verdict.Accepted("Alice", Set.of("staff", "admins")));
    assertThat(asked).containsExactly("here alice sécret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+alice", "-x", "1000", "admins%", "*", "a:b", "../x"})
  void namesThatMeanSomethingElseDoNotReachPam(String name) {
    assertThat(verdict(name, "pw")).isInstanceOf(Verdict.Rejected.class);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pw\u0000", "\ud800"})
  void passwordsThatPamWouldReadDifferentlyDoNotReachIt(String password) {
    assertThat(verdict("alice", password)).isInstanceOf(Verdict.Rejected.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void aNameThatPamMadeUpIsNotTaken() {
    answer =
        CompletableFuture.completedFuture(new PamAnswer(Phase.PASSED, 0, "", "admins%", Set.of()));
    assertThat(verdict("alice", "pw")).isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void whatIsNoVerdictDoesNotCountAsAWrongPassword() {
    answer =
        CompletableFuture.completedFuture(
            new PamAnswer(Phase.AUTHENTICATE, 9, "no service", "alice", Set.of()));
    assertThatThrownBy(() -> verdict("alice", "pw"))
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("pam_authenticate: no service (9)");
    answer =
        CompletableFuture.completedFuture(
            new PamAnswer(Phase.AUTHENTICATE, 7, "failure", "alice", Set.of()));
    assertThat(verdict("alice", "pw"))
        .isEqualTo(new Verdict.Rejected("pam_authenticate: failure (7)"));
  }

  @Test
  void aServiceThatIsGoneLetsNobodyIn() throws IOException {
    Files.delete(folder.resolve("login"));
    assertThatThrownBy(() -> verdict("alice", "pw"))
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("master:7: there is no PAM service 'login'");
    assertThat(asked).isEmpty();
  }

  @Test
  void settingsThatIsolateItCountFromTheNextLogin() {
    verdict("alice", "pw");
    backend.use(settings("login", true));
    verdict("alice", "pw");
    assertThat(asked).containsExactly("here alice pw", "apart alice pw");
    assertThat(opened).containsExactly("apart");
    backend.deactivate();
    assertThat(opened).isEmpty();
  }

  private List<LoginStep> diagnose(Login login) {
    List<LoginStep> steps = new ArrayList<>();
    var unused = backend.diagnose(login, steps::add);
    return steps;
  }

  @Test
  void tellsEachStep() {
    Login login = login("alice", "sécret");
    List<LoginStep> steps = diagnose(login);
    assertThat(steps)
        .extracting(LoginStep::name)
        .containsExactly(
            "service file",
            "privileges",
            "user",
            "pam_start",
            "pam_authenticate",
            "pam_acct_mgmt",
            "groups");
    assertThat(steps).extracting(LoginStep::outcome).doesNotContain(Outcome.FAILED);
    assertThat(steps.get(0).detail()).isEqualTo(folder.resolve("login").toString());
    assertThat(steps.get(6).detail()).isEqualTo("Alice is in admins, staff");
    assertThat(steps.toString()).doesNotContain("sécret");
    assertThat(login.password()).isEqualTo("sécret".toCharArray());
  }

  @Test
  void theStepThatFailedIsTheLast() throws IOException {
    answer =
        CompletableFuture.completedFuture(
            new PamAnswer(Phase.ACCOUNT, 13, "expired", "alice", Set.of()));
    assertThat(last(diagnose(login("alice", "pw"))))
        .isEqualTo(new LoginStep("pam_acct_mgmt", Outcome.FAILED, "expired (13)"));
    answer = CompletableFuture.failedFuture(new IOException("nobody there"));
    assertThat(last(diagnose(login("alice", "pw"))).detail()).contains("nobody there");
    assertThat(last(diagnose(login("+alice", "pw"))).outcome()).isEqualTo(Outcome.FAILED);
    Files.delete(folder.resolve("login"));
    assertThat(diagnose(login("alice", "pw")))
        .hasSize(1)
        .allMatch(step -> step.outcome() == Outcome.FAILED);
  }

  private static LoginStep last(List<LoginStep> steps) {
    return steps.get(steps.size() - 1);
  }
}
