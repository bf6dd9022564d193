// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads the configuration files again. Registered beside each {@link Settings} with the same
 * property {@link Settings#ROLE}.
 */
@ProviderType
public interface SettingsReloader {
  /**
   * Checks all files and, when they are right, replaces the service {@link Settings}.
   *
   * @throws ConfigurationException when they are not; the settings stay as they were
   */
  void reload() throws ConfigurationException;
}
