// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.MinionId;
import io.saltern.api.store.MinionData;
import io.saltern.targeting.MinionFacts;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a minion last told of itself, looked up when a rule needs it. */
record StoredFacts(MinionId id, Function<MinionId, Optional<MinionData>> known)
    implements MinionFacts {
  @Override
  public Map<?, ?> grains() {
    return known.apply(id).<Map<?, ?>>map(MinionData::grains).orElse(Map.of());
  }

  @Override
  public Map<?, ?> pillar() {
    return known.apply(id).<Map<?, ?>>map(MinionData::pillar).orElse(Map.of());
  }
}
