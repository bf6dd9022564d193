// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.Verdict;
import java.util.function.Consumer;

/** A way in which users of a directory prove who they are. For many threads. */
public interface DirectoryLogin extends AutoCloseable {
  /**
   * Checks a password and finds the user's groups.
   *
   * @param user the name as it was typed
   * @param password is not wiped
   * @param trail is told each step, without secrets
   * @throws LdapFailure when there is no verdict; the failed step has been told
   */
  Verdict login(String user, char[] password, Consumer<LoginStep> trail) throws LdapFailure;

  /** Ends the connections; logins that are under way may end well or fail. */
  @Override
  void close();
}
