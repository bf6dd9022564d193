// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the groups of an account of Active Directory, and remembers them for a short while. */
final class AccountGroups {
  private static final Logger LOG = LoggerFactory.getLogger(AccountGroups.class);
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
                rules.scope(),
                filter(account),
                List.of(rules.groupAttribute()),
                MOST));
    Set<String> names = new TreeSet<>();
    for (Entry group : found.entries()) {
      group.value(rules.groupAttribute()).ifPresent(names::add);
    }
    if (found.more()) {
      LOG.warn("{} is in more than {} groups; the others do not count", account.dn(), names.size());
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
