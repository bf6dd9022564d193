// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.MinionId;
import java.util.List;

/** The minions that a rule is about. */
interface MinionScope {
  /** Every minion. */
  MinionScope ALL =
      new MinionScope() {
        @Override
        public boolean holds(MinionId minion, Named named) {
          return true;
        }

        @Override
        public boolean covers(Named named) {
          return true;
        }

        @Override
        public boolean includes(String glob) {
          return true;
        }

        @Override
        public boolean touches(Named named) {
          return true;
        }
      };

  /**
   * Tells whether the rule is about a minion.
   *
   * @throws io.saltern.targeting.MatchLimitException when there is no verdict
   */
  boolean holds(MinionId minion, Named named);

  /** Tells whether the rule is surely about every minion that a glob matches. */
  default boolean includes(String glob) {
    return false;
  }

  /** Tells whether the rule is about all of them, and there is one. */
  default boolean covers(Named named) {
    for (MinionId minion : named.minions()) {
      if (!holds(minion, named)) {
        return false;
      }
    }
    return !named.minions().isEmpty();
  }

  /** Tells whether the rule is about any of them. */
  default boolean touches(Named named) {
    for (MinionId minion : named.minions()) {
      if (holds(minion, named)) {
        return true;
      }
    }
    return false;
  }

  /** Those that the rule is not about. */
  default List<MinionId> outside(Named named) {
    return named.minions().stream().filter(minion -> !holds(minion, named)).toList();
  }
}
