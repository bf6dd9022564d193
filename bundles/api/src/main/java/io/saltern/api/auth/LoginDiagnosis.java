// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells an administrator how a backend comes to its verdict. Registered beside {@link EauthBackend}
 * with the same property {@link EauthBackend#PROPERTY}.
 */
@ConsumerType
public interface LoginDiagnosis {
  /**
   * Checks a user's password as {@link EauthBackend#authenticate} does, in its place, and tells
   * how.
   *
   * @param steps takes what is done, in order, up to the step that fails; without secrets
   */
  CompletionStage<Verdict> diagnose(Login login, Consumer<LoginStep> steps);
}
