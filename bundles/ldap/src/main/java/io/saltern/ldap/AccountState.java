// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why Active Directory refuses a name and a password. It says so beside the code 49, as in {@code
 * 80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 533, v1db1}; the
 * numbers are those of Windows' system errors.
 */
public enum AccountState {
  UNKNOWN_USER("525", "there is no such user"),
  WRONG_PASSWORD("52e", "the password is wrong, or there is no such user"),
  NOT_AT_THIS_TIME("530", "the user may not log in at this time"),
  NOT_FROM_HERE("531", "the user may only log in at certain computers"),
  PASSWORD_EXPIRED("532", "the password has expired"),
  DISABLED("533", "the account is disabled"),
  ACCOUNT_EXPIRED("701", "the account has expired"),
  MUST_CHANGE_PASSWORD("773", "the user must change the password first"),
  LOCKED_OUT("775", "the directory has locked the account");

  private static final Pattern DATA = Pattern.compile("\\bdata ([0-9a-fA-F]+)\\b");

  private final String number;
  private final String meaning;

  AccountState(String number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** What it means, for the log. */
  public String meaning() {
    return meaning;
  }

  /** Reads a refusal; empty when it tells nothing that is known. */
  public static Optional<AccountState> of(BindResult refusal) {
    Matcher data = DATA.matcher(refusal.diagnostic());
    if (!data.find()) {
      return Optional.empty();
    }
    String number = data.group(1);
    for (AccountState state : values()) {
      if (state.number.equalsIgnoreCase(number)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
