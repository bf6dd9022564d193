// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.config.Settings;
import io.saltern.api.config.SettingsCheck;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Keeps malformed access rules from being put to use by a reload. */
@Component(property = Settings.ROLE + "=" + Settings.MASTER)
public final class AccessRuleCheck implements SettingsCheck {
  @Override
  public List<String> problems(Settings candidate) {
    List<String> problems = new ArrayList<>();
    RulesReader.read(candidate, problems, ForeignMinions.NONE);
    return problems;
  }
}
