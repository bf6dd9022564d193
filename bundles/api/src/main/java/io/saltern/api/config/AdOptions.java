// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import java.util.List;

/** The master's options for users of Active Directory, the backend {@code ad}. */
public final class AdOptions {
  /** A value of {@link #ENCRYPTION}: by TLS from the start. */
  public static final String TLS = "tls";

  /** A value of {@link #ENCRYPTION}: by TLS once connected. */
  public static final String STARTTLS = "starttls";

  /** A value of {@link #ENCRYPTION}: not at all. */
  public static final String NONE = "none";

  public static final Option<String> DOMAIN =
      Option.text(
          "auth.ad.domain",
          null,
          "Name of the domain in DNS, as corp.example.com. Users who name no domain are of it."
              + " Saltern's own.");

  public static final Option<List<String>> SERVER =
      Option.texts(
          "auth.ad.server",
          List.of(),
          "Domain controller, or a list of them: one that fails is passed over for the next. Not"
              + " set: the domain, whose name DNS gives to all of them. Saltern's own.");

  public static final Option<Long> PORT =
      Option.integer(
              "auth.ad.port",
              null,
              "Port of the servers. Not set: 636, or 389 without TLS from the start. Saltern's"
                  + " own.")
          .between(1, 65535);

  public static final Option<String> ENCRYPTION =
      Option.text(
              "auth.ad.encryption",
              TLS,
              "How passwords are kept from others on their way: by TLS from the start, by TLS once"
                  + " connected, or not, which domain controllers refuse unless told otherwise."
                  + " Saltern's own.")
          .oneOf(TLS, STARTTLS, NONE);

  public static final Option<Boolean> NO_VERIFY =
      Option.flag(
          "auth.ad.no_verify",
          false,
          "Check neither the servers' certificates nor the names in them. Saltern's own.");

  public static final Option<String> CACERTFILE =
      Option.path(
          "auth.ad.cacertfile",
          null,
          "PEM file of the certificates that vouch for the servers. Not set: those that Java"
              + " trusts. Saltern's own.");

  public static final Option<Double> CONNECT_TIMEOUT =
      Option.number(
              "auth.ad.connect_timeout",
              2.0,
              "Seconds that a server has to take a connection, TLS included. Saltern's own.")
          .between(1, 300);

  public static final Option<Double> TIMEOUT =
      Option.number(
              "auth.ad.timeout",
              5.0,
              "Seconds that all servers together have for an answer. Saltern's own.")
          .between(1, 300);

  public static final Option<Long> CONNECTIONS =
      Option.integer(
              "auth.ad.connections",
              16L,
              "Connections that are open at once at most, for searches and for users each."
                  + " Saltern's own.")
          .between(1, 1000);

  public static final Option<String> BASEDN =
      Option.text(
          "auth.ad.basedn",
          null,
          "DN below which users and groups are. Not set: that of the domain, as"
              + " DC=corp,DC=example,DC=com. Saltern's own.");

  public static final Option<String> BINDDN =
      Option.text(
          "auth.ad.binddn",
          null,
          "User who searches, as a DN or as user@domain. Not set: users search for themselves."
              + " Saltern's own.");

  public static final Option<String> BINDPW =
      Option.secret("auth.ad.bindpw", "Password of the user who searches. Saltern's own.");

  public static final Option<Boolean> NESTED_GROUPS =
      Option.flag(
          "auth.ad.nested_groups",
          true,
          "Count the groups in which the user's groups are, too. Saltern's own.");

  public static final Option<Double> GROUP_CACHE =
      Option.number(
              "auth.ad.group_cache",
              60.0,
              "Seconds for which a user's groups are remembered, until a reload at most; 0 = not."
                  + " Saltern's own.")
          .between(0, 3600);

  /** All of them, in the order of the sample file. */
  public static final List<Option<?>> ALL =
      List.of(
          DOMAIN,
          SERVER,
          PORT,
          ENCRYPTION,
          NO_VERIFY,
          CACERTFILE,
          CONNECT_TIMEOUT,
          TIMEOUT,
          CONNECTIONS,
          BASEDN,
          BINDDN,
          BINDPW,
          NESTED_GROUPS,
          GROUP_CACHE);

  private AdOptions() {}
}
