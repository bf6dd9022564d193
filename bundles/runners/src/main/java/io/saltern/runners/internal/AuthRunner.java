// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.auth.AuthenticationException;
import io.saltern.api.auth.Authenticator;
import io.saltern.api.auth.BackendReports;
import io.saltern.api.auth.IssuedToken;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginTrial;
import io.saltern.api.auth.LoginTrials;
import io.saltern.api.auth.Token;
import io.saltern.api.auth.Tokens;
import io.saltern.api.function.Default;
import io.saltern.api.function.Function;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.JobContext;
import io.saltern.api.function.Named;
import io.saltern.api.function.Runner;
import io.saltern.api.function.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tokens of authentication backends. */
@Component(property = Runner.PROPERTY + "=auth")
public final class AuthRunner implements Runner {
  /** Longer than any login that the authenticator itself gives up. */
  private static final Duration LONGEST = Duration.ofMinutes(6);

  private static final double MILLIS = 1000.0;

  private final Authenticator authenticator;
  private final Tokens tokens;
  private final LoginTrials trials;
  private final BackendReports backends;

  @Activate
  public AuthRunner(
      @Reference Authenticator authenticator,
      @Reference Tokens tokens,
      @Reference LoginTrials trials,
      @Reference BackendReports backends) {
    this.authenticator = authenticator;
    this.tokens = tokens;
    this.trials = trials;
    this.backends = backends;
  }

  @Function(
      value = "mk_token",
      doc =
          """
          Create an eauth token using provided credentials

          How long it lives, in seconds, can be told by token_expire if the option
          token_expire_user_override allows it.

          CLI Example:

              salt-run auth.mk_token username=saltdev password=saltdev eauth=file
              salt-run auth.mk_token username=saltdev password=saltdev eauth=file token_expire=94670856
          """)
  public Map<String, Object> mkToken(
      String username,
      String password,
      String eauth,
      @Named("token_expire") @Default @Nullable Long tokenExpire,
      JobContext job)
      throws FunctionException, InterruptedException {
    Login login = login(eauth, username, password, job);
    Duration life = tokenExpire == null ? null : Duration.ofSeconds(tokenExpire);
    try {
      return shown(await(authenticator.issue(login, null, life)));
    } catch (AuthenticationException e) {
      job.retcode(1);
      return Map.of();
    }
  }

  private static Map<String, Object> shown(IssuedToken issued) {
    Token token = issued.token();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("start", seconds(token.start()));
    shown.put("expire", seconds(token.expire()));
    shown.put("name", token.user());
    shown.put("eauth", token.eauth());
    if (!token.groups().isEmpty()) {
      shown.put("groups", List.copyOf(new TreeSet<>(token.groups())));
    }
    shown.put("token", issued.text());
    return shown;
  }

  private static double seconds(Instant moment) {
    return moment.toEpochMilli() / MILLIS;
  }

  @Function(
      value = "del_token",
      doc =
          """
          Delete an eauth token by name

          CLI Example:

              salt-run auth.del_token 6556760736e4077daa601baec2b67c24
          """)
  public boolean delToken(String token) throws FunctionException, InterruptedException {
    return settled(tokens.revoke(token));
  }

  @Function(
      value = "list_tokens",
      doc =
          """
          List the tokens that are valid: whom they stand for and until when, and an id that
          revokes a token but cannot be used as one

          CLI Example:

              salt-run auth.list_tokens
          """)
  public List<Map<String, Object>> listTokens() {
    return tokens.list().stream().map(AuthRunner::listed).toList();
  }

  private static Map<String, Object> listed(Token token) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", token.id());
    shown.put("name", token.user());
    shown.put("eauth", token.eauth());
    shown.put("groups", List.copyOf(new TreeSet<>(token.groups())));
    shown.put("start", token.start().toString());
    shown.put("expire", token.expire().toString());
    return shown;
  }

  @Function(
      doc =
          """
          Revoke a token, by itself or by its id, or all tokens of a user, of one backend if eauth
          says which. Returns how many were revoked

          CLI Example:

              salt-run auth.revoke 6556760736e4077daa601baec2b67c24
              salt-run auth.revoke user=fred
              salt-run auth.revoke user=fred eauth=file
          """)
  public int revoke(
      @Default @Nullable String token,
      @Default @Nullable String user,
      @Default @Nullable String eauth)
      throws FunctionException, InterruptedException {
    if ((token == null) == (user == null)) {
      throw new FunctionException(
          FunctionException.Kind.INVOCATION, "either a token or a user must be named");
    }
    if (token != null) {
      return settled(tokens.revoke(token)) ? 1 : 0;
    }
    return settled(tokens.revokeAll(String.valueOf(user), eauth));
  }

  private static Login login(String eauth, String user, String password, JobContext job) {
    return new Login(eauth, user, password.toCharArray(), "a runner of user " + job.user());
  }

  @Function(
      value = "test",
      doc =
          """
          Log in as a user of a backend, and show every step of it, the groups that the backend
          knows the user to be in, and the rules of external_auth that are about the user

          The password is asked for. The login counts like any other: wrong passwords lock the
          user out, and all is on record.

          CLI Example:

              salt-run auth.test ldap fred
          """)
  public Map<String, Object> test(
      String backend, String user, @Secret String password, JobContext job)
      throws FunctionException, InterruptedException {
    LoginTrial trial = settled(trials.tryOut(login(backend, user, password, job)));
    if (trial.caller() == null) {
      job.retcode(1);
    }
    return AuthView.of(trial);
  }

  @Function(
      value = "list_backends",
      doc =
          """
          List the authentication backends: what offers them, whether they take logins, how these
          went since the master started, how long the latest took in milliseconds, and how many
          users are locked out

          CLI Example:

              salt-run auth.list_backends
          """)
  public Map<String, Object> listBackends() {
    Map<String, Object> all = new LinkedHashMap<>();
    backends.reports().forEach(report -> all.put(report.name(), AuthView.of(report)));
    return all;
  }

  private static <T> T settled(CompletionStage<T> stage)
      throws FunctionException, InterruptedException {
    try {
      return await(stage);
    } catch (AuthenticationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T await(CompletionStage<T> stage)
      throws AuthenticationException, FunctionException, InterruptedException {
    try {
      return stage.toCompletableFuture().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthenticationException refused) {
        throw refused;
      }
      throw failed(e.getCause());
    } catch (TimeoutException e) {
      throw failed(e);
    }
  }

  private static FunctionException failed(@Nullable Throwable why) {
    return new FunctionException(FunctionException.Kind.COMMAND, String.valueOf(why));
  }
}
