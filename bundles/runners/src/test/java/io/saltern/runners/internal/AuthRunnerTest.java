// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.auth.AuthenticationException;
import io.saltern.api.auth.Authenticator;
import io.saltern.api.auth.BackendReport;
import io.saltern.api.auth.IssuedToken;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.LoginTrial;
import io.saltern.api.auth.Token;
import io.saltern.api.auth.Tokens;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.JobRun;
import io.saltern.api.master.RuleBook.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class AuthRunnerTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00.500Z");
  private static final JobRun RUN = new JobRun(new JobId("20261122055634738939"), "root", Map.of());

  private final List<String> asked = new ArrayList<>();
  private final FunctionTable table =
      FunctionTable.of("auth", new AuthRunner(new Users(), new All(), this::tryOut, this::reports));

  private CompletionStage<LoginTrial> tryOut(Login login) {
    asked.add(login.toString());
    boolean right = new String(login.password()).equals("1234");
    List<LoginStep> steps =
        List.of(
            new LoginStep("find user", Outcome.OK, "/etc/users:3"),
            new LoginStep("password", right ? Outcome.OK : Outcome.FAILED, "by bcrypt"));
    Caller caller = new Caller("fred", Caller.Proof.EAUTH, "file", Set.of("ops"));
    Grant grant = new Grant("external_auth: file", "fred", true, "*", "test.*", "", "master:3");
    return CompletableFuture.completedStage(
        new LoginTrial(steps, right ? caller : null, right ? List.of(grant) : List.of()));
  }

  private List<BackendReport> reports() {
    Duration median = Duration.ofNanos(1_234_567);
    return List.of(
        new BackendReport(
            "file", true, "active", "io.saltern.eauth-file", "1", 3, 2, 1, median, median, 4),
        new BackendReport("pam", true, "missing", "", "", 0, 0, 0, null, null, 0));
  }

  @Test
  void showsHowALoginGoes() throws Exception {
    FunctionResult right = run(FunctionCall.of("auth.test", "file", "fred", "1234"));
    assertThat(right.value())
        .isEqualTo(
            Map.of(
                "steps",
                List.of("ok      find user: /etc/users:3", "ok      password: by bcrypt"),
                "verdict",
                "accepted",
                "user",
                "fred",
                "groups",
                List.of("ops"),
                "rules",
                List.of("allow fred (external_auth: file) test.* on *, master:3")));
    assertThat(right.retcode()).isZero();
    FunctionResult wrong = run(FunctionCall.of("auth.test", "file", "fred", "x"));
    assertThat(wrong.value())
        .isEqualTo(
            Map.of(
                "steps",
                List.of("ok      find user: /etc/users:3", "failed  password: by bcrypt"),
                "verdict",
                "refused"));
    assertThat(wrong.retcode()).isEqualTo(1);
    assertThat(asked).containsOnly("fred of file, by a runner of user root");
  }

  @Test
  void listsBackends() throws Exception {
    assertThat(run(FunctionCall.of("auth.list_backends")).value().toString())
        .isEqualTo(
            "{file={enabled=true, state=active, bundle=io.saltern.eauth-file, version=1,"
                + " accepted=3, rejected=2, failed=1, median_ms=1.235, last_ms=1.235,"
                + " locked_users=4}, pam={enabled=true, state=missing, bundle=, version=,"
                + " accepted=0, rejected=0, failed=0, median_ms=null, last_ms=null,"
                + " locked_users=0}}");
  }

  private final class Users implements Authenticator {
    @Override
    public Set<String> backends() {
      return Set.of("file");
    }

    @Override
    public CompletionStage<Caller> login(Login login, Duration patience) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<IssuedToken> issue(Login login, Duration patience, Duration life) {
      asked.add(login + " for " + life);
      return new String(login.password()).equals("1234")
          ? CompletableFuture.completedStage(new IssuedToken("the-text", token("fred")))
          : CompletableFuture.failedStage(AuthenticationException.refused());
    }

    @Override
    public CompletionStage<Caller> redeem(String text, String origin) {
      throw new UnsupportedOperationException();
    }
  }

  private final class All implements Tokens {
    @Override
    public List<Token> list() {
      return List.of(token("fred"));
    }

    @Override
    public CompletionStage<Boolean> revoke(String tokenOrId) {
      asked.add(tokenOrId);
      return CompletableFuture.completedStage(tokenOrId.equals("the-text"));
    }

    @Override
    public CompletionStage<Integer> revokeAll(String user, String eauth) {
      asked.add(user + " of " + eauth);
      return CompletableFuture.completedStage(3);
    }
  }

  private static Token token(String user) {
    return new Token(
        "the-id", user, "file", Set.of("ops", "dev"), START, START.plus(Duration.ofHours(12)));
  }

  private FunctionResult run(FunctionCall call) throws InterruptedException {
    return table.run(call, new JobRun(RUN.job(), RUN.user(), Map.of()));
  }

  private Object value(String function, Map<String, Object> keywords) throws InterruptedException {
    FunctionResult result = run(new FunctionCall(function, List.of(), keywords));
    assertThat(result.failure()).isNull();
    return result.value();
  }

  @Test
  void makesATokenAsSaltDoes() throws Exception {
    Object made =
        value(
            "auth.mk_token",
            Map.of("username", "fred", "password", 1234L, "eauth", "file", "token_expire", 60L));
    assertThat(made)
        .isEqualTo(
            Map.of(
                "start",
                1795341600.5,
                "expire",
                1795384800.5,
                "name",
                "fred",
                "eauth",
                "file",
                "groups",
                List.of("dev", "ops"),
                "token",
                "the-text"));
    assertThat(asked).containsExactly("fred of file, by a runner of user root for PT1M");
  }

  @Test
  void makesNoneForAWrongPassword() throws Exception {
    FunctionResult result =
        run(
            new FunctionCall(
                "auth.mk_token",
                List.of(),
                Map.of("username", "fred", "password", "x", "eauth", "file")));
    assertThat(result.value()).isEqualTo(Map.of());
    assertThat(result.success()).isFalse();
  }

  @Test
  void listsWithoutTheirText() throws Exception {
    assertThat(value("auth.list_tokens", Map.of()))
        .isEqualTo(
            List.of(
                Map.of(
                    "id",
                    "the-id",
                    "name",
                    "fred",
                    "eauth",
                    "file",
                    "groups",
                    List.of("dev", "ops"),
                    "start",
                    "2026-11-22T10:00:00.500Z",
                    "expire",
                    "2026-11-22T22:00:00.500Z")));
  }

  @Test
  void revokesByTokenOrByUser() throws Exception {
    assertThat(run(FunctionCall.of("auth.del_token", "the-text")).value()).isEqualTo(true);
    assertThat(run(FunctionCall.of("auth.revoke", "the-text")).value()).isEqualTo(1);
    assertThat(run(FunctionCall.of("auth.revoke", "other")).value()).isEqualTo(0);
    assertThat(value("auth.revoke", Map.of("user", "fred"))).isEqualTo(3);
    assertThat(value("auth.revoke", Map.of("user", "fred", "eauth", "file"))).isEqualTo(3);
    assertThat(asked)
        .containsExactly("the-text", "the-text", "other", "fred of null", "fred of file");
    assertThat(run(FunctionCall.of("auth.revoke")).success()).isFalse();
    assertThat(run(new FunctionCall("auth.revoke", List.of("x"), Map.of("user", "y"))).success())
        .isFalse();
  }
}
