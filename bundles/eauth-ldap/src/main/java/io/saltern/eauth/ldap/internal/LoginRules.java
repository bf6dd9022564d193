// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.api.config.LdapOptions;
import io.saltern.api.config.Option;
import io.saltern.ldap.Credentials;
import io.saltern.ldap.Directory;
import io.saltern.ldap.DirectoryLogin;
import io.saltern.ldap.LdapSettings;
import io.saltern.ldap.Query.Scope;
import io.saltern.ldap.Template;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How users of a directory prove who they are, and how their groups are found.
 *
 * @param lookup who searches; null when nobody in particular does, or the users themselves
 * @param self whether the users themselves search
 * @param search how to find a user's entry; null when {@code bindName} tells it
 * @param bindName who a user is to the directory; null when {@code search} tells it
 * @param attribute the attribute that holds users' names
 * @param membershipOnly whether to be in a group is enough
 * @param memory how long groups are remembered
 */
record LoginRules(
    @Nullable Credentials lookup,
    boolean self,
    @Nullable UserSearch search,
    @Nullable Template bindName,
    String attribute,
    boolean membershipOnly,
    GroupSource groups,
    Duration memory)
    implements LoginWay {

  /** Reads; what is wrong with the options is told to them. */
  static LoginRules of(Options options) {
    Optional<Credentials> lookup = options.lookup();
    boolean anonymous = options.get(LdapOptions.ANONYMOUS);
    boolean self = lookup.isEmpty() && !anonymous;
    Optional<Template> base = options.template(LdapOptions.BASEDN, Template::dn);
    Optional<Template> filter = options.template(LdapOptions.FILTER, Template::filter);
    Optional<Template> name =
        lookup.isPresent()
            ? Optional.empty()
            : options.template(LdapOptions.BINDDN, Template::bindName);
    checkWays(options, lookup.isPresent(), self, filter, name);
    String attribute =
        UserSearch.attribute(
            options.text(filter.isPresent() ? LdapOptions.FILTER : LdapOptions.BINDDN));
    Scope scope = Scope.of(options.get(LdapOptions.SCOPE));
    return new LoginRules(
        lookup.orElse(null),
        self,
        filter
            .map(f -> new UserSearch(base.orElseGet(() -> Template.dn("")), scope, f, attribute))
            .orElse(null),
        name.orElse(null),
        attribute,
        anonymous && options.get(LdapOptions.AUTH_BY_GROUP_MEMBERSHIP_ONLY),
        groups(options),
        options.memory());
  }

  @Override
  public DirectoryLogin open(LdapSettings connection) throws IOException {
    return new LdapLogin(new Directory(connection, lookup), this);
  }

  private static void checkWays(
      Options options,
      boolean lookup,
      boolean self,
      Optional<Template> filter,
      Optional<Template> name) {
    boolean filterSaid = options.text(LdapOptions.FILTER).isPresent();
    boolean nameSaid = options.text(LdapOptions.BINDDN).isPresent();
    if (filter.filter(f -> !f.hasPlaces()).isPresent()) {
      options.problem(LdapOptions.FILTER, "finds nobody in particular without {{ username }}");
    }
    if (lookup && !filterSaid) {
      options.problem(LdapOptions.FILTER, "needed to find users, as uid={{ username }}");
    } else if (self && !nameSaid) {
      options.problem(
          LdapOptions.BINDDN,
          "nobody can search: needs binddn with bindpw, binddn with {{ username }}, or anonymous");
    } else if (!lookup && !filterSaid && !nameSaid) {
      options.problem(LdapOptions.FILTER, "needed to find users, or a binddn with {{ username }}");
    }
    if (name.filter(n -> !n.hasPlaces()).isPresent()) {
      options.problem(
          LdapOptions.BINDDN, "without auth.ldap.bindpw it must contain {{ username }}");
    }
  }

  private static GroupSource groups(Options options) {
    String base = options.get(LdapOptions.BASEDN).strip();
    String account = options.attribute(LdapOptions.ACCOUNTATTRIBUTENAME);
    String attribute = options.attribute(LdapOptions.GROUPATTRIBUTE);
    GroupSource direct;
    String all = base;
    if (options.get(LdapOptions.FREEIPA)) {
      direct =
          new FreeIpaGroups(
              needed(options, LdapOptions.GROUP_BASEDN, Template::dn),
              needed(options, LdapOptions.GROUP_FILTER, Template::filter),
              account,
              attribute);
      all = options.text(LdapOptions.GROUP_BASEDN).orElse(base);
    } else {
      String unit = options.get(LdapOptions.GROUPOU).strip();
      String below = unit.isEmpty() ? base : "ou=" + unit + (base.isEmpty() ? "" : "," + base);
      direct =
          new ListedGroups(
              options.dn(below, LdapOptions.GROUPOU),
              options.get(LdapOptions.GROUPCLASS),
              account,
              attribute);
    }
    return options.get(LdapOptions.NESTED_GROUPS)
        ? new NestedGroups(direct, options.dn(all, LdapOptions.BASEDN))
        : direct;
  }

  private static Template needed(
      Options options, Option<String> option, Function<String, Template> reading) {
    if (options.text(option).isEmpty()) {
      options.problem(option, "needed with auth.ldap.freeipa");
    }
    return options.template(option, reading).orElseGet(() -> Template.dn(""));
  }
}
