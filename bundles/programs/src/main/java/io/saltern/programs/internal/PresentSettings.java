// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.config.Settings;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The master's present settings: a reload replaces them and no program ends for it. */
@Component(service = PresentSettings.class)
public final class PresentSettings {
  private volatile @Nullable Settings settings;

  /** Waits for its first settings. */
  @Activate
  public PresentSettings() {}

  /** Holds settings that stay as they are. */
  public PresentSettings(Settings settings) {
    this.settings = settings;
  }

  @Reference(
      target = "(" + Settings.ROLE + "=" + Settings.MASTER + ")",
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSettings(Settings present) {
    settings = present;
  }

  void unbindSettings(Settings gone) {
    if (settings == gone) {
      settings = null;
    }
  }

  Settings now() {
    Settings present = settings;
    if (present == null) {
      throw new IllegalStateException("the master's settings are gone");
    }
    return present;
  }
}
