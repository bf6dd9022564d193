// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import io.saltern.api.config.Settings;
import io.saltern.api.config.SettingsCheck;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Keeps settings from being put to use whose PAM service is not there. */
@Component(property = Settings.ROLE + "=" + Settings.MASTER)
public final class PamOptionsCheck implements SettingsCheck {
  @Override
  public List<String> problems(Settings candidate) {
    PamSettings settings = PamSettings.of(candidate);
    return settings.inUse()
        ? settings.service().flaw().map(flaw -> settings.place() + ": " + flaw).stream().toList()
        : List.of();
  }
}
