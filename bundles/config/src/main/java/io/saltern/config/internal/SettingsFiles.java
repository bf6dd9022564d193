// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.Settings;
import java.nio.file.Path;

/** Settings without a framework, for a program that works on a master's files alone. */
public final class SettingsFiles {
  private SettingsFiles() {}

  /**
   * Reads and checks the settings of a master.
   *
   * @throws ConfigurationException with all that is wrong in any file
   */
  public static Settings ofMaster(Path configDir) throws ConfigurationException {
    return SettingsLoader.load(Role.MASTER, configDir).settings();
  }
}
