// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.util.Locale;

/**
 * Takes names as Windows does: {@code alice}, {@code CORP\alice} and {@code
 * alice@corp.example.com}.
 *
 * @param domain the domain's name in DNS, which names without any are of
 */
public record DomainSearch(String domain) implements AccountSearch {
  @Override
  public String bindName(String user) {
    return user.indexOf('@') >= 0 || user.indexOf('\\') >= 0 ? user : user + "@" + domain;
  }

  @Override
  public String filter(String user) {
    String name = user.substring(user.indexOf('\\') + 1);
    String suffix = "@" + domain;
    int start = name.length() - suffix.length();
    // whoever has no principal name of his own has the account's name in the domain
    boolean implied = start > 0 && name.regionMatches(true, start, suffix, 0, suffix.length());
    String account = "(sAMAccountName=" + Names.inFilter(implied ? name.substring(0, start) : name);
    String principal = "(userPrincipalName=" + Names.inFilter(name.toLowerCase(Locale.ROOT));
    String which =
        implied
            ? "(|" + principal + ")" + account + "))"
            : name.indexOf('@') >= 0 ? principal + ")" : account + ")";
    return "(&" + which + "(objectCategory=person)(objectClass=user))";
  }
}
