// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.ldap.Found;
import io.saltern.ldap.LdapFailure;
import io.saltern.ldap.LdapFailure.Stage;
import io.saltern.ldap.Query;
import java.util.List;

/** How a directory tells a user's groups. */
interface GroupSource {
  /** More groups than anybody is in; so many would not be all. */
  int MOST = 1_000;

  /** The groups, and how they were found. */
  record Groups(List<Group> groups, String how) {
    public Groups {
      groups = List.copyOf(groups);
    }
  }

  /** Finds the groups of a user. */
  Groups of(Person person, Asker asker) throws LdapFailure;

  /** Searches for all there are, since a group that is left out may be one that is denied. */
  static Found all(Asker asker, Query query) throws LdapFailure {
    Found found = asker.search(query);
    if (found.more()) {
      throw new LdapFailure(
          Stage.SEARCH, "more than " + MOST + " entries fit " + query.filter(), null);
    }
    return found;
  }
}
