// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.minion.GrainsProvider;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The grains that every minion has, by Salt's names, without starting processes. */
@Component
public final class CoreGrains implements GrainsProvider {
  private final SystemFiles files;
  private final String version;

  @Activate
  public CoreGrains(BundleContext context) {
    this(new SystemFiles(Path.of("/")), SalternVersion.text(context));
  }

  CoreGrains(SystemFiles files, String version) {
    this.files = files;
    this.version = version;
  }

  @Override
  public Map<String, @Nullable Object> grains(Settings minion) {
    Map<String, @Nullable Object> grains = new LinkedHashMap<>();
    new NetworkGrains(files).putInto(grains);
    new OsGrains(files).putInto(grains);
    new HardwareGrains(files).putInto(grains);
    new ProcessGrains(files).putInto(grains);
    List<String> masters = minion.get(MinionOptions.MASTER);
    grains.put("master", masters.size() == 1 ? masters.get(0) : masters);
    grains.put("saltversion", version);
    grains.put("saltversioninfo", SalternVersion.numbers(version));
    return grains;
  }
}
