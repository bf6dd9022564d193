// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.ldap.Names;
import org.jspecify.annotations.Nullable;

/**
 * A user of the directory.
 *
 * @param name as the directory writes it
 * @param dn null when the user has proved who it is by another name and has no entry to be seen
 */
record Person(String name, @Nullable String dn) {
  /** By what to remember it. */
  String key() {
    return dn == null ? "name " + name : Names.key(dn);
  }

  /** Whether a value of an attribute that holds names or DNs means this user. */
  boolean isMeantBy(String value) {
    if (value.equals(name)) {
      return true;
    }
    if (!Names.isDn(value)) {
      return false;
    }
    return dn != null
        ? Names.key(value).equals(Names.key(dn))
        : Names.first(value).filter(name::equalsIgnoreCase).isPresent();
  }
}
