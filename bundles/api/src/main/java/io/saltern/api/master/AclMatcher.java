// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.MinionId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Names minions in access rules by what only its provider knows, as {@code ldap('DC=example')}: the
 * text before the bracket is the service property {@link #NAME}. While there is no such service, a
 * rule that needs it allows nothing.
 */
@ConsumerType
public interface AclMatcher {
  /** The service property that holds the matcher's name, as {@code ldap}. */
  String NAME = "matcher";

  /**
   * Tells whether a minion is meant. Must answer from memory.
   *
   * @param argument the text between the quotes
   * @throws RuntimeException when it cannot tell: a rule that allows then allows nothing, and one
   *     that denies denies
   */
  boolean matches(String argument, MinionId minion);
}
