// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.ldap.Directory;
import io.saltern.ldap.Entry;
import io.saltern.ldap.Found;
import io.saltern.ldap.LdapFailure;
import io.saltern.ldap.Query;
import io.saltern.ldap.Query.Scope;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The computers of a directory, as ids of minions.
 *
 * @param stripped ends of names that are no part of ids, in small letters
 */
record Computers(Directory directory, List<String> stripped) {
  private static final int MOST = 100_000;

  /**
   * The computers below a DN.
   *
   * @throws IOException when the directory does not tell them all
   */
  Set<String> below(String base) throws IOException {
    Query query = new Query(base, Scope.SUBTREE, "(objectClass=computer)", List.of("cn"), MOST);
    Found found = directory.search(query);
    if (found.more()) {
      throw new LdapFailure(
          LdapFailure.Stage.SEARCH,
          "below '"
              + base
              + "' are more than the "
              + found.entries().size()
              + " computers that the directory tells",
          null);
    }
    Set<String> ids = new HashSet<>();
    for (Entry entry : found.entries()) {
      entry.value("cn").map(this::id).ifPresent(ids::add);
    }
    return Set.copyOf(ids);
  }

  private String id(String name) {
    String id = name.toLowerCase(Locale.ROOT);
    for (String domain : stripped) {
      if (id.endsWith(domain)) {
        return id.substring(0, id.length() - domain.length());
      }
    }
    return id;
  }
}
