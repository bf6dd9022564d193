// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows users and their passwords, as {@code pam}, {@code ldap} or {@code file}. Registered with
 * the property {@link #PROPERTY}; the best ranked of a name is asked.
 */
@ConsumerType
public interface EauthBackend {
  /** The service property that holds the name by which {@code external_auth} calls it. */
  String PROPERTY = "eauth";

  /**
   * Checks a user's password. Is called on a thread that belongs to this backend, and may keep it
   * for a while: other backends do not wait for it. The thread is interrupted when nobody waits for
   * the answer any more.
   *
   * @param login its password is wiped when the answer is there, or comes too late
   * @return completes exceptionally when there is no verdict, as without a connection; that counts
   *     as a failure to be logged, but not as a wrong password
   */
  CompletionStage<Verdict> authenticate(Login login);
}
