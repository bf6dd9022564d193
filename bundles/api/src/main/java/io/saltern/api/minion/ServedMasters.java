// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.minion;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Which masters the minion of this configuration serves, whatever process asks. */
@ProviderType
public interface ServedMasters extends MasterChanges {
  /** Those that are served now; empty when no minion runs. */
  List<ServedMaster> served();

  /**
   * Has the masters asked for a sign of life now, not when it is time. Does nothing in a process
   * that is not the minion.
   */
  void recheck();
}
