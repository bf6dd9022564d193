// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Shows administrators how logins go. */
@ProviderType
public interface LoginTrials {
  /**
   * Makes a login that counts like any other: it is on record, a wrong password counts for the
   * lock-out, and a refusal takes its time. Whoever is locked out is not told of any steps.
   *
   * @return completes when all is known; with what went wrong rather than exceptionally
   */
  CompletionStage<LoginTrial> tryOut(Login login);
}
