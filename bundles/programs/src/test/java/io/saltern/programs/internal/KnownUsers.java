// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.auth.AuthenticationException;
import io.saltern.api.auth.Authenticator;
import io.saltern.api.auth.IssuedToken;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Users of two backends, {@code file} and {@code slow}, whose passwords are their names twice. */
final class KnownUsers implements Authenticator {
  final Map<String, Caller> tokens = new HashMap<>();
  final List<Duration> patience = new ArrayList<>();

  /** What stops while a login waits for it. */
  String stops = "";

  @Override
  public Set<String> backends() {
    Set<String> names = new TreeSet<>(Set.of("file", "slow"));
    names.remove(patience.isEmpty() ? "" : stops);
    return names;
  }

  @Override
  public CompletionStage<Caller> login(Login login, Duration wanted) {
    patience.add(wanted);
    if (login.eauth().equals("slow")) {
      return CompletableFuture.failedStage(AuthenticationException.timedOut());
    }
    return new String(login.password()).equals(login.user() + login.user())
        ? CompletableFuture.completedStage(
            new Caller(login.user(), Caller.Proof.EAUTH, login.eauth(), Set.of()))
        : CompletableFuture.failedStage(AuthenticationException.refused());
  }

  @Override
  public CompletionStage<IssuedToken> issue(Login login, Duration wanted, Duration life) {
    return login(login, wanted)
        .thenApply(
            user -> {
              Token token =
                  new Token("id", user.user(), user.eauth(), Set.of(), Instant.EPOCH, Instant.MAX);
              IssuedToken issued = new IssuedToken("token-of-" + user.user(), token);
              tokens.put(issued.text(), issued.caller());
              return issued;
            });
  }

  @Override
  public CompletionStage<Caller> redeem(String text, String origin) {
    Caller known = tokens.get(text);
    return known == null
        ? CompletableFuture.failedStage(AuthenticationException.refused())
        : CompletableFuture.completedStage(known);
  }
}
