// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.Caller.Proof;
import io.saltern.api.auth.AuthenticationException;
import io.saltern.api.auth.Authenticator;
import io.saltern.api.auth.IssuedToken;
import io.saltern.api.auth.Login;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.program.ProgramCall;
import io.saltern.cli.CommandLine;
import io.saltern.cli.UsageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * As whom a program is run: {@code -a}, {@code -T}, {@code --username}, {@code --password} and the
 * stored token. A token that is valid spares everybody the login; administrators of the master use
 * theirs only when they say {@code -a} or {@code -T}, for they need none.
 */
final class SignIn {
  private static final int FAILED = 2;
  private static final String NO_LOGIN = "ERROR: Authentication failed\n";

  /** Longer than any login that the authenticator itself gives up. */
  private static final Duration LONGEST = Duration.ofMinutes(6);

  private static final String SUDO = "sudo_";

  private final PresentSettings settings;
  private final Authenticator authenticator;
  private final UnaryOperator<String> refusal;

  /**
   * @param refusal what a user of that name is told whose login is refused
   */
  SignIn(PresentSettings settings, Authenticator authenticator, UnaryOperator<String> refusal) {
    this.settings = settings;
    this.authenticator = authenticator;
    this.refusal = refusal;
  }

  Caller of(CommandLine line, ProgramCall call)
      throws UsageException, SignInException, InterruptedException {
    try {
      return caller(line, call).at(call.caller().face());
    } catch (IOException e) {
      InterruptedException gone = new InterruptedException("the caller has gone");
      gone.initCause(e);
      throw gone;
    }
  }

  private Caller caller(CommandLine line, ProgramCall call)
      throws IOException, UsageException, SignInException, InterruptedException {
    String eauth = line.value("auth").orElse("");
    boolean makesToken = line.has("make-token");
    boolean asked = makesToken || !eauth.isEmpty();
    if (!asked && call.caller().proof() != Proof.LOCAL_USER) {
      return call.caller();
    }
    if (!line.has("username")) {
      Optional<Caller> known = byStoredToken(call, !asked);
      if (known.isPresent() && (eauth.isEmpty() || eauth.equals(known.get().eauth()))) {
        return known.get();
      }
    }
    if (eauth.isEmpty()) {
      if (makesToken) {
        throw new SignInException(refusal.apply("UNKNOWN") + "\n", Face.EX_GENERIC);
      }
      return call.caller();
    }
    return byPassword(eauth, makesToken, line, call);
  }

  private Optional<Caller> byStoredToken(ProgramCall call, boolean needless)
      throws IOException, SignInException, InterruptedException {
    Optional<String> token = call.storedToken(tokenFile());
    if (token.isEmpty() || token.get().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(await(authenticator.redeem(token.get(), origin(call)), "UNKNOWN"));
    } catch (AuthenticationException e) {
      if (needless) {
        call.err().print("[WARNING ] The stored token is not valid, and was left out\n");
      }
      return Optional.empty();
    }
  }

  private Caller byPassword(String eauth, boolean makesToken, CommandLine line, ProgramCall call)
      throws IOException, UsageException, SignInException, InterruptedException {
    checkAvailable(eauth);
    String user = value("username", line, call, false);
    if (user.isEmpty()) {
      user = call.caller().user();
      user = user.startsWith(SUDO) ? Peer.SUPERUSER : user;
    }
    Login login =
        new Login(eauth, user, value("password", line, call, true).toCharArray(), origin(call));
    int typed = line.integer("timeout").orElse(0);
    Duration patience = typed > 0 ? Duration.ofSeconds(typed) : null;
    try {
      return makesToken
          ? withToken(authenticator.issue(login, patience, null), user, call)
          : await(authenticator.login(login, patience), user);
    } catch (AuthenticationException e) {
      checkAvailable(eauth);
      throw new SignInException(
          e.isTimeout()
              ? e.getMessage()
                  + " The external authentication system did not answer in time; to wait longer,"
                  + " raise the timeout with -t.\n"
              : refusal.apply(user) + "\n",
          Face.EX_GENERIC);
    }
  }

  /** The backend may have been stopped before the login, or during it. */
  private void checkAvailable(String eauth) throws SignInException {
    Set<String> backends = authenticator.backends();
    if (!backends.contains(eauth)) {
      throw new SignInException(
          "The specified external authentication system \""
              + eauth
              + "\" is not available\nAvailable eauth types: "
              + String.join(", ", backends)
              + "\n"
              + NO_LOGIN,
          FAILED);
    }
  }

  private Caller withToken(CompletionStage<IssuedToken> issuing, String user, ProgramCall call)
      throws IOException, AuthenticationException, SignInException, InterruptedException {
    IssuedToken issued = await(issuing, user);
    call.storeToken(tokenFile(), issued.text());
    return issued.caller();
  }

  private String tokenFile() {
    return settings.now().find(MasterOptions.TOKEN_FILE).orElse("");
  }

  private static String value(String name, CommandLine line, ProgramCall call, boolean secret)
      throws IOException, SignInException {
    @Nullable String given = line.value(name).orElse(null);
    if (given != null) {
      return given;
    }
    return call.ask(name + ": ", secret)
        .map(String::new)
        .orElseThrow(() -> new SignInException(NO_LOGIN, FAILED));
  }

  private static String origin(ProgramCall call) {
    Caller caller = call.caller();
    return (caller.proof() == Proof.SHELL ? "shell user " : "local user ") + caller.user();
  }

  private static <T> T await(CompletionStage<T> stage, String user)
      throws AuthenticationException, SignInException, InterruptedException {
    try {
      return stage.toCompletableFuture().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthenticationException refused) {
        throw refused;
      }
      throw new IllegalStateException("the login of " + user + " failed", e.getCause());
    } catch (TimeoutException e) {
      throw new SignInException("Failed to authenticate!\n", Face.EX_GENERIC);
    }
  }
}
