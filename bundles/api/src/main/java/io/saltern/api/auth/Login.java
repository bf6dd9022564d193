// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import java.util.Arrays;

/** Somebody's claim to be a user of a backend. */
public final class Login {
  private final String eauth;
  private final String user;
  private final char[] password;
  private final String origin;

  /**
   * @param eauth the backend's name
   * @param user the name as it was typed
   * @param password belongs to the login from now on
   * @param origin from where the claim comes, for the log, as {@code local user alice}
   */
  public Login(String eauth, String user, char[] password, String origin) {
    this.eauth = eauth;
    this.user = user;
    this.password = password;
    this.origin = origin;
  }

  /** The backend's name. */
  public String eauth() {
    return eauth;
  }

  /** The name as it was typed. */
  public String user() {
    return user;
  }

  /** The password itself, not a copy. Zeroes once the login has been dealt with. */
  public char[] password() {
    return password;
  }

  /** From where the claim comes. */
  public String origin() {
    return origin;
  }

  /** Overwrites the password. */
  public void wipe() {
    Arrays.fill(password, '\0');
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + " of " + eauth + ", by " + origin;
  }
}
