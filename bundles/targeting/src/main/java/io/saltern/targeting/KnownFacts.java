// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import io.saltern.api.MinionId;
import java.util.Map;

/** Facts that are at hand. A pillar holds secrets, so it does not show. */
record KnownFacts(MinionId id, Map<?, ?> grains, Map<?, ?> pillar) implements MinionFacts {
  @Override
  public String toString() {
    return "facts of " + id;
  }
}
