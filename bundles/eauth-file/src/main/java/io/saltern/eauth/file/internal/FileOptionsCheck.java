// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.file.internal;

import io.saltern.api.config.Settings;
import io.saltern.api.config.SettingsCheck;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Keeps settings from being put to use in which the file of passwords is not named well. */
@Component(property = Settings.ROLE + "=" + Settings.MASTER)
public final class FileOptionsCheck implements SettingsCheck {
  @Override
  public List<String> problems(Settings candidate) {
    List<String> problems = new ArrayList<>();
    PasswordFile.of(candidate, problems);
    return problems;
  }
}
