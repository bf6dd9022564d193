// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.api.auth.Verdict;
import io.saltern.eauth.ldap.internal.GroupSource.Groups;
import io.saltern.ldap.BindResult;
import io.saltern.ldap.Credentials;
import io.saltern.ldap.Directory;
import io.saltern.ldap.DirectoryLogin;
import io.saltern.ldap.Entry;
import io.saltern.ldap.Found;
import io.saltern.ldap.LdapFailure;
import io.saltern.ldap.LdapFailure.Stage;
import io.saltern.ldap.Names;
import io.saltern.ldap.Query;
import io.saltern.ldap.Query.Scope;
import io.saltern.ldap.Session;
import io.saltern.ldap.ShortMemory;
import io.saltern.ldap.Template;
import io.saltern.ldap.Trail;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Users of OpenLDAP, FreeIPA and the like. The user's entry is found and its groups are looked up,
 * by a user for that or by the user itself; the password is proved by a bind as the user.
 */
final class LdapLogin implements DirectoryLogin {
  private static final int NO_SUCH_OBJECT = 32;
  private static final int INSUFFICIENT_ACCESS = 50;
  private static final int REMEMBERED = 10_000;
  private static final Verdict.Rejected MISSPELT =
      new Verdict.Rejected("the name is not written as in the directory");

  private final Directory directory;
  private final LoginRules rules;
  private final ShortMemory<String, Groups> memory;

  LdapLogin(Directory directory, LoginRules rules) {
    this.directory = directory;
    this.rules = rules;
    this.memory = new ShortMemory<>(REMEMBERED, rules.memory());
  }

  @Override
  public Verdict login(String user, char[] password, Trail trail) throws LdapFailure {
    if (user.isBlank() || user.chars().anyMatch(Character::isISOControl)) {
      return refuse(trail, "user", "the name is empty or not printable");
    }
    if (password.length == 0) {
      return refuse(trail, "password", "an empty password is never right");
    }
    try {
      return rules.self()
          ? directory.asUser(session -> bySelf(session, user, password, trail))
          : byLookup(user, password, trail);
    } catch (LdapFailure e) {
      trail.failed(e);
      throw e;
    }
  }

  private static Verdict refuse(Trail trail, String step, String reason) {
    trail.failed(step, reason);
    return new Verdict.Rejected(reason);
  }

  private Verdict byLookup(String user, char[] password, Trail trail) throws LdapFailure {
    UserSearch search = rules.search();
    Template bindName = rules.bindName();
    Person person;
    if (search != null) {
      Found found = directory.asLookup(session -> seek(session, search.query(user), trail));
      if (found.entries().isEmpty()) {
        return refuse(trail, "find user", "no such user");
      }
      if (found.more() || found.entries().size() > 1) {
        return refuse(trail, "find user", "more than one entry fits the name");
      }
      Entry entry = found.entries().get(0);
      person = new Person(UserSearch.canonical(entry, rules.attribute(), user), entry.dn());
      trail.ok("find user", person.name() + ": " + entry.dn());
    } else if (bindName != null) {
      Optional<Person> named = named(directory::search, bindName.fill(user), user, trail);
      if (named.isEmpty()) {
        return MISSPELT;
      }
      person = named.get();
    } else {
      throw new IllegalStateException("neither a filter nor a name to bind as");
    }
    if (rules.membershipOnly()) {
      trail.skipped("bind", "auth.ldap.auth_by_group_membership_only: any password is good");
      Verdict.Accepted member = accept(person, directory::search, trail);
      return member.groups().isEmpty() ? refuse(trail, "groups", "in no group") : member;
    }
    String dn = person.dn();
    String name = dn == null && bindName != null ? bindName.fill(user) : String.valueOf(dn);
    BindResult result = directory.asUser(session -> session.bind(name, password));
    Optional<Verdict> refused = judged(result, name, trail);
    return refused.isPresent() ? refused.get() : accept(person, directory::search, trail);
  }

  private Found seek(Session session, Query query, Trail trail) throws LdapFailure {
    trail.ok("connect", session.description());
    Credentials lookup = rules.lookup();
    trail.ok("bind", lookup == null ? "anonymously" : "as " + lookup.name());
    trail.ok("search", query.filter() + " below '" + query.base() + "'");
    return session.search(query);
  }

  private static Optional<Verdict> judged(BindResult result, String name, Trail trail) {
    if (result.isAccepted()) {
      trail.ok("bind", "as " + name);
      return Optional.empty();
    }
    if (!result.objection().isEmpty()) {
      return Optional.of(refuse(trail, "account", result.objection()));
    }
    String reason = result.isWrong() ? "wrong password, or no such user" : "refused: " + result;
    return Optional.of(refuse(trail, "bind", reason));
  }

  private Verdict bySelf(Session session, String user, char[] password, Trail trail)
      throws LdapFailure {
    trail.ok("connect", session.description());
    Template bindName = rules.bindName();
    String name = bindName == null ? user : bindName.fill(user);
    Optional<Verdict> refused = judged(session.bind(name, password), name, trail);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<Person> named = named(session::search, name, user, trail);
    return named.isPresent() ? accept(named.get(), session::search, trail) : MISSPELT;
  }

  /** The user whom a name to bind as means; empty when it cannot be told how it is written. */
  private Optional<Person> named(Asker asker, String name, String user, Trail trail)
      throws LdapFailure {
    Optional<Entry> entry = own(asker, name, user);
    if (entry.isEmpty() && !user.equals(user.strip().replaceAll("\\s+", " "))) {
      // directories take no notice of spaces, and access rules do
      trail.failed("find user", MISSPELT.reason());
      return Optional.empty();
    }
    Person person =
        entry
            .map(e -> new Person(UserSearch.canonical(e, rules.attribute(), user), e.dn()))
            .orElseGet(() -> new Person(user, Names.isDn(name) ? name : null));
    trail.ok("find user", person.name() + (person.dn() == null ? "" : ": " + person.dn()));
    return Optional.of(person);
  }

  /** The user's own entry, as far as whoever asks may see it. */
  private Optional<Entry> own(Asker asker, String name, String user) throws LdapFailure {
    UserSearch search = rules.search();
    Query query;
    if (Names.isDn(name)) {
      query = new Query(name, Scope.BASE, "(objectClass=*)", List.of(rules.attribute()), 1);
    } else if (search != null) {
      query = search.query(user);
    } else {
      return Optional.empty();
    }
    try {
      Found found = asker.search(query);
      return found.entries().size() == 1 && !found.more()
          ? Optional.of(found.entries().get(0))
          : Optional.empty();
    } catch (LdapFailure e) {
      if (e.stage() == Stage.SEARCH
          && (e.code() == NO_SUCH_OBJECT || e.code() == INSUFFICIENT_ACCESS)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Verdict.Accepted accept(Person person, Asker asker, Trail trail) throws LdapFailure {
    Optional<Groups> known = memory.find(person.key());
    Groups groups = known.isPresent() ? known.get() : rules.groups().of(person, asker);
    if (known.isEmpty()) {
      memory.learn(person.key(), groups);
    }
    Set<String> names = new TreeSet<>();
    groups.groups().forEach(group -> names.add(group.name()));
    trail.ok(
        "groups",
        (names.isEmpty() ? "none" : String.join(", ", names))
            + "; by "
            + groups.how()
            + (known.isPresent() ? ", remembered" : ""));
    return new Verdict.Accepted(person.name(), names);
  }

  @Override
  public void close() {
    directory.close();
  }
}
