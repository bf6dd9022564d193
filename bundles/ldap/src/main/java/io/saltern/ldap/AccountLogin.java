// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import io.saltern.api.auth.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One login to Active Directory, and how far it has come. */
final class AccountLogin {
  private static final String BIND = "bind";
  private static final String FIND = "find user";

  private final ActiveDirectoryRules rules;
  private final String user;
  private final char[] password;
  private final Trail trail;
  private Verdict.Rejected refusal = new Verdict.Rejected("not asked");

  AccountLogin(ActiveDirectoryRules rules, String user, char[] password, Trail trail) {
    this.rules = rules;
    this.user = user;
    this.password = password;
    this.trail = trail;
  }

  String user() {
    return user;
  }

  /** Why it ended. */
  Verdict.Rejected refusal() {
    return refusal;
  }

  private void refuse(String step, String reason, String detail) {
    refusal = new Verdict.Rejected(reason);
    trail.failed(step, detail);
  }

  /** Somebody listens. */
  void connected(Session session) {
    trail.ok("connect", session.description());
  }

  /**
   * Whether the password is that of this name.
   *
   * @throws LdapFailure when the directory does not say
   */
  boolean bind(Session session, String name) throws LdapFailure {
    String as = "as '" + name + "'";
    BindResult result = session.bind(name, password);
    if (result.isAccepted()) {
      trail.ok(BIND, as);
      return true;
    }
    if (password.length == 0) {
      refuse(BIND, "the password is empty", "the password is empty");
      return false;
    }
    String reason =
        AccountState.of(result).map(AccountState::meaning).orElse("the directory refuses");
    refuse(BIND, reason, as + ": " + reason + ": " + result);
    return false;
  }

  /** The account; empty when it is not the only one, or there is none. */
  Optional<Entry> find(Session session) throws LdapFailure {
    Query query =
        new Query(
            rules.base(),
            rules.scope(),
            rules.search().filter(user),
            List.of(rules.accountAttribute()),
            1);
    Found found = session.search(query);
    String asked = query.filter() + " below '" + query.base() + "'";
    if (found.entries().isEmpty()) {
      refuse(FIND, "no such user", "nothing is found by " + asked);
      return Optional.empty();
    }
    if (found.more()) {
      refuse(FIND, "several entries are found for the user", "several are found by " + asked);
      return Optional.empty();
    }
    Entry account = found.entries().get(0);
    if (name(account).isEmpty()) {
      String reason = "the entry has no " + rules.accountAttribute() + " that may be read";
      refuse(FIND, reason, account.dn() + ": " + reason);
      return Optional.empty();
    }
    trail.ok(FIND, account.dn() + " by " + asked);
    return Optional.of(account);
  }

  private Optional<String> name(Entry account) {
    return account.value(rules.accountAttribute());
  }

  Set<String> remembered(Set<String> names) {
    trail.ok("groups", shown(names) + ", as found a short while ago");
    return names;
  }

  Set<String> asked(Session session, Entry account, AccountGroups groups) throws LdapFailure {
    Set<String> names = groups.find(session, account);
    trail.ok(
        "groups", shown(names) + " by " + groups.filter(account) + " below '" + rules.base() + "'");
    return names;
  }

  private static String shown(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  /** The verdict; the name is as the directory writes it, so that capitals make no other user. */
  Verdict accepted(Entry account, Set<String> names) {
    return new Verdict.Accepted(name(account).orElseThrow(), names);
  }
}
