// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.MinionId;
import io.saltern.api.master.AclMatcher;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Minions by a service, as {@code ldap('DC=example')}.
 *
 * @param matchers those that are there now
 */
record ForeignScope(String name, String argument, Function<String, @Nullable AclMatcher> matchers)
    implements MinionScope {
  @Override
  public boolean holds(MinionId minion, Named named) {
    AclMatcher matcher = matchers.apply(name);
    return matcher != null && matcher.matches(argument, minion);
  }

  /** While nobody can tell, what is denied to some is denied to all. */
  @Override
  public boolean touches(Named named) {
    return matchers.apply(name) == null || MinionScope.super.touches(named);
  }
}
