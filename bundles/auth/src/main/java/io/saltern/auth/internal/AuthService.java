// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.Caller;
import io.saltern.api.Caller.Proof;
import io.saltern.api.audit.AuditLog;
import io.saltern.api.auth.Authenticator;
import io.saltern.api.auth.BackendReport;
import io.saltern.api.auth.BackendReports;
import io.saltern.api.auth.IssuedToken;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginTrial;
import io.saltern.api.auth.LoginTrials;
import io.saltern.api.auth.Token;
import io.saltern.api.auth.Tokens;
import io.saltern.api.config.Settings;
import io.saltern.api.master.AccessControl;
import io.saltern.api.master.AccessRulesReader;
import io.saltern.api.store.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Logins and tokens, by the master's present settings. */
@Component(service = {Authenticator.class, Tokens.class, LoginTrials.class, BackendReports.class})
public final class AuthService implements Authenticator, Tokens, LoginTrials, BackendReports {
  private static final int ANSWERING = 2;

  private final Backends backends;
  private final AccessControl access;
  private final ExecutorService answering =
      Executors.newFixedThreadPool(
          ANSWERING,
          task -> {
            Thread thread = new Thread(task, "saltern-auth");
            thread.setDaemon(true);
            return thread;
          });
  private final LoginLog log;
  private final LoginDesk logins;
  private final TokenDesk tokens;
  private final LoginTrialDesk trials;
  private volatile @Nullable AuthSettings settings;

  /** Over whatever backends come. */
  @Activate
  public AuthService(
      @Reference Backends backends,
      @Reference TokenStore store,
      @Reference AccessControl access,
      @Reference AccessRulesReader rules,
      @Reference AuditLog audit) {
    this(backends, store, access, rules, audit, Clock.systemUTC(), FailureDelay.USUAL);
  }

  AuthService(
      Backends backends,
      TokenStore store,
      AccessControl access,
      AccessRulesReader rules,
      AuditLog audit,
      Clock clock,
      FailureDelay delay) {
    this.backends = backends;
    this.access = access;
    this.log = new LoginLog(audit);
    this.logins = new LoginDesk(backends, clock, delay, answering, log);
    this.tokens = new TokenDesk(store, audit, clock);
    this.trials = new LoginTrialDesk(logins, backends, rules);
  }

  @Reference(
      target = "(" + Settings.ROLE + "=" + Settings.MASTER + ")",
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSettings(Settings present) {
    settings = new AuthSettings(present);
  }

  void unbindSettings(Settings gone) {
    AuthSettings known = settings;
    if (known != null && known.settings() == gone) {
      settings = null;
    }
  }

  private AuthSettings settings() {
    AuthSettings present = settings;
    if (present == null) {
      throw new IllegalStateException("the master's settings are gone");
    }
    return present;
  }

  @Override
  public Set<String> backends() {
    Set<String> names = backends.names();
    settings().enabled().stream().filter(backends::has).forEach(names::add);
    return names;
  }

  @Override
  public CompletionStage<Caller> login(Login login, @Nullable Duration patience) {
    return logins.login(settings(), login, patience);
  }

  @Override
  public List<BackendReport> reports() {
    AuthSettings now = settings();
    return backends.reports(now.enabled(), name -> logins.locked(now, name));
  }

  @Override
  public CompletionStage<LoginTrial> tryOut(Login login) {
    return trials.tryOut(settings(), login);
  }

  @Override
  public CompletionStage<IssuedToken> issue(
      Login login, @Nullable Duration patience, @Nullable Duration life) {
    AuthSettings now = settings();
    return logins
        .login(now, login, patience)
        .thenCompose(
            user ->
                tokens.issue(
                    user,
                    now.tokenLife(user.eauth(), user.user(), life),
                    now.keepsRules() ? access.rules(user) : null));
  }

  @Override
  public CompletionStage<Caller> redeem(String text, String origin) {
    long start = System.nanoTime();
    CompletableFuture<Caller> answer = new CompletableFuture<>();
    Optional<Token> found = tokens.find(text);
    String user = found.map(Token::user).orElse("UNKNOWN");
    String eauth = found.map(Token::eauth).orElse("UNKNOWN");
    if (found.isPresent() && settings().enables(eauth)) {
      Caller caller = found.get().caller();
      logins.admit(
          settings().keepsRules()
              ? caller
              : new Caller(user, caller.proof(), eauth, caller.groups()),
          origin,
          start,
          answer);
    } else {
      String reason =
          found.isPresent()
              ? "external_auth does not enable this backend any more"
              : "there is no such token, or it has expired";
      log.refused(Proof.TOKEN, user, eauth, origin, reason);
      logins.refuseLater(start, answer);
    }
    return answer;
  }

  @Override
  public List<Token> list() {
    return tokens.list();
  }

  @Override
  public CompletionStage<Boolean> revoke(String tokenOrId) {
    return tokens.revoke(tokenOrId);
  }

  @Override
  public CompletionStage<Integer> revokeAll(String user, @Nullable String eauth) {
    return tokens.revokeAll(user, eauth);
  }

  @Deactivate
  void close() {
    answering.shutdownNow();
  }
}
