// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.MinionId;
import java.util.Optional;

/** Asks services about minions. */
interface ForeignMinions {
  /** None at all. */
  ForeignMinions NONE =
      new ForeignMinions() {
        @Override
        public boolean present(String name) {
          return false;
        }

        @Override
        public Optional<Boolean> meant(String name, String argument, MinionId minion) {
          return Optional.empty();
        }
      };

  /** Whether a service is there, or is being replaced. */
  boolean present(String name);

  /**
   * Whether a minion is meant.
   *
   * @param name the service's
   * @return empty when nobody can tell
   */
  Optional<Boolean> meant(String name, String argument, MinionId minion);
}
