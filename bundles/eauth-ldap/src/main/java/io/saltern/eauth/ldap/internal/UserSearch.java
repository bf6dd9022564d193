// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.ldap.Entry;
import io.saltern.ldap.Names;
import io.saltern.ldap.Query;
import io.saltern.ldap.Query.Scope;
import io.saltern.ldap.Template;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to find a user's entry by the name that was typed.
 *
 * @param attribute the one that holds the name
 */
record UserSearch(Template base, Scope scope, Template filter, String attribute) {
  private static final Pattern NAMED =
      Pattern.compile("([A-Za-z][A-Za-z0-9.-]*)\\s*=\\s*\\{\\{\\s*username\\s*}}");
  private static final String USUAL = "uid";
  private static final int TWO = 2;

  /** The attribute that a template sets to the user's name. */
  static String attribute(Optional<String> template) {
    Matcher matcher = NAMED.matcher(template.orElse(""));
    return matcher.find() ? matcher.group(1) : USUAL;
  }

  /** The search: two entries are one too many. */
  Query query(String user) {
    return new Query(base.fill(user), scope, filter.fill(user), List.of(attribute), TWO);
  }

  /**
   * The user's name as its entry has it: that in the entry's own name, or else the one that was
   * meant.
   */
  static String canonical(Entry entry, String attribute, String typed) {
    List<String> values = entry.values(attribute);
    return Names.naming(entry.dn(), attribute)
        .or(() -> values.stream().filter(typed::equalsIgnoreCase).findFirst())
        .or(() -> values.stream().findFirst())
        .orElse(typed);
  }
}
