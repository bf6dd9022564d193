// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

/**
 * What a directory says of a name and a password.
 *
 * @param code 0 = they are right; 49 = they are not; others as in RFC 4511
 * @param meaning the name of the code
 * @param diagnostic what the server says besides, as {@code ... data 533, v1db1}; may be empty
 * @param objection what the directory's policy for passwords has against the login, as {@code the
 *     account is locked}; may be empty
 */
public record BindResult(int code, String meaning, String diagnostic, String objection) {
  /** Of a password that is not asked about: most directories take it for an anonymous bind. */
  static final BindResult EMPTY_PASSWORD =
      new BindResult(53, "unwillingToPerform", "no password", "");

  private static final int INVALID_CREDENTIALS = 49;

  /** Whether they are right, and nothing is against the login. */
  public boolean isAccepted() {
    return code == 0 && objection.isEmpty();
  }

  /** Whether they are not right, as far as the directory tells. */
  public boolean isWrong() {
    return code == INVALID_CREDENTIALS && objection.isEmpty();
  }

  /** For the log. */
  @Override
  public String toString() {
    return code
        + " "
        + meaning
        + (diagnostic.isEmpty() ? "" : " (" + diagnostic + ")")
        + (objection.isEmpty() ? "" : ", " + objection);
  }
}
