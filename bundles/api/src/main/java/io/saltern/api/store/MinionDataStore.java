// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.store;

import io.saltern.api.MinionId;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** Keeps grains and pillars of minions, so that the master can resolve targets. */
@ConsumerType
public interface MinionDataStore {
  /** Replaces what is known of a minion; completes when committed. */
  CompletionStage<Void> save(MinionData data);

  /** What is known of a minion, or empty. Served from memory. */
  Optional<MinionData> data(MinionId id);

  /** What is known of all minions. Served from memory; a snapshot. */
  Collection<MinionData> all();

  /** Forgets a minion; completes when committed. */
  CompletionStage<Void> forget(MinionId id);
}
