// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.minion;

import io.saltern.api.config.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** Finds out facts about this machine. Of equal names, the higher ranked service's counts. */
@ConsumerType
public interface GrainsProvider {
  /** The facts, by Salt's names; within a second, whatever name services do. */
  Map<String, @Nullable Object> grains(Settings minion);
}
