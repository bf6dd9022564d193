// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.ldap.Entry;
import io.saltern.ldap.LdapFailure;
import io.saltern.ldap.Names;
import io.saltern.ldap.Query;
import io.saltern.ldap.Query.Scope;
import io.saltern.ldap.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Groups as most directories tell them. Entries that name the user are its groups; the user's own
 * entry names its groups itself.
 */
record ListedGroups(
    Template base, String groupClass, String accountAttribute, String groupAttribute)
    implements GroupSource {
  private static final Set<String> OF_DNS = dns();

  private static Set<String> dns() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(List.of("member", "uniqueMember"));
    return names;
  }

  @Override
  public Groups of(Person person, Asker asker) throws LdapFailure {
    String dn = person.dn();
    String account = dn != null && OF_DNS.contains(accountAttribute) ? dn : person.name();
    String filter =
        "(&(%s=%s)(objectClass=%s))"
            .formatted(accountAttribute, Names.inFilter(account), Names.inFilter(groupClass));
    Query query =
        new Query(
            base.fill(person.name()),
            Scope.SUBTREE,
            filter,
            List.of(accountAttribute, "cn", groupAttribute),
            MOST);
    List<Group> groups = new ArrayList<>();
    for (Entry entry : GroupSource.all(asker, query).entries()) {
      if (isOwn(entry, person)) {
        for (String value : entry.values(groupAttribute)) {
          Names.first(value).ifPresent(name -> groups.add(new Group(value, name)));
        }
      } else if (entry.values(accountAttribute).stream().anyMatch(person::isMeantBy)) {
        entry.value("cn").ifPresent(name -> groups.add(new Group(entry.dn(), name)));
      }
    }
    return new Groups(groups, filter + " below '" + query.base() + "'");
  }

  private boolean isOwn(Entry entry, Person person) {
    String dn = person.dn();
    return dn != null
        ? Names.key(entry.dn()).equals(Names.key(dn))
        : !groupAttribute.equalsIgnoreCase(accountAttribute)
            && Names.first(entry.dn()).filter(person.name()::equalsIgnoreCase).isPresent()
            && !entry.values(groupAttribute).isEmpty();
  }
}
