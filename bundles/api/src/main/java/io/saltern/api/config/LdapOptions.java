// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import java.util.List;

/** The master's options for users and computers of LDAP directories. */
public final class LdapOptions {
  public static final Option<List<String>> SERVER =
      Option.texts(
          "auth.ldap.server",
          List.of("localhost"),
          "Server of the directory, or a list of them: one that fails is passed over for the"
              + " next.");

  public static final Option<Long> PORT =
      Option.integer("auth.ldap.port", null, "Port of the servers. Not set: 389, or 636 with tls.")
          .between(1, 65535);

  public static final Option<Boolean> TLS =
      Option.flag("auth.ldap.tls", false, "Use TLS from the start (ldaps).");

  public static final Option<Boolean> STARTTLS =
      Option.flag("auth.ldap.starttls", false, "Go on by TLS once connected; not with tls.");

  public static final Option<List<String>> URI =
      Option.texts(
          "auth.ldap.uri",
          List.of(),
          "Servers as URIs, as ldaps://ldap.example.com; wins over server, port and tls.");

  public static final Option<Boolean> NO_VERIFY =
      Option.flag(
          "auth.ldap.no_verify",
          false,
          "Check neither the servers' certificates nor the names in them.");

  public static final Option<String> CACERTFILE =
      Option.path(
          "auth.ldap.cacertfile",
          null,
          "PEM file of the certificates that vouch for the servers. Not set: those that Java"
              + " trusts. Saltern's own.");

  public static final Option<Double> CONNECT_TIMEOUT =
      Option.number(
              "auth.ldap.connect_timeout",
              2.0,
              "Seconds that a server has to take a connection, TLS included. Saltern's own.")
          .between(1, 300);

  public static final Option<Double> TIMEOUT =
      Option.number(
              "auth.ldap.timeout",
              5.0,
              "Seconds that all servers together have for an answer. Saltern's own.")
          .between(1, 300);

  public static final Option<Long> CONNECTIONS =
      Option.integer(
              "auth.ldap.connections",
              16L,
              "Connections that are open at once at most, for searches and for users each."
                  + " Saltern's own.")
          .between(1, 1000);

  public static final Option<Boolean> ANONYMOUS =
      Option.flag(
          "auth.ldap.anonymous",
          false,
          "Search for users and groups anonymously; not with bindpw.");

  public static final Option<Boolean> AUTH_BY_GROUP_MEMBERSHIP_ONLY =
      Option.flag(
          "auth.ldap.auth_by_group_membership_only",
          false,
          "For tests only: with anonymous, let in everybody who is in a group, whatever the"
              + " password.");

  public static final Option<Long> SCOPE =
      Option.integer(
              "auth.ldap.scope",
              2L,
              "Where users are searched: 0 = the base itself, 1 = directly below it, 2 = anywhere"
                  + " below it.")
          .between(0, 2);

  public static final Option<String> BASEDN =
      Option.text("auth.ldap.basedn", "", "DN below which to search; may contain {{ username }}.");

  public static final Option<String> BINDDN =
      Option.text(
          "auth.ldap.binddn",
          null,
          "With bindpw: the user who searches. Without: who the user is to the directory; contains"
              + " {{ username }}.");

  public static final Option<String> BINDPW =
      Option.secret("auth.ldap.bindpw", "Password of the user who searches.");

  public static final Option<String> FILTER =
      Option.text(
          "auth.ldap.filter", null, "Filter that finds a user's entry, as uid={{ username }}.");

  public static final Option<String> GROUPOU =
      Option.blankable(
          "auth.ldap.groupou",
          "Groups",
          "Organizational unit below basedn in which groups are searched; blank = basedn itself.");

  public static final Option<String> GROUPCLASS =
      Option.text(
          "auth.ldap.groupclass",
          "posixGroup",
          "Object class of what is searched for groups: groups, or users with groupattribute.");

  public static final Option<String> GROUPATTRIBUTE =
      Option.text(
          "auth.ldap.groupattribute",
          "memberOf",
          "Attribute of a user's entry that names the user's groups.");

  public static final Option<String> ACCOUNTATTRIBUTENAME =
      Option.text(
          "auth.ldap.accountattributename",
          "memberUid",
          "Attribute of what is searched for groups that names the user.");

  public static final Option<Boolean> NESTED_GROUPS =
      Option.flag(
          "auth.ldap.nested_groups",
          false,
          "Count the groups in which the user's groups are, by their member and uniqueMember."
              + " Saltern's own.");

  public static final Option<Double> GROUP_CACHE =
      Option.number(
              "auth.ldap.group_cache",
              60.0,
              "Seconds for which a user's groups are remembered, until a reload at most; 0 = not."
                  + " Saltern's own.")
          .between(0, 3600);

  public static final Option<Boolean> FREEIPA =
      Option.flag(
          "auth.ldap.freeipa", false, "Find groups by group_basedn and group_filter (FreeIPA).");

  public static final Option<String> GROUP_BASEDN =
      Option.text("auth.ldap.group_basedn", null, "With freeipa: DN below which groups are.");

  public static final Option<String> GROUP_FILTER =
      Option.text(
          "auth.ldap.group_filter",
          null,
          "With freeipa: filter that finds a user's groups; contains {{ username }}.");

  public static final Option<Boolean> ACTIVEDIRECTORY =
      Option.flag("auth.ldap.activedirectory", false, "The directory is Active Directory.");

  public static final Option<String> PERSONTYPE =
      Option.text("auth.ldap.persontype", "person", "With activedirectory: object class of users.");

  public static final Option<List<String>> MINION_STRIPDOMAINS =
      Option.texts(
          "auth.ldap.minion_stripdomains",
          List.of(),
          "Ends of computers' names that are no part of their minions' ids, as .example.com.");

  public static final Option<Double> MINION_REFRESH =
      Option.number(
              "auth.ldap.minion_refresh",
              60.0,
              "Seconds after which the computers that rules name by ldap('DN') are read again."
                  + " Saltern's own.")
          .between(1, 86_400);

  /** All of them, in the order of the sample file. */
  public static final List<Option<?>> ALL =
      List.of(
          SERVER,
          PORT,
          TLS,
          STARTTLS,
          URI,
          NO_VERIFY,
          CACERTFILE,
          CONNECT_TIMEOUT,
          TIMEOUT,
          CONNECTIONS,
          ANONYMOUS,
          AUTH_BY_GROUP_MEMBERSHIP_ONLY,
          SCOPE,
          BASEDN,
          BINDDN,
          BINDPW,
          FILTER,
          GROUPOU,
          GROUPCLASS,
          GROUPATTRIBUTE,
          ACCOUNTATTRIBUTENAME,
          NESTED_GROUPS,
          GROUP_CACHE,
          FREEIPA,
          GROUP_BASEDN,
          GROUP_FILTER,
          ACTIVEDIRECTORY,
          PERSONTYPE,
          MINION_STRIPDOMAINS,
          MINION_REFRESH);

  private LdapOptions() {}
}
