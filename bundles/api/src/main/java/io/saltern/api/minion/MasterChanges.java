// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.minion;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** How often this minion has changed its master since it started. */
@ProviderType
public interface MasterChanges {
  /** Changes by {@link MasterChange#reason}; reasons that did not occur are absent. */
  Map<String, Long> counts();

  /** The last one; empty before the first. */
  Optional<MasterChange> last();
}
