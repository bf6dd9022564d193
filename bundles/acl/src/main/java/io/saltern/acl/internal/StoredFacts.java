// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.MinionId;
import io.saltern.api.store.MinionData;
import io.saltern.api.store.MinionDataStore;
import io.saltern.targeting.MinionFacts;
import java.util.Map;

/** What a minion last told of itself, looked up when a rule needs it. */
record StoredFacts(MinionId id, MinionDataStore store) implements MinionFacts {
  @Override
  public Map<?, ?> grains() {
    return store.data(id).<Map<?, ?>>map(MinionData::grains).orElse(Map.of());
  }

  @Override
  public Map<?, ?> pillar() {
    return store.data(id).<Map<?, ?>>map(MinionData::pillar).orElse(Map.of());
  }
}
