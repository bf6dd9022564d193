// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import io.saltern.api.auth.Verdict;

/** A way in which users of a directory prove who they are. For many threads. */
public interface DirectoryLogin extends AutoCloseable {
  /**
   * Checks a password and finds the user's groups.
   *
   * @param user the name as it was typed
   * @param password is not wiped
   * @param trail is told each step
   * @throws LdapFailure when there is no verdict; the failed step has been told
   */
  Verdict login(String user, char[] password, Trail trail) throws LdapFailure;

  /** Ends the connections; logins that are under way may end well or fail. */
  @Override
  void close();
}
