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
import java.util.stream.Stream;

/**
 * Groups by {@code group_basedn} and {@code group_filter}.
 *
 * @param attributes those of a group that name its members
 */
record FreeIpaGroups(Template base, Template filter, List<String> attributes)
    implements GroupSource {
  private static final String MEMBER = "member";

  FreeIpaGroups(Template base, Template filter, String accountAttribute, String groupAttribute) {
    this(base, filter, Stream.of(accountAttribute, groupAttribute, MEMBER).distinct().toList());
  }

  @Override
  public Groups of(Person person, Asker asker) throws LdapFailure {
    Query query =
        new Query(
            base.fill(person.name()), Scope.SUBTREE, filter.fill(person.name()), attributes, MOST);
    List<Group> groups = new ArrayList<>();
    for (Entry entry : GroupSource.all(asker, query).entries()) {
      if (attributes.stream().flatMap(a -> entry.values(a).stream()).anyMatch(person::isMeantBy)) {
        Names.first(entry.dn()).ifPresent(name -> groups.add(new Group(entry.dn(), name)));
      }
    }
    return new Groups(groups, query.filter() + " below '" + query.base() + "'");
  }
}
