// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.minion;

import io.saltern.api.MinionId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What this minion is and knows. */
@ProviderType
public interface MinionState {
  /** Its name. */
  MinionId id();

  /** Its grains; unmodifiable. */
  Map<String, @Nullable Object> grains();

  /** Its pillar as the master last sent it; unmodifiable, empty before. */
  Map<String, @Nullable Object> pillar();

  /** Gathers the grains anew. */
  void refreshGrains();
}
