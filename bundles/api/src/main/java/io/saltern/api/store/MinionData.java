// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.store;

import io.saltern.api.MinionId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a minion last told of itself, and its pillar. Unmodifiable; values as on the wire. */
public record MinionData(
    MinionId id, Map<String, @Nullable Object> grains, Map<String, @Nullable Object> pillar) {
  public MinionData {
    grains = Collections.unmodifiableMap(new LinkedHashMap<>(grains));
    pillar = Collections.unmodifiableMap(new LinkedHashMap<>(pillar));
  }

  /** Without the pillar, which may hold secrets. */
  @Override
  public String toString() {
    return "MinionData[" + id + "]";
  }
}
