// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import io.saltern.ldap.LdapFailure.Stage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the groups of an account of Active Directory, and remembers them for a short while. */
final class AccountGroups {
  private static final int MOST = 2_000;

  /** The rule by which a directory follows groups within groups. */
  private static final String IN_CHAIN = ":1.2.840.113556.1.4.1941:";

  private final ActiveDirectoryRules rules;
  private final ShortMemory<String, Set<String>> memory;

  AccountGroups(ActiveDirectoryRules rules, ShortMemory<String, Set<String>> memory) {
    this.rules = rules;
    this.memory = memory;
  }

  /** Those that are remembered. */
  Optional<Set<String>> remembered(Entry account) {
    return memory.find(Names.key(account.dn()));
  }

  /** Asks for them. */
  Set<String> find(Session session, Entry account) throws LdapFailure {
    Found found =
        session.search(
            new Query(
                rules.base(),
                Query.Scope.SUBTREE,
                filter(account),
                List.of(rules.groupAttribute()),
                MOST));
    if (found.more()) {
      // one that is left out may be one that is denied
      throw new LdapFailure(
          Stage.SEARCH, account.dn() + " is in more than " + MOST + " groups", null);
    }
    Set<String> names = new TreeSet<>();
    for (Entry group : found.entries()) {
      group.value(rules.groupAttribute()).ifPresent(names::add);
    }
    memory.learn(Names.key(account.dn()), Set.copyOf(names));
    return names;
  }

  /** The question, for whoever wants to know. */
  String filter(Entry account) {
    return "(&(member"
        + (rules.nested() ? IN_CHAIN : "")
        + "="
        + Names.inFilter(account.dn())
        + ")(objectClass="
        + Names.inFilter(rules.groupClass())
        + "))";
  }
}
