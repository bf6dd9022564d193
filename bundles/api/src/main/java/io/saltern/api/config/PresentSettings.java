// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The settings of a role as they are now: a reload replaces them, and restarts nobody who asks
 * here. Whoever has something to do when they change takes {@link Settings} by a dynamic, greedy
 * reference instead. A service with the property {@link Settings#ROLE}, as these are.
 */
@ProviderType
@FunctionalInterface
public interface PresentSettings {
  /** The filter for the master's. */
  String OF_MASTER = "(" + Settings.ROLE + "=" + Settings.MASTER + ")";

  /** The settings of this moment. Whoever does one thing by them asks once. */
  Settings now();
}
