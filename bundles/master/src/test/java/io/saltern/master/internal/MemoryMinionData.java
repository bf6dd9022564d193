// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.MinionId;
import io.saltern.api.store.MinionData;
import io.saltern.api.store.MinionDataStore;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Minion data in memory; a store that fails when it is told to. */
final class MemoryMinionData implements MinionDataStore {
  private final Map<MinionId, MinionData> known = new LinkedHashMap<>();
  boolean broken;

  @Override
  public CompletionStage<Void> save(MinionData data) {
    if (broken) {
      return CompletableFuture.failedStage(new IllegalStateException("the disk is full"));
    }
    known.put(data.id(), data);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public Optional<MinionData> data(MinionId id) {
    return Optional.ofNullable(known.get(id));
  }

  @Override
  public Collection<MinionData> all() {
    return known.values();
  }

  @Override
  public CompletionStage<Void> forget(MinionId id) {
    known.remove(id);
    return CompletableFuture.completedStage(null);
  }
}
