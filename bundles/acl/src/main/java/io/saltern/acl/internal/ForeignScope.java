// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.MinionId;

/** Minions by a service, as {@code ldap('DC=example')}. */
record ForeignScope(String name, String argument, ForeignMinions services) implements MinionScope {
  @Override
  public boolean holds(MinionId minion, Named named) {
    return services.meant(name, argument, minion).orElse(false);
  }

  /** While nobody can tell, what is denied to some is denied to all. */
  @Override
  public boolean touches(Named named) {
    return !services.present(name)
        || named.minions().stream()
            .anyMatch(minion -> services.meant(name, argument, minion).orElse(true));
  }
}
