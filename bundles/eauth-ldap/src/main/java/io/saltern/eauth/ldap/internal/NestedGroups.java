// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.ldap.Entry;
import io.saltern.ldap.LdapFailure;
import io.saltern.ldap.LdapFailure.Stage;
import io.saltern.ldap.Names;
import io.saltern.ldap.Query;
import io.saltern.ldap.Query.Scope;
import io.saltern.ldap.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds the groups in which groups are, and those in which these are.
 *
 * @param base below which all groups are
 */
record NestedGroups(GroupSource direct, Template base) implements GroupSource {
  private static final int AT_ONCE = 50;

  @Override
  public Groups of(Person person, Asker asker) throws LdapFailure {
    Groups first = direct.of(person, asker);
    Map<String, Group> known = new LinkedHashMap<>();
    List<Group> fresh = new ArrayList<>();
    add(first.groups(), known, fresh);
    // rings end, since what is known is not asked about again
    int asked = 0;
    while (asked < fresh.size()) {
      int to = Math.min(fresh.size(), asked + AT_ONCE);
      List<Group> members = List.copyOf(fresh.subList(asked, to));
      asked = to;
      add(holders(members, base.fill(person.name()), asker), known, fresh);
      if (known.size() > MOST) {
        throw new LdapFailure(
            Stage.SEARCH, person.name() + " is in more than " + MOST + " groups", null);
      }
    }
    int nested = known.size() - first.groups().size();
    return new Groups(
        List.copyOf(known.values()), first.how() + "; " + nested + " more by nesting");
  }

  private static void add(List<Group> groups, Map<String, Group> known, List<Group> fresh) {
    for (Group group : groups) {
      if (known.putIfAbsent(Names.key(group.dn()), group) == null) {
        fresh.add(group);
      }
    }
  }

  private List<Group> holders(List<Group> members, String below, Asker asker) throws LdapFailure {
    StringBuilder filter = new StringBuilder("(|");
    for (Group member : members) {
      String dn = Names.inFilter(member.dn());
      filter.append("(member=").append(dn).append(")(uniqueMember=").append(dn).append(')');
    }
    Query query =
        new Query(below, Scope.SUBTREE, filter.append(')').toString(), List.of("cn"), MOST);
    List<Group> holders = new ArrayList<>();
    for (Entry entry : GroupSource.all(asker, query).entries()) {
      entry
          .value("cn")
          .or(() -> Names.first(entry.dn()))
          .ifPresent(name -> holders.add(new Group(entry.dn(), name)));
    }
    return holders;
  }
}
