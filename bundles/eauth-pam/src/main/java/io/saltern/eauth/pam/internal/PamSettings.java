// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PamOptions;
import io.saltern.api.config.Settings;
import java.time.Duration;

/**
 * What settings say of PAM.
 *
 * @param place where they name the service, for messages
 */
record PamSettings(
    boolean inUse, ServiceFile service, boolean isolated, Duration patience, String place) {
  static final String BACKEND = "pam";

  static PamSettings of(Settings settings) {
    String place =
        settings
            .place(PamOptions.SERVICE)
            .or(() -> settings.place(MasterOptions.EXTERNAL_AUTH, BACKEND))
            .orElse("the settings");
    return new PamSettings(
        settings.get(MasterOptions.EXTERNAL_AUTH).containsKey(BACKEND),
        new ServiceFile(settings.get(PamOptions.SERVICE)),
        settings.get(PamOptions.ISOLATED),
        settings.find(PamOptions.TIMEOUT).isPresent()
            ? settings.seconds(PamOptions.TIMEOUT)
            : settings.seconds(MasterOptions.EAUTH_TIMEOUT),
        place + ": " + PamOptions.SERVICE.name());
  }
}
