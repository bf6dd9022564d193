// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

/**
 * Who looks things up.
 *
 * @param name a DN, or whatever else the directory takes, as {@code user@domain}
 */
public record Credentials(String name, String password) {
  /** Without the password. */
  @Override
  public String toString() {
    return name;
  }
}
