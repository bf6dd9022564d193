// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.api.config.LdapOptions;
import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import io.saltern.ldap.Credentials;
import io.saltern.ldap.LdapServer;
import io.saltern.ldap.LdapServer.Security;
import io.saltern.ldap.LdapSettings;
import io.saltern.ldap.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the settings say of the directory, and collects what is wrong with it. */
final class Options {
  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9;.-]*|[0-9.]+");

  private final Settings settings;
  private final List<String> problems;

  /**
   * @param problems takes what is wrong, each with its place
   */
  Options(Settings settings, List<String> problems) {
    this.settings = settings;
    this.problems = problems;
  }

  <T> T get(Option<T> option) {
    return settings.get(option);
  }

  /** Whether a file says it. */
  boolean isSet(Option<?> option) {
    return settings.place(option).isPresent();
  }

  /** A text that says something. */
  Optional<String> text(Option<String> option) {
    return settings.find(option).filter(text -> !text.isBlank());
  }

  void problem(Option<?> option, @Nullable String what) {
    problems.add(
        settings.place(option).orElse("the settings") + ": " + option.name() + ": " + what);
  }

  /** How to reach the directory; empty when that is not said well. */
  Optional<LdapSettings> connection() {
    int before = problems.size();
    List<LdapServer> servers = servers();
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(
            new LdapSettings(
                servers,
                !get(LdapOptions.NO_VERIFY),
                authorities(),
                settings.seconds(LdapOptions.CONNECT_TIMEOUT),
                settings.seconds(LdapOptions.TIMEOUT),
                Math.toIntExact(get(LdapOptions.CONNECTIONS))));
  }

  private @Nullable Path authorities() {
    return text(LdapOptions.CACERTFILE).isPresent() ? settings.path(LdapOptions.CACERTFILE) : null;
  }

  private List<LdapServer> servers() {
    boolean startTls = get(LdapOptions.STARTTLS);
    List<LdapServer> servers = new ArrayList<>();
    List<String> uris = words(LdapOptions.URI);
    for (String uri : uris) {
      try {
        servers.add(LdapServer.of(uri, startTls));
      } catch (IllegalArgumentException e) {
        problem(LdapOptions.URI, e.getMessage());
      }
    }
    if (!uris.isEmpty()) {
      return servers;
    }
    boolean tls = get(LdapOptions.TLS);
    if (tls && startTls) {
      problem(LdapOptions.STARTTLS, "not together with auth.ldap.tls");
    }
    Security security = tls ? Security.TLS : startTls ? Security.STARTTLS : Security.PLAIN;
    long usual = tls ? LdapServer.TLS_PORT : LdapServer.PORT;
    int port = Math.toIntExact(settings.find(LdapOptions.PORT).orElse(usual));
    for (String host : words(LdapOptions.SERVER)) {
      servers.add(new LdapServer(host, port, security));
    }
    if (servers.isEmpty()) {
      problem(LdapOptions.SERVER, "names no server");
    }
    return servers;
  }

  /** Several may stand in one text, as LDAP's own programs have it. */
  private List<String> words(Option<List<String>> option) {
    return get(option).stream()
        .flatMap(text -> Stream.of(text.strip().split("[\\s,]+", -1)))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Who searches; empty when the users themselves do, or nobody in particular. */
  Optional<Credentials> lookup() {
    Optional<String> name = text(LdapOptions.BINDDN);
    Optional<String> password = text(LdapOptions.BINDPW);
    if (password.isEmpty()) {
      return Optional.empty();
    }
    if (name.isEmpty()) {
      problem(LdapOptions.BINDPW, "of no use without auth.ldap.binddn");
      return Optional.empty();
    }
    if (get(LdapOptions.ANONYMOUS)) {
      problem(LdapOptions.ANONYMOUS, "not together with auth.ldap.bindpw");
    }
    if (template(LdapOptions.BINDDN, Template::bindName).filter(Template::hasPlaces).isPresent()) {
      problem(
          LdapOptions.BINDDN,
          "with auth.ldap.bindpw it is one user who searches: {{ username }} has no place in it");
    }
    return Optional.of(new Credentials(name.get(), password.get()));
  }

  /** A template; empty when the option is not set or says something wrong. */
  Optional<Template> template(Option<String> option, Function<String, Template> reading) {
    return text(option)
        .flatMap(
            text -> {
              try {
                return Optional.of(reading.apply(text));
              } catch (IllegalArgumentException e) {
                problem(option, e.getMessage());
                return Optional.empty();
              }
            });
  }

  /** A DN that is put together of options; empty when it is none. */
  Template dn(String text, Option<String> option) {
    try {
      return Template.dn(text);
    } catch (IllegalArgumentException e) {
      problem(option, e.getMessage());
      return Template.dn("");
    }
  }

  /** The name of an attribute. */
  String attribute(Option<String> option) {
    String name = get(option).strip();
    if (!ATTRIBUTE.matcher(name).matches()) {
      problem(option, "expected the name of an attribute");
    }
    return name;
  }

  /** How long groups are remembered. */
  Duration memory() {
    return settings.seconds(LdapOptions.GROUP_CACHE);
  }
}
