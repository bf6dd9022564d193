// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import io.saltern.api.config.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers the settings of master and minion, each read only when it is used. */
@Component(
    immediate = true,
    service = {})
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.saltern.api.config.Settings\"")
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.saltern.api.config.PresentSettings\"")
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.saltern.api.config.SettingsReloader\"")
public final class SettingsServices {
  /** The framework or system property that names the folder of the configuration files. */
  static final String CONFIG_DIR = "saltern.config.dir";

  static final String DEFAULT_CONFIG_DIR = "/etc/salt";

  /** The system property by which a launcher gives SIGHUP to the configuration. */
  static final String HANG_UP = "saltern.hangup.reloads";

  private static final Logger LOG = LoggerFactory.getLogger(SettingsServices.class);

  private final SettingsOfRole master;
  private final SettingsOfRole minion;
  private final @Nullable HangUp hangUp;

  @Activate
  public SettingsServices(BundleContext context) {
    Path folder =
        Path.of(Optional.ofNullable(context.getProperty(CONFIG_DIR)).orElse(DEFAULT_CONFIG_DIR))
            .toAbsolutePath()
            .normalize();
    master = new SettingsOfRole(context, Role.MASTER, folder, FatalStop::stop);
    minion = new SettingsOfRole(context, Role.MINION, folder, FatalStop::stop);
    hangUp = Boolean.getBoolean(HANG_UP) ? new HangUp(this::reload) : null;
  }

  private void reload() {
    for (SettingsOfRole role : List.of(master, minion)) {
      try {
        role.reloadIfUsed();
      } catch (ConfigurationException e) {
        e.problems().forEach(LOG::error);
        LOG.error("The configuration has mistakes: the settings stay as they were");
      }
    }
  }

  @Deactivate
  void deactivate() {
    if (hangUp != null) {
      hangUp.close();
    }
    minion.close();
    master.close();
  }
}
