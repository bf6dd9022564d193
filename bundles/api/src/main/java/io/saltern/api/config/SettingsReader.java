// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Reads configuration files without putting them to use. */
@ProviderType
public interface SettingsReader {
  /**
   * Reads and checks the settings of a master.
   *
   * @param configDir the folder with the file {@code master}
   * @throws ConfigurationException with all that is wrong in any file
   */
  Settings master(Path configDir) throws ConfigurationException;
}
