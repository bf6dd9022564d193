// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import io.saltern.api.Caller;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds out who somebody is, for every face. Nothing here blocks the caller; failures complete with
 * an {@link AuthenticationException}, after a delay that tells nothing of their reason.
 */
@ProviderType
public interface Authenticator {
  /** The names of the backends that are there now, sorted. */
  Set<String> backends();

  /**
   * Asks the backend that the login names.
   *
   * @param patience how long the caller waits for its answer; null = as configured
   * @return the user with its groups
   */
  CompletionStage<Caller> login(Login login, @Nullable Duration patience);

  /**
   * The same, and makes a token that stands for the user from then on.
   *
   * @param life how long it is to be valid, if the user may choose; null = as configured
   */
  CompletionStage<IssuedToken> issue(
      Login login, @Nullable Duration patience, @Nullable Duration life);

  /**
   * Whom a token stands for.
   *
   * @param text the token as it was issued
   * @param origin as in {@link Login}
   */
  CompletionStage<Caller> redeem(String text, String origin);
}
