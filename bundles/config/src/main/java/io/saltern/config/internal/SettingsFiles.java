// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.Settings;
import io.saltern.api.config.SettingsReader;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Settings of files that no running program uses. */
@Component
public final class SettingsFiles implements SettingsReader {
  /** Keeps nothing. */
  @Activate
  public SettingsFiles() {}

  @Override
  public Settings master(Path configDir) throws ConfigurationException {
    return ofMaster(configDir);
  }

  /**
   * Reads and checks the settings of a master.
   *
   * @throws ConfigurationException with all that is wrong in any file
   */
  public static Settings ofMaster(Path configDir) throws ConfigurationException {
    return SettingsLoader.load(Role.MASTER, configDir).settings();
  }
}
