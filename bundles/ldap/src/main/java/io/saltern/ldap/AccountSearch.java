// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

/** How the name that somebody typed leads to an account of Active Directory. */
public interface AccountSearch {
  /**
   * As whom the user binds to look himself up, where there is no lookup user: a name that Active
   * Directory takes, as {@code alice@corp.example.com}, {@code CORP\alice} or a DN.
   */
  String bindName(String user);

  /** The filter that finds the account and no other, with its brackets. */
  String filter(String user);
}
