// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.api.config.LdapOptions;
import io.saltern.api.config.Option;
import io.saltern.ldap.ActiveDirectoryLogin;
import io.saltern.ldap.ActiveDirectoryRules;
import io.saltern.ldap.Credentials;
import io.saltern.ldap.Directory;
import io.saltern.ldap.DirectoryLogin;
import io.saltern.ldap.LdapSettings;
import io.saltern.ldap.Names;
import io.saltern.ldap.Query.Scope;
import io.saltern.ldap.Template;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How users of Active Directory prove who they are, with {@code auth.ldap.activedirectory}.
 *
 * @param lookup who searches; null when the users themselves do, or nobody in particular
 * @param searched whether somebody else than the user searches
 */
record DomainRules(@Nullable Credentials lookup, boolean searched, ActiveDirectoryRules rules)
    implements LoginWay {
  private static final String NAME = "sAMAccountName";
  private static final String GROUP = "group";
  private static final String GROUP_NAME = "cn";
  private static final String PLACE = "{{ username }}";

  /** Reads; what is wrong with the options is told to them. */
  static DomainRules of(Options options) {
    refuse(options, LdapOptions.FREEIPA);
    refuse(options, LdapOptions.AUTH_BY_GROUP_MEMBERSHIP_ONLY);
    Optional<Credentials> lookup = options.lookup();
    boolean searched = lookup.isPresent() || options.get(LdapOptions.ANONYMOUS);
    String base = options.get(LdapOptions.BASEDN).strip();
    if (options.dn(base, LdapOptions.BASEDN).hasPlaces() || base.isEmpty()) {
      options.problem(LdapOptions.BASEDN, "needed: the DN of the domain, without {{ username }}");
    }
    String attribute =
        options.isSet(LdapOptions.ACCOUNTATTRIBUTENAME)
            ? options.attribute(LdapOptions.ACCOUNTATTRIBUTENAME)
            : NAME;
    Template name = searched ? Template.bindName(PLACE) : bindName(options, base);
    return new DomainRules(
        lookup.orElse(null),
        searched,
        new ActiveDirectoryRules(
            base,
            Scope.of(options.get(LdapOptions.SCOPE)),
            new TemplateSearch(name, account(options, searched, attribute)),
            attribute,
            options.isSet(LdapOptions.GROUPCLASS) ? options.get(LdapOptions.GROUPCLASS) : GROUP,
            GROUP_NAME,
            options.get(LdapOptions.NESTED_GROUPS),
            options.memory()));
  }

  private static void refuse(Options options, Option<Boolean> other) {
    if (options.get(other)) {
      options.problem(other, "not together with auth.ldap.activedirectory");
    }
  }

  private static Template bindName(Options options, String base) {
    String domain = Names.domain(base);
    if (options.text(LdapOptions.BINDDN).isEmpty() && !domain.isEmpty()) {
      return Template.bindName(PLACE + "@" + domain);
    }
    Optional<Template> name = options.template(LdapOptions.BINDDN, Template::bindName);
    if (name.filter(Template::hasPlaces).isEmpty()) {
      options.problem(
          LdapOptions.BINDDN,
          "needed without auth.ldap.bindpw, as {{ username }}@corp.example.com");
    }
    return name.orElseGet(() -> Template.bindName(PLACE));
  }

  /** Who searches for others goes by the filter, users who search for themselves do not. */
  private static Template account(Options options, boolean searched, String attribute) {
    Optional<Template> filter = options.template(LdapOptions.FILTER, Template::filter);
    if (filter.filter(f -> !f.hasPlaces()).isPresent()) {
      options.problem(LdapOptions.FILTER, "finds nobody in particular without {{ username }}");
    }
    String which =
        options
            .text(LdapOptions.FILTER)
            .filter(text -> searched && filter.isPresent())
            .orElse("(" + attribute + "=" + PLACE + ")")
            .strip();
    String type = Names.inFilter(options.get(LdapOptions.PERSONTYPE).strip());
    return Template.filter(
        "(&" + (which.startsWith("(") ? which : "(" + which + ")") + "(objectClass=" + type + "))");
  }

  @Override
  public DirectoryLogin open(LdapSettings connection) throws IOException {
    return new ActiveDirectoryLogin(new Directory(connection, lookup), searched, rules);
  }
}
