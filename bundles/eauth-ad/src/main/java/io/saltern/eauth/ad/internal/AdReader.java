// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ad.internal;

import io.saltern.api.config.AdOptions;
import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import io.saltern.ldap.Credentials;
import io.saltern.ldap.LdapServer;
import io.saltern.ldap.LdapServer.Security;
import io.saltern.ldap.LdapSettings;
import io.saltern.ldap.Names;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the options, and collects what is wrong with them. */
final class AdReader {
  private static final Pattern DOMAIN = Pattern.compile("[\\p{Alnum}_-]+(\\.[\\p{Alnum}_-]+)*");

  private final Settings settings;
  private final List<String> problems;

  /**
   * @param problems takes what is wrong, each with its place
   */
  AdReader(Settings settings, List<String> problems) {
    this.settings = settings;
    this.problems = problems;
  }

  void problem(Option<?> option, String what) {
    String place = settings.place(option).orElse("the settings");
    problems.add(place + ": " + option.name() + ": " + what);
  }

  private Optional<String> text(Option<String> option) {
    return settings.find(option).map(String::strip).filter(text -> !text.isEmpty());
  }

  String domain() {
    String domain = text(AdOptions.DOMAIN).orElse("");
    if (!DOMAIN.matcher(domain).matches()) {
      problem(AdOptions.DOMAIN, "needed: the domain's name, as corp.example.com");
    }
    return domain;
  }

  String base(String domain) {
    String base =
        text(AdOptions.BASEDN)
            .orElseGet(
                () ->
                    Stream.of(domain.split("\\.", -1))
                        .map(part -> "DC=" + part)
                        .collect(Collectors.joining(",")));
    if (settings.find(AdOptions.BASEDN).isPresent() && !Names.isDn(base)) {
      problem(AdOptions.BASEDN, "'" + base + "' is no DN");
    }
    return base;
  }

  LdapSettings connection(String domain) {
    Security security =
        switch (settings.get(AdOptions.ENCRYPTION)) {
          case AdOptions.STARTTLS -> Security.STARTTLS;
          case AdOptions.NONE -> Security.PLAIN;
          default -> Security.TLS;
        };
    long usual = security == Security.TLS ? LdapServer.TLS_PORT : LdapServer.PORT;
    int port = Math.toIntExact(settings.find(AdOptions.PORT).orElse(usual));
    List<String> named =
        settings.get(AdOptions.SERVER).stream()
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toList();
    List<LdapServer> servers =
        (named.isEmpty() ? List.of(domain) : named)
            .stream().map(host -> new LdapServer(host, port, security)).toList();
    return new LdapSettings(
        servers,
        !settings.get(AdOptions.NO_VERIFY),
        text(AdOptions.CACERTFILE).isPresent() ? settings.path(AdOptions.CACERTFILE) : null,
        settings.seconds(AdOptions.CONNECT_TIMEOUT),
        settings.seconds(AdOptions.TIMEOUT),
        Math.toIntExact(settings.get(AdOptions.CONNECTIONS)));
  }

  @Nullable Credentials lookup() {
    Optional<String> name = text(AdOptions.BINDDN);
    Optional<String> password = settings.find(AdOptions.BINDPW).filter(text -> !text.isEmpty());
    if (name.isPresent() && password.isPresent()) {
      return new Credentials(name.get(), password.get());
    }
    if (name.isPresent()) {
      problem(AdOptions.BINDDN, "of no use without auth.ad.bindpw");
    } else if (password.isPresent()) {
      problem(AdOptions.BINDPW, "of no use without auth.ad.binddn");
    }
    return null;
  }
}
