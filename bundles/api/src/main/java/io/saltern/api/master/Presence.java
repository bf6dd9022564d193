// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Which minions are connected, without asking them. As in Salt, a minion counts as connected while
 * one of the addresses in its grains holds a connection to the publish port; minions behind one
 * address cannot be told from each other.
 */
@ProviderType
public interface Presence {
  /** The ids of the minions that are connected, each with the address. */
  SortedMap<String, String> connected();

  /**
   * Those of the ids that are known not to be connected: their grains are known, some minion is
   * connected, and they are not.
   */
  Set<String> away(Collection<String> ids);
}
