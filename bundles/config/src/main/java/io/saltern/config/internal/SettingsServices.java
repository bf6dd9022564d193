// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Offers the settings of master and minion, each read only when it is used. */
@Component(
    immediate = true,
    service = {})
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.saltern.api.config.Settings\"")
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.saltern.api.config.SettingsReloader\"")
public final class SettingsServices {
  /** The framework or system property that names the folder of the configuration files. */
  static final String CONFIG_DIR = "saltern.config.dir";

  static final String DEFAULT_CONFIG_DIR = "/etc/salt";

  private final SettingsOfRole master;
  private final SettingsOfRole minion;

  @Activate
  public SettingsServices(BundleContext context) {
    Path folder =
        Path.of(Optional.ofNullable(context.getProperty(CONFIG_DIR)).orElse(DEFAULT_CONFIG_DIR))
            .toAbsolutePath()
            .normalize();
    master = new SettingsOfRole(context, Role.MASTER, folder, FatalStop::stop);
    minion = new SettingsOfRole(context, Role.MINION, folder, FatalStop::stop);
  }

  @Deactivate
  void deactivate() {
    minion.close();
    master.close();
  }
}
