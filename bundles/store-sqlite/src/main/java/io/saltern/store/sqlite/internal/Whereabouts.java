// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Knows {@code cachedir}, and lets settings be reloaded without closing the database. */
@Component(service = Whereabouts.class)
public final class Whereabouts {
  private volatile @Nullable Settings settings;

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

  Path cachedir() {
    Settings present = settings;
    if (present == null) {
      throw new IllegalStateException("the master's settings are gone");
    }
    return present.path(MasterOptions.CACHEDIR);
  }
}
