// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ad.internal;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.config.SettingsCheck;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Keeps settings from being put to use by which nobody of Active Directory could log in. */
@Component(property = Settings.ROLE + "=" + Settings.MASTER)
public final class AdOptionsCheck implements SettingsCheck {
  @Override
  public List<String> problems(Settings candidate) {
    List<String> problems = new ArrayList<>();
    if (candidate.get(MasterOptions.EXTERNAL_AUTH).containsKey(AdPlan.BACKEND)) {
      AdPlan.of(candidate, problems);
    }
    return problems;
  }
}
