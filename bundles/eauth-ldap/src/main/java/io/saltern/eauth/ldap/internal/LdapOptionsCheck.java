// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.api.config.Settings;
import io.saltern.api.config.SettingsCheck;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Keeps settings from being put to use by which nobody could log in, or no computer be found. */
@Component(property = Settings.ROLE + "=" + Settings.MASTER)
public final class LdapOptionsCheck implements SettingsCheck {
  @Override
  public List<String> problems(Settings candidate) {
    List<String> problems = new ArrayList<>();
    if (LdapPlan.isNamed(candidate)) {
      LdapPlan.of(candidate, problems);
    }
    if (!ComputerRules.of(candidate).isEmpty()) {
      ComputerMatcher.computers(candidate, problems)
          .ifPresent(computers -> computers.directory().close());
    }
    return problems.stream().distinct().toList();
  }
}
