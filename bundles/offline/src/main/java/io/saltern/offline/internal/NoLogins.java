// SPDX-License-Identifier: Apache-2.0
package io.saltern.offline.internal;

import io.saltern.api.Caller;
import io.saltern.api.auth.AuthenticationException;
import io.saltern.api.auth.Authenticator;
import io.saltern.api.auth.IssuedToken;
import io.saltern.api.auth.Login;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Without a master nobody logs in: who may is what the files say. */
final class NoLogins implements Authenticator {
  @Override
  public Set<String> backends() {
    return Set.of();
  }

  @Override
  public CompletionStage<Caller> login(Login login, @Nullable Duration patience) {
    return CompletableFuture.failedStage(AuthenticationException.refused());
  }

  @Override
  public CompletionStage<IssuedToken> issue(
      Login login, @Nullable Duration patience, @Nullable Duration life) {
    return CompletableFuture.failedStage(AuthenticationException.refused());
  }

  @Override
  public CompletionStage<Caller> redeem(String text, String origin) {
    return CompletableFuture.failedStage(AuthenticationException.refused());
  }
}
