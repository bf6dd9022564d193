// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.name.Ava;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.jspecify.annotations.Nullable;

/** Distinguished names, and values within names and filters. */
public final class Names {
  private Names() {}

  /** A value as it is written in a filter (RFC 4515), whatever it looks like. */
  public static String inFilter(String value) {
    // the library's own encoder takes a backslash before two digits for one that it has written
    StringBuilder written = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ("\\*()\0".indexOf(c) >= 0) {
        written.append("\\%02X".formatted((int) c));
      } else {
        written.append(c);
      }
    }
    return written.toString();
  }

  /** A value as it is written in a DN (RFC 4514). */
  public static String inDn(String value) {
    return Rdn.escapeValue(value);
  }

  /** Whether it is a DN. */
  public static boolean isDn(String text) {
    return !text.isEmpty() && Dn.isValid(text);
  }

  /** The value by which an entry is named, whatever the attribute; empty when it is no DN. */
  public static Optional<String> first(String dn) {
    return first(dn, null);
  }

  /** The value of an attribute by which an entry is named; empty when another names it. */
  public static Optional<String> naming(String dn, String attribute) {
    return first(dn, attribute);
  }

  private static Optional<String> first(String dn, @Nullable String attribute) {
    try {
      Dn name = new Dn(dn);
      if (name.isEmpty()) {
        return Optional.empty();
      }
      for (Ava ava : name.getRdn()) {
        if (attribute == null || ava.getType().equalsIgnoreCase(attribute)) {
          return Optional.of(ava.getValue().getString());
        }
      }
      return Optional.empty();
    } catch (LdapInvalidDnException e) {
      return Optional.empty();
    }
  }

  /**
   * The name in DNS of the domain that a DN ends with, as {@code corp.example.com} of {@code
   * OU=Staff,DC=corp,DC=example,DC=com}; empty when it ends with none, or is no DN.
   */
  public static String domain(String dn) {
    try {
      List<String> labels = new ArrayList<>();
      for (Rdn rdn : new Dn(dn).getRdns()) {
        Ava ava = rdn.getAva();
        if (ava.getType().equalsIgnoreCase("dc")) {
          labels.add(ava.getValue().getString());
        } else {
          labels.clear();
        }
      }
      return String.join(".", labels);
    } catch (LdapInvalidDnException e) {
      return "";
    }
  }

  /**
   * A text that is equal for DNs that differ in capitals, spaces and ways of escaping alone; the
   * text itself in small letters when it is no DN.
   */
  public static String key(String dn) {
    try {
      List<String> parts = new ArrayList<>();
      for (Rdn rdn : new Dn(dn)) {
        parts.add(
            StreamSupport.stream(rdn.spliterator(), false)
                .map(Names::key)
                .sorted()
                .collect(Collectors.joining("+")));
      }
      return String.join(",", parts);
    } catch (LdapInvalidDnException e) {
      return dn.toLowerCase(Locale.ROOT);
    }
  }

  private static String key(Ava ava) {
    String value = ava.getValue().getString().strip().replaceAll("\\s+", " ");
    return (ava.getType() + "=" + inDn(value)).toLowerCase(Locale.ROOT);
  }
}
