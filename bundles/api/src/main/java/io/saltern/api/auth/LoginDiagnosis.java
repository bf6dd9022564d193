// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells an administrator how a backend comes to its verdict. Registered beside {@link EauthBackend}
 * with the same property {@link EauthBackend#PROPERTY}.
 */
@ConsumerType
public interface LoginDiagnosis {
  /**
   * Goes through a login as {@link EauthBackend#authenticate} does, without letting anybody in.
   * Blocks; an interrupt ends it early.
   *
   * @param login its password is not wiped
   * @return what was done, in order, up to the step that failed; without secrets
   */
  List<LoginStep> diagnose(Login login);
}
