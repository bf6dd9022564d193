// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import io.saltern.api.auth.Verdict;
import java.util.Optional;
import java.util.Set;

/**
 * Logins to Active Directory. The account that is found must have the password itself: a name to
 * bind as may mean another account than the search finds, even one of another domain.
 */
public final class ActiveDirectoryLogin implements DirectoryLogin {
  private static final int MOST_REMEMBERED = 10_000;

  private final Directory directory;
  private final boolean hasLookup;
  private final ActiveDirectoryRules rules;
  private final AccountGroups groups;

  /**
   * @param directory is closed with this
   * @param hasLookup whether the directory has a lookup user; without one, users look themselves up
   */
  public ActiveDirectoryLogin(Directory directory, boolean hasLookup, ActiveDirectoryRules rules) {
    this.directory = directory;
    this.hasLookup = hasLookup;
    this.rules = rules;
    this.groups = new AccountGroups(rules, new ShortMemory<>(MOST_REMEMBERED, rules.memory()));
  }

  @Override
  public Verdict login(String user, char[] password, Trail trail) throws LdapFailure {
    AccountLogin login = new AccountLogin(rules, user, password, trail);
    try {
      return hasLookup ? lookedUp(login) : directory.asUser(session -> alone(login, session));
    } catch (LdapFailure e) {
      trail.failed(e);
      throw e;
    }
  }

  private Verdict lookedUp(AccountLogin login) throws LdapFailure {
    Optional<Entry> found =
        directory.asLookup(
            session -> {
              login.connected(session);
              return login.find(session);
            });
    if (found.isEmpty()) {
      return login.refusal();
    }
    Entry account = found.get();
    if (!directory.asUser(session -> login.bind(session, account.dn()))) {
      return login.refusal();
    }
    Optional<Set<String>> known = groups.remembered(account);
    return login.accepted(
        account,
        known.isPresent()
            ? login.remembered(known.get())
            : directory.asLookup(session -> login.asked(session, account, groups)));
  }

  /** The user himself asks, which needs a password that is right. */
  private Verdict alone(AccountLogin login, Session session) throws LdapFailure {
    login.connected(session);
    if (!login.bind(session, rules.search().bindName(login.user()))) {
      return login.refusal();
    }
    Optional<Entry> found = login.find(session);
    if (found.isEmpty() || !login.bind(session, found.get().dn())) {
      return login.refusal();
    }
    Entry account = found.get();
    Optional<Set<String>> known = groups.remembered(account);
    return login.accepted(
        account,
        known.isPresent() ? login.remembered(known.get()) : login.asked(session, account, groups));
  }

  @Override
  public void close() {
    directory.close();
  }
}
