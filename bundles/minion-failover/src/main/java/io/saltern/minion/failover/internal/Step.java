// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import java.util.List;

/** What follows from something that happened: how the minion stands now, and what is to be done. */
record Step(State state, List<Deed> deeds) {
  Step {
    deeds = List.copyOf(deeds);
  }
}
