// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A directory server.
 *
 * @param host its name, which its certificate must bear, or its address
 */
public record LdapServer(String host, int port, Security security) {
  /** The usual port without TLS from the start. */
  public static final int PORT = 389;

  /** The usual port with TLS from the start. */
  public static final int TLS_PORT = 636;

  /** How what is said is kept from others. */
  public enum Security {
    /** Not at all. */
    PLAIN,
    /** By TLS, once both have agreed on it. */
    STARTTLS,
    /** By TLS from the start. */
    TLS
  }

  /**
   * Reads {@code ldap://host:port} or {@code ldaps://host:port}; the port may be left out.
   *
   * @param startTls whether {@code ldap:} is to go on by TLS
   * @throws IllegalArgumentException when it is anything else; the message says what is wrong
   */
  public static LdapServer of(String text, boolean startTls) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + text + "' is no URI", e);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("ldaps");
    if (!tls && !scheme.equals("ldap")) {
      throw new IllegalArgumentException("'" + text + "' begins neither with ldap: nor ldaps:");
    }
    if (tls && startTls) {
      throw new IllegalArgumentException("'" + text + "' has TLS already: not with starttls");
    }
    String host = uri.getHost();
    if (host == null || uri.getUserInfo() != null || uri.getQuery() != null) {
      throw new IllegalArgumentException("'" + text + "' is not of the form ldap://HOST:PORT");
    }
    String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? TLS_PORT : PORT;
    return new LdapServer(
        plain, port, tls ? Security.TLS : startTls ? Security.STARTTLS : Security.PLAIN);
  }

  /** As a URI. */
  @Override
  public String toString() {
    String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return (security == Security.TLS ? "ldaps://" : "ldap://") + shown + ":" + port;
  }
}
