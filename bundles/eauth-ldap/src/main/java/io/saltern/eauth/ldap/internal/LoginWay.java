// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.ldap.DirectoryLogin;
import io.saltern.ldap.LdapSettings;
import java.io.IOException;

/** How users of a kind of directory prove who they are. */
interface LoginWay {
  /**
   * Opens what the logins need, without connecting; the caller closes it.
   *
   * @throws IOException when the file of certificates is of no use; names it
   */
  DirectoryLogin open(LdapSettings connection) throws IOException;
}
