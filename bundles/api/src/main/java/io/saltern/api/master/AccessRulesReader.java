// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.MinionId;
import io.saltern.api.config.Settings;
import io.saltern.api.store.MinionData;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/** Reads access rules without putting them to use. */
@ProviderType
public interface AccessRulesReader {
  /**
   * Reads.
   *
   * @param settings of a master
   * @param minions what rules are told of the grains and pillars of minions
   */
  RuleBook read(Settings settings, Function<MinionId, Optional<MinionData>> minions);
}
