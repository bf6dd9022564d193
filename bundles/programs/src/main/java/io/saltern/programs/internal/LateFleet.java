// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Minions that are looked for when they are first needed, and once. For one thread. */
final class LateFleet {
  private final Supplier<KnownMinions> minions;
  private @Nullable AclFleet found;

  LateFleet(Supplier<KnownMinions> minions) {
    this.minions = minions;
  }

  /** Those that are at hand. */
  LateFleet(AclFleet given) {
    this.minions =
        () -> {
          throw new IllegalStateException("they are given");
        };
    this.found = given;
  }

  AclFleet get() throws IOException {
    AclFleet fleet = found;
    if (fleet == null) {
      KnownMinions known = minions.get();
      fleet = new AclFleet(known.ids(), known::data);
      found = fleet;
    }
    return fleet;
  }
}
